"""Has files appraised by a panel of three and lists consented to, as an office does before anything is destroyed."""

from datetime import datetime, timedelta

from models.actions.core.case import is_visible
from models.actions.retention.appraisal.appraise import decide_appraisal, give_opinions
from models.actions.retention.appraisal.panel import appoint_panel, members_of, running_panel
from models.actions.retention.destruction.consent import record_consent
from models.rules.core.moments import to_wib
from models.rules.retention.appraisal import Part, Verdict
from models.rules.staff.roles import Role
from models.tables import AppraisalPanel, Complaint, DestructionList
from tests.office import NOW, actor

LATER = NOW + timedelta(days=6 * 366)
MEMBERS = (Role.KASI_TIKKIM, Role.KASUBSI_INFOKIM, Role.KEPALA_KANTOR)
LETTER = b"%PDF-1.7 surat persetujuan"


def panel(now: datetime = LATER) -> AppraisalPanel:
    """Return the running panel: Kasi TIKKIM in the chair, Kasubsi and Kepala Kantor."""
    parts = dict(zip((actor(role).person_id for role in MEMBERS), (Part.KETUA, *[Part.ANGGOTA] * 2), strict=True))
    there = running_panel()
    if there is not None and {one.staff_id for one in members_of(there)} == set(parts):
        return there
    return appoint_panel("SK-7/2026", now.date(), parts, actor(Role.KASUBSI_INFOKIM), now)


def say(
    case: Complaint, verdict: Verdict = Verdict.MUSNAH, *, now: datetime = LATER, who: tuple[Role, ...] = MEMBERS
) -> None:
    """Have members of the panel give their opinions of a case."""
    for role in who:
        give_opinions({case.id: (verdict, "Nilai gunanya habis")}, actor(role), now)


def seeing(case: Complaint) -> tuple[Role, ...]:
    """Return those members of the panel who may see a case."""
    return tuple(role for role in MEMBERS if is_visible(case, actor(role)))


def appraise(*cases: Complaint, verdict: Verdict = Verdict.MUSNAH, now: datetime = LATER) -> None:
    """Have the panel and the head decide of these cases."""
    panel(now)
    for case in cases:
        say(case, verdict, now=now)
        decide_appraisal(case.id, verdict, "Menurut pertimbangan panitia", actor(Role.KEPALA_KANTOR), now)


def consent(list_id: int, scan: str, now: datetime = LATER) -> DestructionList:
    """Record the archive authority's consent to a list, its scan stored before."""
    dated = to_wib(now).date()
    return record_consent(list_id, "B-KN.00.03/12/2032", dated, scan, actor(Role.KASUBSI_INFOKIM), now)
