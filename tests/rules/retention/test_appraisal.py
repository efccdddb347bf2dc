"""What a panel's opinions and decisions mean: permanent for ever, destroyed only when nobody is against it."""

from datetime import date, datetime, timedelta

import pytest

from models.rules.core.errors import RuleBroken
from models.rules.retention.appraisal import (
    PART_LABELS,
    VERDICT_LABELS,
    AppraisalNotAllowed,
    Part,
    Verdict,
    check_consent,
    check_panel,
    check_verdict,
    standing,
)

CLOSED = datetime(2026, 11, 25, 3)
BEFORE, AFTER = CLOSED - timedelta(seconds=1), CLOSED + timedelta(days=1)
M, P = Verdict.MUSNAH, Verdict.PERMANEN
DAY = date(2032, 1, 5)


@pytest.mark.parametrize(
    ("decided", "counts"),
    [
        ([], None),
        ([(M, AFTER)], M),
        ([(M, CLOSED)], M),
        ([(M, BEFORE)], None),  # closed again since: appraised anew
        ([(M, BEFORE), (M, AFTER)], M),
        ([(P, BEFORE)], P),
        ([(P, AFTER), (M, AFTER)], P),
    ],
)
def test_permanent_stands_for_ever_and_destruction_only_since_the_closing(
    decided: list[tuple[Verdict, datetime]], counts: Verdict | None
) -> None:
    assert standing(decided, CLOSED) is counts


def test_an_open_file_has_no_verdict_that_lets_it_go() -> None:
    assert standing([(M, AFTER)], None) is None


@pytest.mark.parametrize(
    ("opinions", "verdict", "why"),
    [
        ([M], M, "Paling sedikit 2"),
        ([], P, "Paling sedikit 2"),
        ([M, None, None], M, "Masih 2 anggota"),
        ([P, None], P, "Masih 1 anggota"),
        ([M, M, P], M, "berpendapat permanen"),
    ],
)
def test_no_verdict_without_every_opinion_nor_against_one(
    opinions: list[Verdict | None], verdict: Verdict, why: str
) -> None:
    with pytest.raises(AppraisalNotAllowed, match=why):
        check_verdict(opinions, verdict)


def test_what_all_say_may_be_decided_and_permanent_although_some_would_destroy() -> None:
    check_verdict([M, M], M)
    check_verdict([M, P], P)
    check_verdict([M, M], P)


@pytest.mark.parametrize(
    ("parts", "letter", "dated", "why"),
    [
        ([Part.KETUA, Part.ANGGOTA], "SK-1", DAY, "paling sedikit 3"),
        ([Part.ANGGOTA] * 3, "SK-1", DAY, "satu ketua"),
        ([Part.KETUA, Part.KETUA, Part.ANGGOTA], "SK-1", DAY, "satu ketua"),
        ([Part.KETUA, Part.SEKRETARIS, Part.ANGGOTA], " ", DAY, "nomor surat"),
        ([Part.KETUA, Part.SEKRETARIS, Part.ANGGOTA], "SK-1", DAY + timedelta(days=1), "belum tiba"),
    ],
)
def test_a_panel_is_three_with_one_chair_by_a_letter_of_a_day_that_has_come(
    parts: list[Part], letter: str, dated: date, why: str
) -> None:
    check_panel([Part.KETUA, Part.SEKRETARIS, Part.ANGGOTA], "SK-1", DAY, DAY)
    with pytest.raises(AppraisalNotAllowed, match=why):
        check_panel(parts, letter, dated, DAY)


def test_a_consent_is_a_numbered_letter_no_older_than_the_list_in_wib_days() -> None:
    proposed = datetime(2032, 1, 4, 18)  # the 5th in WIB
    check_consent("B-1", DAY, proposed, DAY)
    for letter, dated, why in (
        ("", DAY, "nomor surat"),
        ("B-1", DAY + timedelta(days=1), "belum tiba"),
        ("B-1", DAY - timedelta(days=1), "lebih tua"),
    ):
        with pytest.raises(RuleBroken, match=why):
            check_consent(letter, dated, proposed, DAY)


def test_each_part_and_verdict_has_its_word() -> None:
    assert (PART_LABELS.keys(), VERDICT_LABELS.keys()) == (set(Part), set(Verdict))
