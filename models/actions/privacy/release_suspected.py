"""Releases a case that was suspected of being about an officer's conduct to the ordinary queue."""

from datetime import datetime

from models.actions.core.actor import Actor
from models.actions.core.case import locked_case
from models.actions.core.conduct_lane import leave_lane
from models.actions.core.form_key import spend_form_key
from models.actions.core.recused_posts import suspected
from models.rules.core.errors import RuleBroken
from models.rules.privacy.conduct_lane import Conduct
from models.rules.staff.permissions import Permission
from models.tables import Complaint, database


def release_suspected(
    complaint_id: int, actor: Actor, now: datetime, *, version: int | None = None, form_key: str | None = None
) -> Complaint:
    """Give a suspected case to the front desk, named and unmasked as any other; its words catch it no more.

    Raises NotPermitted, NotVisible, StaleCase, RuleBroken.
    """
    with database.atomic():
        actor.demand(Permission.DECIDE_CONDUCT)
        spend_form_key(form_key, actor, now)
        case = locked_case(complaint_id, actor, version)
        if not suspected(case):
            raise RuleBroken(f"{case.number} sudah tidak di jalur dugaan perilaku pegawai.")
        if case.misconduct:
            raise RuleBroken("Kasus ini sudah dikenali sebagai perilaku pegawai. Selesaikan langkah 2.")
        leave_lane(case, Conduct.RELEASED, actor, now)
        return case
