"""What came later is told by the trail's numbers, not by the times the acts bear."""

from datetime import timedelta
from typing import Any

from models.actions.core import audit_trail
from models.actions.core.actor import AGENT
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.trail_order import acts_on, last_act
from models.tables import database
from tests.office import NOW


def test_an_act_after_one_of_a_time_to_come_is_the_later_one(account: Any) -> None:
    with database.atomic():
        audit_trail.write(AGENT, NOW + timedelta(days=500), AuditEvent("konsep", "document:7", after="ND-TERUS"))
        audit_trail.write(AGENT, NOW, AuditEvent("isi", "complaint:3", after="laporan"))
        audit_trail.write(AGENT, NOW, AuditEvent("paraf", "document:7"), AuditEvent("isi", "complaint:4"))
    drafted = last_act("document:7", "konsep")
    assert drafted is not None and drafted.at == NOW + timedelta(days=500)
    assert [act.after for act in acts_on(["complaint:3", "document:7"], ("isi", "konsep"), drafted.number)] == [
        "laporan"
    ]
    assert last_act("document:8", "konsep") is None
