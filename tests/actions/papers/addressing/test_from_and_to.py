"""From whom and to whom: what is read alone is what all facts of the paper say."""

from typing import Any

import pytest

from models.actions.papers.paper_facts import MAKERS, Subject, gather_address, gather_facts
from models.rules.staff.roles import Section
from models.tables import Complaint
from tests.actions.walking import Walk
from tests.office import NOW

_OF_CASE = ["ND-TERUS", "ND-JAWAB", "ND-ESKAL", "ND-TERUSJWB", "SURAT", "LEMBAR", "LAPORAN", "KENDALI"]
_PARTS = ("yth", "dari", "address")


@pytest.mark.parametrize("section", [*Section, None])
@pytest.mark.parametrize("protected", [False, True])
def test_it_says_what_the_facts_of_each_paper_say(
    sqlite_account: Any, section: Section | None, protected: bool
) -> None:
    walk = Walk(sqlite_account).with_answer()
    changes = {"section": str(section) if section else None, "identity_protected": protected}
    Complaint.update(changes).where(Complaint.id == walk.id).execute()
    for code in _OF_CASE:
        subject = Subject(code, Complaint.get_by_id(walk.id))
        whole = gather_facts(subject, walk.now)
        assert gather_address(subject, walk.now) == {part: whole[part] for part in _PARTS if part in whole}, code


def test_what_is_not_compared_is_a_list_or_goes_to_nobody() -> None:
    lists = {"ND-REKAP", "REKAP", "REKAP-SAMAR", "REGISTER", "AGENDA", "BA-GANGGUAN"}
    assert set(MAKERS) - set(_OF_CASE) - lists == {"DISPOSISI"}
    assert gather_address(Subject("DISPOSISI"), NOW) == {}
