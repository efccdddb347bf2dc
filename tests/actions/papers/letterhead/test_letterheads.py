"""The letterhead: drafted, dated, taken back; a paper carries the version of its date, and keeps it."""

import json
from datetime import date
from typing import Any

import pytest

from models.actions.papers.dossier.dossier_facts import dossier_facts
from models.actions.papers.letterhead.letterheads import (
    KeptEmblem,
    LetterheadNotAllowed,
    discard_draft,
    draft_letterhead,
    draft_of_letterhead,
    keep_lines,
    letterhead_facts,
    letterhead_on,
    put_into_force,
    versions_of_letterhead,
    withdraw,
)
from models.actions.papers.sign_document import sign_document
from models.rules.core.errors import AlreadyDone, NotPermitted
from models.rules.papers.numbering import PaperDate
from models.rules.staff.roles import Role
from models.tables import Audit, LetterheadVersion
from tests.actions.cases.test_links_race import at_once
from tests.actions.drafting import draft
from tests.actions.walking import Walk
from tests.office import NOW, actor

TODAY = date(2026, 11, 25)
NEW_YEAR = date(2027, 1, 1)
SHIELD = KeptEmblem("a" * 64, 480, 600)
LINES = {"office": "KANTOR BARU", "address": "Jalan Baru 2", "ministry": "KEMENTERIAN", "web": " kantor.example "}


def test_two_who_draft_at_once_leave_one_draft(account: Any) -> None:
    act = lambda: draft_letterhead(LINES, "21", SHIELD, actor(Role.ADMINISTRATOR), NOW)  # noqa: E731
    for _ in range(4):
        assert not [given for given in at_once(act, act, act) if not isinstance(given, LetterheadVersion)]
        waiting = LetterheadVersion.valid_from.is_null() & LetterheadVersion.withdrawn_at.is_null()
        assert LetterheadVersion.select().where(waiting).count() == 1


def drafted(emblem: KeptEmblem | None = SHIELD, tall: str = "21", **how: Any) -> LetterheadVersion:
    """Draft a letterhead as the administrator."""
    return draft_letterhead(LINES, tall, emblem, actor(Role.ADMINISTRATOR), NOW, **how)


def in_force(day: date = TODAY, emblem: KeptEmblem | None = SHIELD) -> LetterheadVersion:
    """Put a letterhead into force from a day on."""
    return put_into_force(drafted(emblem).id, day, actor(Role.ADMINISTRATOR), NOW)


def test_a_draft_is_no_letterhead_until_it_is_put_into_force(account: Any) -> None:
    first = letterhead_on(TODAY)
    version = drafted()
    assert letterhead_on(NEW_YEAR) == first
    put_into_force(version.id, TODAY, actor(Role.ADMINISTRATOR), NOW)
    assert draft_of_letterhead() is None
    assert letterhead_facts(TODAY) == {
        "lines": ["KEMENTERIAN", "KANTOR BARU"],
        "address": "Jalan Baru 2",
        "web": "kantor.example",
        "email": "",
        "emblem": {"sha256": "a" * 64, "width": 480, "height": 600, "mm": 21},
    }
    events = [row.event for row in Audit.select().where(Audit.subject.startswith("letterhead:")).order_by(Audit.id)]
    assert events == ["konsep_kop_surat", "kop_surat"]


def test_a_later_day_waits_and_can_be_taken_back_until_it_comes(account: Any) -> None:
    admin, first = actor(Role.ADMINISTRATOR), letterhead_on(TODAY)
    version = in_force(NEW_YEAR)
    assert (letterhead_on(date(2026, 12, 31)), letterhead_on(NEW_YEAR)) == (first, version)
    withdraw(version.id, admin, NOW)
    assert letterhead_on(NEW_YEAR) == first
    assert versions_of_letterhead()[0].withdrawn_at == NOW
    with pytest.raises(AlreadyDone):
        withdraw(version.id, admin, NOW)
    with pytest.raises(LetterheadNotAllowed, match="tidak dapat dibatalkan"):
        withdraw(in_force(TODAY).id, admin, NOW)


def test_no_day_that_passed_and_no_draft_twice(account: Any) -> None:
    admin, version = actor(Role.ADMINISTRATOR), drafted()
    with pytest.raises(LetterheadNotAllowed, match="paling awal hari ini"):
        put_into_force(version.id, date(2026, 11, 24), admin, NOW)
    put_into_force(version.id, TODAY, admin, NOW)
    with pytest.raises(AlreadyDone):
        put_into_force(version.id, TODAY, admin, NOW)
    with pytest.raises(AlreadyDone):
        discard_draft(version.id, admin, NOW)


