"""Whether a backup's trail is the beginning of the office's own."""

from dataclasses import replace
from datetime import timedelta

from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR
from models.actions.core.audit_trail import AuditEvent
from models.actions.upkeep.planned.drill.course import course_flaw, ends_of
from models.rules.upkeep.drills import Flaw
from models.tables import Audit, database
from models.tables.core.settings import Settings
from tests.office import NOW

DAY = timedelta(days=1)


def test_the_same_course_has_no_flaw_and_what_came_later_is_no_part_of_it(settings: Settings) -> None:
    rows = Audit.select().count()
    ends = ends_of(rows)
    assert {end.chain for end in ends} == {row.chain for row in Audit.select(Audit.chain).distinct()}
    with database.atomic():
        audit_trail.write(OPERATOR, NOW + DAY, AuditEvent("ubah", "channel:1"))
    assert ends_of(rows) == ends
    assert course_flaw(ends, NOW) is None
    assert course_flaw(ends, NOW + 2 * DAY) is None  # a clock may be a day behind
    assert course_flaw(ends, NOW + 3 * DAY) is Flaw.OLDER


def test_another_hash_in_any_chain_is_another_offices(settings: Settings) -> None:
    ends = ends_of(Audit.select().count())
    for place, end in enumerate(ends):
        others = [*ends]
        others[place] = replace(end, hash="0" * 64)
        assert course_flaw(others, NOW) is Flaw.STRANGER
        others[place] = replace(end, seq=end.seq + 1_000_000)
        assert course_flaw(others, NOW) is Flaw.STRANGER


def test_an_empty_trail_is_of_before_the_office_began(settings: Settings) -> None:
    assert ends_of(0) == []
    assert course_flaw([], NOW + timedelta(seconds=1)) is Flaw.OLDER
    Audit.delete().execute()
    assert course_flaw([], NOW + DAY) is None
