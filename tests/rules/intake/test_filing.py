"""Filing by hand: every way in has a row, people are found again, links are links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.channels.channels import CHANNELS
from models.rules.channels.messages import HandleKind
from models.rules.core.errors import RuleBroken
from models.rules.intake.filing import ORIGINS, Origin, Person, account_name, link_of, person_of, phone_number

PHONE = HandleKind.PHONE


def test_every_way_in_has_a_row_and_a_name_of_its_own() -> None:
    assert set(ORIGINS) == set(Origin)
    assert len({row.label for row in ORIGINS.values()}) == len(ORIGINS)


def test_whom_a_channel_knows_by_name_an_officer_can_file_by_the_same_name() -> None:
    assert {row.handle_kind for row in CHANNELS.values()} <= {row.handle_kind for row in ORIGINS.values()}


@pytest.mark.parametrize(
    ("origin", "reach", "person"),
    [
        (Origin.TELEPON, "0812-0000-1234", Person(PHONE, "+6281200001234", "Budi")),
        (Origin.LOKET, "+62 812 0000 1234", Person(PHONE, "+6281200001234", "Budi")),
        (Origin.LOKET, "", Person(HandleKind.DESK, "", "Budi")),
        (Origin.LOKET, "Kantin depan", Person(HandleKind.DESK, "kantin depan", "Budi")),
        (Origin.INSTAGRAM, "@Budi.Contoh", Person(HandleKind.INSTAGRAM, "budi.contoh", "Budi")),
        (Origin.X_KOMENTAR, " @budi ", Person(HandleKind.X, "budi", "Budi")),
        (Origin.WHATSAPP, "6281200001234", Person(PHONE, "+6281200001234", "Budi")),
        (Origin.SUREL, "budi@contoh.id", Person(HandleKind.DESK, "budi@contoh.id", "Budi")),
    ],
)
def test_who_it_is_is_read_from_what_was_typed(origin: Origin, reach: str, person: Person) -> None:
    assert person_of(origin, " Budi ", reach) == person


@pytest.mark.parametrize("typed", ["12", "08", "+999999999999999999", "paspor", "+62"])
def test_an_impossible_number_says_how_to_write_one(typed: str) -> None:
    with pytest.raises(RuleBroken):
        phone_number(typed)


@pytest.mark.parametrize(
    "typed", ["javascript:alert(1)", "ftp://x", "https://a b", "www.x.id", "https://" + "x" * 500]
)
def test_what_is_no_link_is_refused(typed: str) -> None:
    with pytest.raises(RuleBroken, match="https://"):
        link_of(typed)


def test_a_link_is_kept_as_it_is_and_none_is_none() -> None:
    assert link_of(" https://x.com/a/status/1?s=20 ") == "https://x.com/a/status/1?s=20"
    assert link_of("") == ""


@given(st.text(max_size=60))
def test_an_account_is_found_again_however_it_was_typed(typed: str) -> None:
    once = account_name(typed)
    assert account_name(once) == once
    assert bool(once) == bool(typed)
