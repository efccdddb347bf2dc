"""Appoints the panel that appraises files, by the head's letter; the newest one that was not ended counts."""

from collections.abc import Mapping
from datetime import date, datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.rules.core.moments import to_wib
from models.rules.core.texts import storable
from models.rules.retention.appraisal import AppraisalNotAllowed, Part, check_panel
from models.rules.staff import permissions
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import ROLES, Role
from models.tables import AppraisalPanel, Official, PanelMember, Staff, database
from models.tables.core.bulk import insert_rows


def appoint_panel(
    letter: str, dated: date, parts: Mapping[int, Part], actor: Actor, now: datetime, *, form_key: str | None = None
) -> AppraisalPanel:
    """Record a panel of these accounts, which takes the place of the one before. Raises AppraisalNotAllowed."""
    actor.demand(Permission.PROPOSE_DESTRUCTION)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        people = {row.id: row for row in appointable()}
        if not parts.keys() <= people.keys():
            raise AppraisalNotAllowed("Ada akun yang tidak lagi dapat menjadi anggota. Muat ulang halaman.")
        check_panel(list(parts.values()), letter, dated, to_wib(now).date())
        AppraisalPanel.update(ended_at=now).where(AppraisalPanel.ended_at.is_null()).execute()
        told = storable(letter).strip()[:120]
        made = AppraisalPanel.create(letter=told, letter_date=dated, made_by=actor.person_id, made_at=now)
        members = [(people[key], part) for key, part in sorted(parts.items())]
        insert_rows(PanelMember, [_member(made.id, staff, part) for staff, part in members])
        after = ", ".join(f"{staff.username} {part}" for staff, part in members)
        audit_trail.write(actor, now, AuditEvent("bentuk_panitia", f"appraisal_panel:{made.id}", after=after))
        return made


def running_panel() -> AppraisalPanel | None:
    """Return the panel that appraises now, None where none was appointed."""
    running = AppraisalPanel.select().where(AppraisalPanel.ended_at.is_null())
    return running.order_by(AppraisalPanel.id.desc()).first()


def members_of(panel: AppraisalPanel | int) -> list[PanelMember]:
    """Return the members of a panel, its chair first."""
    order = list(Part)
    rows = PanelMember.select().where(PanelMember.panel == panel).order_by(PanelMember.id)
    return sorted(rows, key=lambda row: order.index(Part(row.part)))


def gone_members(panel: AppraisalPanel) -> list[PanelMember]:
    """Return the members whose accounts are out of use: they say nothing any more."""
    out = [row.id for row in Staff.select(Staff.id).where(~Staff.active)]
    return [one for one in members_of(panel) if one.staff_id in out]


def appointable() -> list[Staff]:
    """Return the accounts in use whose role may appraise."""
    rows = Staff.select().where(Staff.active).order_by(Staff.name, Staff.id)
    return [row for row in rows if permissions.may(Role(row.role), Permission.APPRAISE_FILE)]


def _member(panel: int, staff: Staff, part: Part) -> dict[str, object]:
    official = Official.get_or_none(Official.id == staff.official_id) if staff.official_id else None
    name = official.name if official else staff.name or staff.username
    return {
        "panel": panel,
        "staff": staff.id,
        "part": str(part),
        "name": name,
        "title": ROLES[Role(staff.role)].title,
    }
