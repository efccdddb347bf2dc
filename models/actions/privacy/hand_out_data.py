"""Records that a file with all data of a person was made and taken away: why, by whom, and its hash."""

from collections.abc import Mapping
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import locked_case
from models.actions.core.form_key import spend_form_key
from models.actions.intake.join_contacts import person_of
from models.actions.privacy.check_masked import check_identity_open
from models.rules.core.errors import ReasonMissing
from models.rules.core.texts import storable
from models.rules.staff.permissions import Permission
from models.tables import DataHandout, database


def hand_out_data(
    complaint_id: int,
    motive: str,
    sha256: str,
    size: int,
    lacking: Mapping[str, str],
    actor: Actor,
    now: datetime,
    *,
    form_key: str | None = None,
) -> DataHandout:
    """Record the hand-out; the file is not kept. Raises ReasonMissing, NotVisible, NotPermitted, AlreadyDone.

    `lacking`: the files that were not in it, each with why.
    """
    actor.demand(Permission.HAND_OUT_DATA)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case = locked_case(complaint_id, actor)
        check_identity_open(case, actor, now)
        if not motive.strip():
            raise ReasonMissing("Tuliskan dasar penyerahan, misalnya permintaan pelapor dan bukti identitasnya.")
        contact = person_of(case.contact_id)[0]
        made = DataHandout.create(
            contact=contact,
            complaint=case.id,
            motive=storable(motive).strip(),
            sha256=sha256,
            size=size,
            lacking=len(lacking),
            lacks="\n".join(f"{name}: {why}" for name, why in lacking.items()),
            made_by=actor.person_id,
            made_at=now,
        )
        event = AuditEvent("serahkan_data", f"complaint:{case.id}", after=sha256)
        audit_trail.write(actor, now, event)
        return made
