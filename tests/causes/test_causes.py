"""Every row of the table of causes, tried; and the guide names every act of a person that the table asks for."""

from collections import Counter
from collections.abc import Iterator

import pytest

from tests.causes.cause import Cause
from tests.causes.report import faults
from tests.causes.server import Server, server
from tests.causes.table import CAUSES
from tests.causes.watching import measure
from tests.tools import ROOT

SUBJECTS = {"disk", "clock", "key", "lock", "gateway", "token", "network", "database", "agent"}


def _name(cause: Cause) -> str:
    return f"{cause.subject}: {cause.name}"


@pytest.mark.parametrize("cause", [cause for cause in CAUSES if "sqlite" in cause.on], ids=_name)
def test_a_cause_is_told_everywhere_in_time_and_work_goes_on_after_it(cause: Cause) -> None:
    assert faults(measure(cause)) == []


@pytest.fixture(scope="module")
def own_server() -> Iterator[Server]:
    """A PostgreSQL server that nobody else needs."""
    with server() as running:
        yield running


# All others are told alike on both: `python -m tests.causes --postgresql` measures them there.
@pytest.mark.parametrize("cause", [cause for cause in CAUSES if "sqlite" not in cause.on], ids=_name)
def test_what_only_a_server_can_meet_is_told_everywhere_in_time_and_work_goes_on_after_it(
    cause: Cause, own_server: Server
) -> None:
    assert faults(measure(cause, own_server)) == []


def test_the_table_has_thirty_causes_and_more_of_every_subject() -> None:
    assert len(CAUSES) >= 30
    assert {cause.subject for cause in CAUSES} >= SUBJECTS
    assert not [name for name, count in Counter(map(_name, CAUSES)).items() if count > 1]


def test_the_chapter_of_the_guide_names_whatever_a_person_must_do() -> None:
    chapter = " ".join((ROOT / "docs/panduan/bila-komputer-bermasalah.md").read_text("utf-8").split())
    assert [_name(one) for one in CAUSES if one.act and not (one.guide and one.guide in chapter)] == []
    assert not [_name(one) for one in CAUSES if one.guide and not one.act]
