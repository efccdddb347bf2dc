"""Takes members' opinions of files whose time is over, and decides of each: permanent, or to be destroyed."""

from collections.abc import Mapping
from datetime import datetime

from peewee import fn

from models.actions.core import audit_trail
from models.actions.core.actor import Actor, actor_of
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import is_visible, locked_case
from models.actions.core.form_key import spend_form_key
from models.actions.retention.appraisal.panel import gone_members, members_of, running_panel
from models.actions.retention.appraisal.standing import standings
from models.actions.retention.over import Candidate, ended, oldest_over, schedule, time_over
from models.rules.core.errors import ReasonMissing
from models.rules.core.texts import storable
from models.rules.retention.appraisal import AppraisalNotAllowed, Verdict, check_verdict
from models.rules.staff.permissions import Permission
from models.tables import Appraisal, AppraisalOpinion, AppraisalPanel, Complaint, PanelMember, Staff, database
from models.tables.privacy.visible import visible

_LONGEST = 1000


def to_appraise(actor: Actor, now: datetime, limit: int) -> list[Candidate]:
    """Return the cases this officer sees whose time is over and of which nothing stands decided, the oldest first."""
    decided = Appraisal.select(Appraisal.id).where(
        (Appraisal.complaint == Complaint.id)
        & ((Appraisal.verdict == str(Verdict.PERMANEN)) | (Appraisal.decided_at >= Complaint.closed_at))
    )
    return oldest_over(ended() & visible(actor.scope) & ~fn.EXISTS(decided), now, limit)


def give_opinions(
    given: Mapping[int, tuple[Verdict, str]], actor: Actor, now: datetime, *, form_key: str | None = None
) -> int:
    """Record what a member says of these cases, each with his reason; return how many.

    Raises AppraisalNotAllowed, ReasonMissing, NotVisible.
    """
    actor.demand(Permission.APPRAISE_FILE)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        member = member_for(actor)
        if member is None:
            raise AppraisalNotAllowed("Hanya anggota panitia penilai yang memberi pendapat.")
        if not given:
            raise AppraisalNotAllowed("Isi pendapat untuk paling sedikit satu berkas.")
        for key, (verdict, reason) in sorted(given.items()):
            case = _demand_open(key, actor, now)
            if not reason.strip():
                raise ReasonMissing
            told = storable(reason).strip()[:_LONGEST]
            AppraisalOpinion.create(
                complaint=case.id, member=member.id, verdict=str(verdict), reason=told, given_at=now
            )
            event = AuditEvent("pendapat_panitia", f"complaint:{case.id}", after=str(verdict))
            audit_trail.write(actor, now, event)
        return len(given)


def decide_appraisal(
    complaint_id: int, verdict: Verdict, reason: str, actor: Actor, now: datetime, *, form_key: str | None = None
) -> Appraisal:
    """Decide of a case after the panel's opinions, with a reason. Raises AppraisalNotAllowed, ReasonMissing."""
    actor.demand(Permission.APPROVE_DESTRUCTION)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case, panel = _demand_open(complaint_id, actor, now), running_panel()
        if not reason.strip():
            raise ReasonMissing
        if panel is None:
            raise AppraisalNotAllowed("Belum ada panitia penilai. Mintalah Kasubsi mencatatnya lebih dahulu.")
        said = _opinions(panel, case)
        _demand_members(panel, said)
        check_verdict(list(said.values()), verdict)
        told = storable(reason).strip()[:_LONGEST]
        made = Appraisal.create(
            complaint=case.id,
            panel=panel.id,
            verdict=str(verdict),
            reason=told,
            decided_by=actor.person_id,
            decided_at=now,
        )
        audit_trail.write(actor, now, AuditEvent("putuskan_penilaian", f"complaint:{case.id}", after=str(verdict)))
        return made


def _demand_members(panel: AppraisalPanel, said: Mapping[int, Verdict | None]) -> None:
    """Raise AppraisalNotAllowed where somebody who said nothing yet cannot say anything any more."""
    away = [one.name for one in gone_members(panel) if one.id in said and said[one.id] is None]
    if away:
        raise AppraisalNotAllowed(
            f"Akun {', '.join(away)} tidak dipakai lagi, jadi pendapatnya tidak akan datang. "
            "Mintalah Kasubsi mencatat panitia lain; semua anggotanya lalu berpendapat lagi."
        )


def member_for(actor: Actor) -> PanelMember | None:
    """Return this officer's place on the running panel, None where he has none."""
    panel = running_panel()
    mine = [row for row in members_of(panel) if row.staff_id == actor.staff_id] if panel else []
    return mine[0] if mine else None


def opinions_of(panel: AppraisalPanel, cases: list[int]) -> dict[tuple[int, int], AppraisalOpinion]:
    """Return the latest opinion by case and member of a panel."""
    rows = (
        AppraisalOpinion.select()
        .join(PanelMember)
        .where((PanelMember.panel == panel.id) & AppraisalOpinion.complaint.in_(cases))
    )
    return {(row.complaint_id, row.member_id): row for row in rows.order_by(AppraisalOpinion.id)}


def _opinions(panel: AppraisalPanel, case: Complaint) -> dict[int, Verdict | None]:
    """Return what each member says of a case; who may not see it, because it names him, is not asked.

    A *permanen* once said counts, whoever may not see the file any more: nobody is silenced by moving him.
    """
    said = opinions_of(panel, [case.id])
    people = {row.id: row for row in Staff.select().where(Staff.id.in_([one.staff_id for one in members_of(panel)]))}
    kept = {key for (_case, key), row in said.items() if row.verdict == str(Verdict.PERMANEN)}
    asked = [one for one in members_of(panel) if one.id in kept or is_visible(case, actor_of(people[one.staff_id]))]
    found = {one.id: said.get((case.id, one.id)) for one in asked}
    since = case.closed_at
    return {
        key: Verdict(row.verdict) if row is not None and since is not None and row.given_at >= since else None
        for key, row in found.items()
    }


def _demand_open(complaint_id: int, actor: Actor, now: datetime) -> Complaint:
    """Return the locked case. Raises AppraisalNotAllowed where it is not to be appraised, or decided already."""
    case = locked_case(complaint_id, actor)
    if case.open or not list(time_over(case, schedule(), now)):
        raise AppraisalNotAllowed(
            "Masa simpan berkas ini belum berakhir, atau berkasnya ditahan. Muat ulang halaman."
        )
    if case.id in standings([case]):
        raise AppraisalNotAllowed("Berkas ini sudah diputuskan. Muat ulang halaman.")
    return case
