"""Reads the field checks of SOP step 6 for the phone: the list by deadline, and what one check asks of an officer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from peewee import ColumnBase, ModelSelect, fn

from admin_app.case_page.reading import CaseView, read_case
from admin_app.queue.reading_queue import reporter_name
from admin_app.shell.access import passed_over
from admin_app.shell.masking import mask_rows, masked
from admin_app.shell.times import DueMark, due_mark
from models.actions.cases.desk import on_desk_of
from models.actions.cases.hand_in_report import PAPER
from models.actions.core.actor import Actor
from models.actions.core.identities import mask_of
from models.rules.cases.field_checks import CheckState, check_state
from models.rules.cases.identification import Urgency
from models.rules.cases.sop import Move, Output, Stage
from models.rules.core.declarations import Harmless
from models.rules.core.errors import NotVisible
from models.rules.papers.documents import ENDED
from models.tables import (
    ChannelAccount,
    Complaint,
    Contact,
    Document,
    Handle,
    History,
    Official,
    ReportPhoto,
    ReportReturn,
    Staff,
    StepOutput,
    Thread,
)
from models.tables.core.filled import filled
from models.tables.privacy.visible import visible

LONGEST_LIST = 60
_FIELD_STAGES = (str(Stage.PENELITIAN),)


@dataclass(frozen=True)
class CheckRow:
    """One field check on the list."""

    public_id: str
    number: str
    subject: str
    incident_place: str
    name: str
    due: DueMark
    urgent: bool
    state: CheckState
    photos: int


@dataclass(frozen=True)
class Remark:
    """What has to be corrected, by whom and when it was said."""

    reason: str
    who: Harmless[str]
    at: datetime


@dataclass(frozen=True)
class CheckView:
    """One field check: its case, state, remark, and the words of the last report."""

    seen: CaseView
    state: CheckState
    remark: Remark | None
    known: int
    wording: Mapping[str, str]
    text: str

    @property
    def paper(self) -> Document | None:
        """Return the newest draft or signed paper of the report."""
        return report_paper(self.seen)


def read_checks(actor: Actor, now: datetime) -> list[CheckRow]:
    """Return this person's checks, soonest deadline first, by six queries whatever their number."""
    cases = list(open_checks(actor).limit(LONGEST_LIST))
    mask_rows(case for case in cases if case.identity_protected)
    ids = [case.id for case in cases]
    states, photos = _states(ids), _photo_counts(ids)
    return [
        CheckRow(
            public_id=case.public_id,
            number=case.number,
            subject=case.subject,
            incident_place=case.incident_place,
            name=reporter_name(case),
            due=due_mark(case.due_at, case.stage_since, now),
            urgent=case.urgency == Urgency.MENDESAK,
            state=states[case.id],
            photos=photos.get(case.id, 0),
        )
        for case in cases
    ]


def read_check(case: Complaint, actor: Actor, now: datetime) -> CheckView:
    """Return one check. Raises NotVisible where it is not this person's, or no longer at this step."""
    if not open_checks(actor).where(Complaint.id == case.id).exists():
        raise NotVisible
    seen = read_case(case, actor, now)
    reports = [row for row in seen.outputs if row.kind == Output.LAPORAN]
    last = reports[-1] if reports else None
    remark = _remark(case.id)
    state = _state(last, remark)
    view = CheckView(
        seen=seen,
        state=state,
        remark=remark if state is CheckState.RETURNED else None,
        known=last.id if last else 0,
        wording=_wording(seen, actor),
        text=last.text if last else "",
    )
    return replace(view, remark=masked(view.remark, mask_of(case)))


def report_paper(seen: CaseView) -> Document | None:
    """Return the newest draft or signed paper of the report."""
    rows = (row for row in reversed(seen.documents) if row.type == PAPER and row.state not in ENDED)
    return next(rows, None)


def open_checks(actor: Actor) -> "ModelSelect[Complaint]":
    """Return the query of the cases at the field check on this person's desk."""
    return (
        Complaint.select(Complaint, Contact, ChannelAccount, Thread, Handle)
        .join_from(Complaint, Contact)
        .join_from(Complaint, ChannelAccount)
        .join_from(Complaint, Thread)
        .join_from(Thread, Handle)
        .where(at_the_check(actor))
        .order_by(Complaint.due_at, Complaint.id)
    )


def at_the_check(actor: Actor) -> ColumnBase:
    """Return the condition over Complaint for those cases."""
    here = (Complaint.open == True) & Complaint.stage.in_(_FIELD_STAGES)  # noqa: E712 - led by the index
    return here & visible(actor.scope) & on_desk_of(actor, passed_over())


def _states(ids: list[int]) -> dict[int, CheckState]:
    reports = StepOutput.select().where(StepOutput.complaint.in_(ids) & (StepOutput.kind == str(Output.LAPORAN)))
    last = {row.complaint_id: row for row in reports.order_by(StepOutput.id)}
    returned: dict[int, datetime] = {}
    for case, at in (*_given_back(ids), *_sent_back(ids)):
        returned[case] = max(at, returned.get(case, at))
    return {case: _state_at(last.get(case), returned.get(case)) for case in ids}


def _state(report: StepOutput | None, remark: Remark | None) -> CheckState:
    return _state_at(report, remark.at if remark else None)


def _state_at(report: StepOutput | None, returned_at: datetime | None) -> CheckState:
    return check_state(report.made_at if report else None, bool(report and not report.undone), returned_at)


def _given_back(ids: Iterable[int]) -> Iterable[tuple[int, datetime]]:
    rows = ReportReturn.select(ReportReturn.complaint, ReportReturn.made_at)
    return rows.where(ReportReturn.complaint.in_(list(ids))).tuples()


def _sent_back(ids: Iterable[int]) -> Iterable[tuple[int, datetime]]:
    rows = History.select(History.complaint, History.at)
    return rows.where(History.complaint.in_(list(ids)) & (History.move == str(Move.TELITI_ULANG))).tuples()


def _remark(case: int) -> Remark | None:
    """Return the newest remark with which the check came back, from the same desk or the next one."""
    given = ReportReturn.select(ReportReturn, Staff).join(Staff).where(ReportReturn.complaint == case)
    sent = History.select(History, Staff).join(Staff).where(History.complaint == case)
    found = [Remark(row.reason, row.made_by.name, row.made_at) for row in given]
    again = sent.where(History.move == str(Move.TELITI_ULANG))
    found += [Remark(row.reason, filled(row.actor).name, row.at) for row in again]
    return max(found, key=lambda remark: remark.at, default=None)


def _photo_counts(ids: list[int]) -> dict[int, int]:
    kept = ReportPhoto.complaint.in_(ids) & ReportPhoto.removed_at.is_null()
    rows = ReportPhoto.select(ReportPhoto.complaint, fn.COUNT(ReportPhoto.id)).where(kept)
    return dict(rows.group_by(ReportPhoto.complaint).tuples())


def _wording(seen: CaseView, actor: Actor) -> dict[str, str]:
    """Return the words of the report's draft; a first one begins with the officer's own name and NIP."""
    draft = report_paper(seen)
    if draft is not None:
        return seen.wording_of(draft)
    own = Official.select().join(Staff, on=(Staff.official == Official.id)).where(Staff.id == actor.staff_id).first()
    name = own.name if own else Staff.get_by_id(actor.staff_id).name
    return {"officer_name": name, "officer_nip": own.nip if own else ""}
