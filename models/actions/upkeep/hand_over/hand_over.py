"""The facts of the bundle that an administrator hands over, all read from the office at that moment."""

from collections.abc import Callable
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR, Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.office_facts import office_settings
from models.actions.papers.letterhead.letterheads import letterhead_facts
from models.actions.upkeep.hand_over.copies import copy_facts
from models.actions.upkeep.hand_over.keys import key_facts
from models.actions.upkeep.hand_over.machines import database_facts, machine_facts
from models.actions.upkeep.hand_over.people import channel_facts, signing_facts, staff_facts
from models.actions.upkeep.hand_over.warnings import open_warnings
from models.actions.upkeep.self_watch import SelfWatch
from models.actions.upkeep.services.systemd import Machine
from models.rules.core.moments import iso, to_wib
from models.tables import database
from models.tables.core.settings import Settings

EVENT = "berkas_serah_terima"


def hand_over_facts(
    settings: Settings, now: datetime, watch: SelfWatch, machine: Callable[[], Machine], actor: Actor = OPERATOR
) -> dict[str, object]:
    """Return the facts, and note in the trail that they were put together. `machine` may raise ServiceRefused."""
    office = office_settings()
    facts: dict[str, object] = {
        "kop": letterhead_facts(to_wib(now).date()),
        "office": " ".join(office.get("nama_kantor", "").split()),
        "made": iso(now),
        "made_by": actor.username,
        "warnings": open_warnings(settings, now, watch),
        "machines": machine_facts(settings, now, machine),
        "database": database_facts(settings, now),
        "channels": channel_facts(settings, now),
        "signing": signing_facts(),
        "staff": staff_facts(),
        "keys": key_facts(settings, now),
        "backups": copy_facts(now),
    }
    with database.atomic():
        audit_trail.write(actor, now, AuditEvent(EVENT, "office"))
    return facts
