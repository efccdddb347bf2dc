"""The facts of the notices: one letter for each person found, none for whom nobody knows, no figure by guess."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from docgen.upkeep.breach_notice import breach_notice
from models.actions.papers.letterhead.letterheads import letterhead_facts
from models.actions.privacy.breach.incidents import Incident
from models.actions.privacy.breach.notice_facts import MOST_LETTERS, Extent, OtherKind, notice_facts
from models.rules.privacy.breach import DESTROYED, MASKED, Affected, Data, Found, Kind, Surety
from tests.office import NOW

INCIDENT = Incident(7, Kind.ACCOUNT, NOW, {})
PERSON = Affected(
    Surety.CERTAIN, "Sari", ("ADU-2026-000001",), ("wa: 628",), frozenset({Data.IDENTITY}), NOW, NOW, ("web 1",)
)  # fmt: skip
HIDDEN = replace(PERSON, name="", cases=("ADU-2026-000002",), surety=Surety.POSSIBLE, notes=(MASKED,))
GONE = replace(PERSON, name="", cases=("ADU-2026-000003",), ways=(), notes=(DESTROYED,))


def facts_of(*rows: Affected, kind: Kind = Kind.ACCOUNT) -> dict[str, Any]:
    extent = Extent(kind, Found(rows, ("Tidak semuanya tercatat.",)), NOW, datetime(2026, 11, 25, 4))
    return notice_facts(INCIDENT, extent, letterhead_facts(NOW.date()))


def test_each_person_found_has_a_letter_and_whom_nobody_knows_any_more_is_told(sqlite_account: Any) -> None:
    facts = facts_of(PERSON, HIDDEN, GONE)
    assert (facts["certain"], facts["possible"]) == (2, 1)
    assert [(one["name"], one["cases"], one["certain"]) for one in facts["letters"]] == [
        ("Sari", ["ADU-2026-000001"], True),
        ("", ["ADU-2026-000002"], False),
    ]
    (told,) = facts["letters_lack"]
    assert told.startswith("1 ")
    assert facts["unknown"] == ["Tidak semuanya tercatat."]
    assert breach_notice(facts)


def test_more_than_can_be_printed_are_told_and_none_is_left_out_unseen(sqlite_account: Any) -> None:
    facts = facts_of(*[PERSON] * (MOST_LETTERS + 1))
    assert (facts["letters"], facts["certain"]) == ([], MOST_LETTERS + 1)
    assert str(MOST_LETTERS + 1) in facts["letters_lack"][0]


def test_before_anything_was_counted_no_figure_stands_there(sqlite_account: Any) -> None:
    facts = notice_facts(INCIDENT, None, letterhead_facts(NOW.date()))
    assert [facts[name] for name in ("since", "until", "certain", "possible")] == [None] * 4
    assert breach_notice(facts)


def test_what_was_found_of_another_kind_is_no_facts_of_this_breach(sqlite_account: Any) -> None:
    with pytest.raises(OtherKind, match=r"no\. 7"):
        facts_of(PERSON, kind=Kind.DISK)
