"""What may come between: returns, pauses, merges, changes of the office's own data.

What citizens write and platforms tell: writing.py. Who is kept out of a case, whose name is hidden: keeping_out.py.
"""

import json
from datetime import date, timedelta
from pathlib import Path

from models.actions.cases.correct_output import correct_output
from models.actions.cases.look_at_case import look_at_case
from models.actions.cases.merge_complaints import merge_complaints, part_complaint
from models.actions.clocks.calendar_rows import change_of
from models.actions.clocks.change_calendar import agree_change, enter_change, refuse_change
from models.actions.clocks.looking.limits import keep_clocks
from models.actions.clocks.pause_step import countersign_pause, pause_step, resume_step
from models.actions.clocks.recompute_steps import move_pauses
from models.actions.core.actor import actor_of
from models.actions.core.case import is_visible
from models.actions.core.conduct_lane import keep_lane
from models.actions.core.move_complaint import move_complaint
from models.actions.core.step_clock import running
from models.actions.figures.close_month import close_month, correct_line, open_months
from models.actions.office.hand_over import HandOver, end_hand_over, hand_over
from models.actions.office.keep_sop import issue_sop, issued_steps
from models.actions.papers.cancel_document import cancel_document
from models.actions.papers.withdraw_memo import withdraw_memo
from models.actions.replies.awaited_answers import count_what_is_enough
from models.actions.replies.record_proof import record_proof
from models.actions.retention.appraisal.appraise import decide_appraisal, to_appraise
from models.actions.retention.destruction.carry_out import carry_out
from models.actions.retention.destruction.lists import approve, candidates, propose
from models.rules.cases.sop import MOVES, Move, Output, Stage
from models.rules.clocks.due_dates import Standard
from models.rules.clocks.pauses import PauseReason
from models.rules.core.moments import to_wib
from models.rules.office.sop_issue import Issue, StepIssued
from models.rules.replies.delivery import Purpose, Way
from models.rules.retention.appraisal import Verdict
from models.rules.staff.roles import Role
from models.tables import (
    CalendarChange,
    Complaint,
    Holiday,
    OfficeHolder,
    Pause,
    RecordClass,
    RegisterLine,
    SopVersion,
    Staff,
    StepRecord,
    database,
)
from models.tables.core.files.folder_store import FolderStore
from tests.actions.retention.appraising import LETTER, consent, panel, say, seeing
from tests.machines.at_work import picked
from tests.machines.keeping_out import KeepingOut
from tests.machines.other_ways import OtherWays
from tests.office import settings_in

_POSTS = (Role.KASUBSI_INFOKIM, Role.KASUBSI_INFOKIM, Role.KEPALA_KANTOR, Role.KASI_LALINTALKIM)


