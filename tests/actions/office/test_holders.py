"""Which holders of a post, as entered by hand, give somebody its rights, and which may not be stored."""

from datetime import date
from typing import Any

import pytest

from models.actions.office.holders import check_holder, gives_rights, official_words
from models.rules.core.errors import RuleBroken
from models.tables import OfficeHolder, Official

DAY, LATER = date(2026, 11, 2), date(2026, 12, 31)


def holder(**words: Any) -> OfficeHolder:
    said = {"post": "kasi_tikkim", "official": 1, "kind": "plh", "valid_from": DAY, "order_number": "SP-1"}
    return OfficeHolder(**(said | words))


def test_only_who_acts_has_rights_by_it_and_an_earlier_end_gives_none() -> None:
    before = holder(valid_until=LATER)
    assert gives_rights(holder(), None)
    assert not gives_rights(holder(kind="definitif"), None)
    assert not gives_rights(holder(valid_until=DAY), before)
    assert not gives_rights(holder(valid_until=LATER, order_number="SP-2"), before)
    changes = ({"valid_until": None}, {"official": 2}, {"post": "kepala_kantor"}, {"valid_from": date(2026, 11, 1)})
    assert all(gives_rights(holder(**({"valid_until": LATER} | words)), before) for words in changes)
    assert gives_rights(holder(), holder(kind="definitif"))


@pytest.mark.parametrize(
    "words", [{"valid_until": date(2026, 11, 1)}, {"order_number": ""}, {"kind": "definitif", "order_number": ""}]
)
def test_what_cannot_be_is_refused(sqlite_account: Any, words: dict[str, Any]) -> None:
    with pytest.raises(RuleBroken):
        check_holder(holder(**words))


def test_an_official_is_read_by_name_and_number(sqlite_account: Any) -> None:
    known, new = Official.create(name="Ani", nip="1" * 18), Official.create(name="Budi")
    assert [official_words(one) for one in (known.id, new.id, None)] == [f"Ani · NIP {'1' * 18}", "Budi", ""]
