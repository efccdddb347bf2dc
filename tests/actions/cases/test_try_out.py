"""An action tried and taken back: why it would be refused, and nothing of it remains."""

from typing import Any

from models.actions.cases.mark_urgent import mark_urgent
from models.actions.cases.try_out import why_not
from models.rules.cases.identification import Urgency
from models.rules.core.errors import TextEmpty
from models.rules.staff.roles import Role
from models.tables import Audit, Complaint, database
from tests.actions.walking import Walk
from tests.office import NOW, actor


def test_an_action_that_would_be_done_is_not_done(account: Any) -> None:
    walk = Walk(account)
    before = (walk.case.version, Audit.select().count())
    assert why_not(lambda: mark_urgent(walk.id, Urgency.MENDESAK, actor(Role.PENGELOLA), NOW)) == ""
    assert (walk.case.version, Audit.select().count()) == before
    with database.atomic():
        Complaint.update(subject="Tetap").where(Complaint.id == walk.id).execute()
        assert why_not(lambda: mark_urgent(walk.id, Urgency.MENDESAK, actor(Role.PENGELOLA), NOW)) == ""
    assert (walk.case.subject, walk.case.urgency) == ("Tetap", "biasa")


def test_an_action_that_is_refused_says_why(account: Any) -> None:
    walk = Walk(account).at_section()
    why = why_not(lambda: mark_urgent(walk.id, Urgency.MENDESAK, actor(Role.KASI_LALINTALKIM), NOW))
    assert "tidak berwenang" in why

    def empty() -> None:
        raise TextEmpty

    assert why_not(empty) == TextEmpty().sentence