class Office(KeepingOut, OtherWays):
    """The office with everything that may come between."""

    # Desks

    def look(self, case: Complaint) -> None:
        look_at_case(case.id, case.news, self.front(case), self.tick())

    def tell_by_phone(self, case: Complaint) -> None:
        """Let the front desk tell the citizen on the telephone what the step waits for."""
        purpose = Purpose.TANGGAPAN_AWAL if case.stage == Stage.TANGGAPAN_AWAL else Purpose.JAWABAN
        words = self.marked("Ditelepon: paspor dapat diambil besok", case.id)
        record_proof(case.id, purpose, Way.TELEPON, words, self.front(case), self.tick())

    def send_back(self, case: Complaint, number: int) -> None:
        """Make one of the moves that lead back from here, opening again among them."""
        here = Stage(case.stage)
        rows = [row.move for row in MOVES.values() if row.back and row.by_hand and here in row.origins]
        if (move := picked(rows, number)) is not None:
            closer = move in (Move.TUTUP_DI_TENGAH, Move.LANJUTKAN)
            who = Role.KASUBSI_INFOKIM if closer else None
            self.move_as(case, move, who)

    def move_as(self, case: Complaint, move: Move, role: Role | None) -> None:
        who = self.hand(role) if role else self.holder(case)
        move_complaint(case.id, move, who, self.tick(), reason=self.marked("Alasan", case.id))

    def take_paper_back(self, number: int, withdraw: bool) -> None:
        """Cancel a signed paper, or withdraw a memo with its case."""
        mine = [row for row in self.papers() if Complaint.get_by_id(row.complaint_id).open]
        paper = picked(mine[-3:], number)
        if paper is None:
            return
        case = Complaint.get_by_id(paper.complaint_id)
        who, why = Staff.get_by_id(paper.signed_by_id), self.marked("Keliru", case.id)
        person = actor_of(who, day=to_wib(self.now).date())
        if withdraw:
            withdraw_memo(paper.id, why, person, self.tick())
        else:
            cancel_document(paper.id, why, person, self.tick())

    def pause(self, number: int, back: float, lasts: float) -> None:
        """Stop the running clock: from now on, or for a part of the time the step has run."""
        asked = {one.complaint_id: one.id for one in self.sent() if one.purpose != "survei"}
        case = picked([row for row in self.cases if row.open and row.id in asked], number)
        record = running(case) if case is not None else None
        if case is None or record is None:
            return
        ran = self.tick() - record.started_at
        starts = self.now - ran * back if back else None
        ends = starts + ran * back * lasts if starts and lasts else None
        reason, why = PauseReason.MENUNGGU_PELAPOR, self.marked("Menunggu foto", case.id)
        who, proof = self.hand(Role.KASUBSI_INFOKIM), f"outbox:{asked[case.id]}"
        pause_step(case.id, reason, why, proof, who, self.now, starts_at=starts, ends_at=ends)

    def pause_twice(self, number: int, first: float, second: float) -> None:
        """Stop the same clock two times, each for so many minutes from now on."""
        for minutes in (first, second):
            self.pause(number, 0, 0)
            self.tick(minutes)
            self.resume(-1)
            self.tick(5)

    def resume(self, number: int) -> None:
        still = Pause.select(Pause, StepRecord).join(StepRecord).where(Pause.ends_at.is_null()).order_by(Pause.id)
        if (pause := picked(list(still), number)) is not None:
            case = Complaint.get_by_id(pause.record.complaint_id)
            resume_step(case.id, self.holder(case), self.tick())

    def decide_pause(self, number: int, agree: bool) -> None:
        """Countersign or refuse a pause, by somebody else than its maker."""
        waiting = Pause.select().where(Pause.countersigned_at.is_null()).order_by(Pause.id)
        if (pause := picked(list(waiting), number)) is not None:
            countersign_pause(pause.id, agree, self.hand(Role.KASI_TIKKIM), self.tick())

    # Cases among themselves

    def merge(self, one: int, other: int) -> None:
        mine = [row for row in self.cases if row.open]
        if len(mine) < 2:
            return
        source = mine[one % len(mine)]
        target = [row for row in mine if row.id != source.id][other % (len(mine) - 1)]
        why = self.marked("Hal yang sama", source.id)
        merge_complaints(source.id, target.id, why, self.hand(Role.PENGELOLA), self.tick())

    def part(self, number: int) -> None:
        merged = [row for row in self.cases if row.stage == Stage.DIGABUNG]
        if (case := picked(merged, number)) is not None:
            part_complaint(case.id, self.marked("Lain", case.id), self.hand(Role.PENGELOLA), self.tick())

    def change_category(self, case: Complaint, number: int) -> None:
        words = {"category": picked(["paspor", "data_pribadi", "m_paspor"], number)}
        who, why = self.front(case), self.marked("Salah pilih", case.id)
        correct_output(case.id, Output.IDENTIFIKASI, words, why, who, self.tick())

    # The office's own data

    def change_day(self, number: int) -> None:
        """Make a day off of a working day since the first case, or the reverse; what passed asks a second person."""
        first = to_wib(min(row.opened_at for row in self.cases)).date()
        worked = (to_wib(self.tick()).date() - first).days
        day = first + timedelta(days=number % (worked + 2))
        row = Holiday.get_or_none(Holiday.day == day)
        row = row or Holiday(day=day, name="Libur kantor", kind="libur kantor", active=False)
        row.active = not row.active
        with database.atomic():
            says = f"Hari libur {day:%d/%m/%Y}"
            enter_change("hari_libur", says, [change_of(row)], self.hand(Role.ADMINISTRATOR), self.now)

    def decide_day(self, number: int, agree: bool) -> None:
        """Let a second person agree to what waits, or refuse it."""
        waiting = CalendarChange.select().where(CalendarChange.decided_at.is_null()).order_by(CalendarChange.id)
        change = picked(list(waiting), number)
        if change is None:
            return
        if agree:
            agree_change(change.id, self.hand(Role.KASI_TIKKIM), self.tick())
        else:
            refuse_change(change.id, "Bukan hari libur", self.hand(Role.KEPALA_KANTOR), self.tick())

    def new_sop(self, factor: int) -> None:
        """Issue the SOP anew from tomorrow on, with other times."""
        last = SopVersion.select().order_by(SopVersion.valid_from.desc()).first()
        tomorrow: date = to_wib(self.tick()).date() + timedelta(days=1)
        steps = [(one, Standard(one.standard.amount * factor, one.standard.unit)) for one in issued_steps(last.id)]
        issued = [StepIssued(one.step, one.title, one.actor, lasts, one.output) for one, lasts in steps]
        issue = Issue(f"SOP mulai {tomorrow}", last.title, tomorrow, tuple(issued))
        issue_sop(issue, self.hand(Role.ADMINISTRATOR), self.now)

    def begin_standing_in(self, number: int, days: int) -> None:
        post = _POSTS[number % len(_POSTS)]
        by = Staff.get(Staff.username == str(Role.KASI_INTELDAKIM if number % 2 else Role.KASI_TIKKIM))
        today = to_wib(self.tick()).date()
        order = HandOver(post, by.id, today, today + timedelta(days=days), f"SP-{self.now:%d%H%M}")
        asking = Role.KEPALA_KANTOR if post is not Role.KEPALA_KANTOR else Role.KASUBSI_INFOKIM
        hand_over(order, self.hand(asking), self.now)

    def end_standing_in(self, number: int) -> None:
        held = OfficeHolder.select().where((OfficeHolder.kind == "plh") & OfficeHolder.ended_at.is_null())
        if (row := picked(list(held.order_by(OfficeHolder.id)), number)) is not None:
            who = Role.KEPALA_KANTOR if row.post != Role.KEPALA_KANTOR else Role.KASUBSI_INFOKIM
            end_hand_over(row.id, self.hand(who), self.tick())

    # Months and keeping

    def close_months(self) -> list[str]:
        """Close what is over, the oldest first; return which."""
        months = open_months(self.now)
        for month in months:
            move_pauses(self.tick())  # as the agent does every minute
            close_month(month, self.hand(Role.KASUBSI_INFOKIM), self.now)
        return months

    def correct_register(self, number: int) -> None:
        rows = list(RegisterLine.select().order_by(RegisterLine.id))
        if (row := picked(rows, number)) is not None:
            now = json.loads(row.facts)["status"]
            words = {"status": "Ditutup" if now != "Ditutup" else "Dalam proses"}
            correct_line(row.id, words, "Salah tulis", self.hand(Role.KASUBSI_INFOKIM), self.tick())

    def destroy(self, folder: Path) -> None:
        """Let two people destroy what may be destroyed; here the schedule keeps nothing."""
        who, head = self.hand(Role.KASUBSI_INFOKIM), self.hand(Role.KEPALA_KANTOR)
        RecordClass.update(active_years=0, inactive_years=0).execute()
        for case in [one.case for one in to_appraise(who, self.tick(), 1)]:
            panel(self.now)
            say(case, now=self.now, who=seeing(case))
            if len(seeing(case)) > 1 and is_visible(case, head):
                decide_appraisal(case.id, Verdict.MUSNAH, "Habis nilainya", head, self.tick())
        if wanted := [one.case.id for one in candidates(who, self.tick())][:1]:
            row = propose(wanted, "", who, self.tick())
            approve(row.id, head, self.tick())
            consent(row.id, FolderStore(folder / "files").keep(LETTER), self.tick())
            carry_out(row.id, settings_in(folder), who, self.tick())

    def agent_works(self) -> None:
        """Do what the agent does every minute."""
        move_pauses(self.now)
        count_what_is_enough(self.now)
        keep_clocks(self.now)
        keep_lane(self.now)