def test_a_second_draft_takes_the_place_of_the_first_and_keeps_its_emblem(account: Any) -> None:
    first = drafted()
    second = drafted(None, "25")
    assert draft_of_letterhead() == second
    with pytest.raises(AlreadyDone):  # a page drawn before
        put_into_force(first.id, TODAY, actor(Role.ADMINISTRATOR), NOW)
    assert (second.id != first.id, second.emblem, second.emblem_mm) == (True, "a" * 64, 25)
    assert drafted(None, without_emblem=True).emblem is None
    discard_draft(draft_of_letterhead().id, actor(Role.ADMINISTRATOR), NOW)  # type: ignore[union-attr]
    assert draft_of_letterhead() is None


@pytest.mark.parametrize(
    ("change", "tall", "emblem", "said"),
    [
        ({"office": "  "}, "21", SHIELD, "tidak boleh kosong"),
        ({"address": ""}, "21", SHIELD, "Alamat"),
        ({"web": "x" * 301}, "21", SHIELD, "paling panjang 300"),
        ({}, "14", SHIELD, "15 sampai 25"),
        ({}, "dua", SHIELD, "15 sampai 25"),
        ({}, "21", KeptEmblem("b" * 64, 40, 60), "terlalu kasar"),
    ],
)
def test_what_cannot_be_printed_is_refused(
    account: Any, change: dict[str, str], tall: str, emblem: KeptEmblem, said: str
) -> None:
    with pytest.raises(LetterheadNotAllowed, match=said):
        draft_letterhead({**LINES, **change}, tall, emblem, actor(Role.ADMINISTRATOR), NOW)
    assert draft_of_letterhead() is None


def test_only_the_administrator_keeps_it(account: Any) -> None:
    version = drafted()
    kasubsi = actor(Role.KASUBSI_INFOKIM)
    for forbidden in (
        lambda: draft_letterhead(LINES, "21", None, kasubsi, NOW),
        lambda: put_into_force(version.id, TODAY, kasubsi, NOW),
        lambda: discard_draft(version.id, kasubsi, NOW),
        lambda: withdraw(version.id, kasubsi, NOW),
        lambda: keep_lines(LINES, kasubsi, NOW),
    ):
        with pytest.raises(NotPermitted):
            forbidden()


def test_a_paper_has_the_letterhead_of_its_date_and_keeps_it(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    paper = draft(walk)
    assert json.loads(paper.facts)["kop"]["emblem"] is None
    in_force(TODAY)
    signed = sign_document(paper.id, actor(Role.KASUBSI_INFOKIM), walk.tick())
    assert json.loads(signed.facts)["kop"] == letterhead_facts(TODAY)
    in_force(TODAY, KeptEmblem("b" * 64, 600, 600))
    assert json.loads(signed.facts)["kop"]["emblem"]["sha256"] == "a" * 64 != letterhead_on(TODAY).emblem  # type: ignore[union-attr]


def test_a_paper_of_an_earlier_date_has_the_letterhead_of_that_date(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    paper = draft(walk)
    in_force(TODAY)
    dated = PaperDate(date(2026, 11, 24), "Ditandatangani kemarin di atas kertas.")
    signed = sign_document(paper.id, actor(Role.KASUBSI_INFOKIM), walk.tick(), dated=dated)
    assert json.loads(signed.facts)["kop"] == letterhead_facts(date(2026, 11, 24))
    assert json.loads(signed.facts)["kop"]["emblem"] is None


def test_the_dossier_of_a_closed_case_has_the_letterhead_of_the_day_it_closed(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back().finished()
    before = dossier_facts(walk.case)["kop"]
    in_force(NEW_YEAR)
    assert dossier_facts(walk.case)["kop"] == before


def test_lines_typed_in_the_setup_hold_from_today_with_the_same_emblem(account: Any) -> None:
    in_force(TODAY)
    admin, before = actor(Role.ADMINISTRATOR), len(versions_of_letterhead())
    keep_lines({**LINES, "address": "Jalan Lain 3"}, admin, NOW)
    keep_lines({**LINES, "address": "Jalan Lain 3"}, admin, NOW)
    assert len(versions_of_letterhead()) == before + 1
    facts = letterhead_facts(TODAY)
    assert (facts["address"], facts["emblem"]) == (
        *("Jalan Lain 3", {"sha256": "a" * 64, "width": 480, "height": 600, "mm": 21}),
    )
