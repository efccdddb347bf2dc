"""A closed month as each of eight roles: the same figures after each of 40 later changes, and explained where not."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from models.actions.cases.merge_complaints import merge_complaints, part_complaint
from models.actions.clocks.pause_step import countersign_pause
from models.actions.figures.close_month import close_month, correct_line
from models.actions.figures.period_figures import period_figures
from models.actions.figures.settle_months import settle_months
from models.actions.figures.since_closing import since_closing
from models.actions.intake.file_by_hand import Filing, file_by_hand
from models.actions.papers.cancel_document import cancel_document
from models.actions.papers.withdraw_memo import withdraw_memo
from models.actions.privacy.name_party import name_party
from models.actions.privacy.protect_identity import protect_identity
from models.actions.retention.destruction.take_out import take_out
from models.actions.upkeep.verify import months
from models.actions.upkeep.verify.office import Office
from models.rules.cases.sop import Move, Output
from models.rules.figures.corrections import standing_words
from models.rules.figures.month_seal import without_subjects
from models.rules.figures.periods import read_period
from models.rules.intake.filing import Origin
from models.rules.staff.roles import Role, Section
from models.tables import Category, Complaint, Contact, Document, RegisterLine, Staff, StepRecord, Survey
from tests.actions.clocks.test_pause_step import paused
from tests.actions.clocks.test_pause_step_accepted import end_it
from tests.actions.walking import Walk
from tests.office import NOW, actor, citizen_message, new_complaint, take_in

CLOSED = datetime(2026, 12, 1, 1, 0)
NOVEMBER = read_period("2026-11")
NUMBERS = [f"6281100000{place:02}" for place in range(20)]
KASUBSI, PENGELOLA = Role.KASUBSI_INFOKIM, Role.PENGELOLA
Change = Callable[[], object]


def shown(now: datetime) -> dict[Role, dict[str, object]]:
    """Return the figures as each role sees them, without the words of what was open."""
    return {role: without_subjects(period_figures(NOVEMBER, now, actor(role).whole_scope)) for role in Role}


class November:
    """Six complaints as far as they were when their month was closed, and the clock that goes on."""

    def __init__(self, account: Any) -> None:
        self.account = account
        walks = [Walk(account, who=NUMBERS[place]) for place in range(5)]
        self.done, self.answered, self.at_desk, self.forwarded, self.known = walks
        self.done.with_answer().handed_back().finished()
        self.answered.with_answer().handed_back().finished()
        self.at_desk.at_section()
        self.pause = paused(self.at_desk)
        self.at_desk.now += timedelta(minutes=60)
        end_it(self.at_desk)
        self.forwarded.at_kasubsi()
        self.known.identified()
        self.fresh = new_complaint(account, who=NUMBERS[5]).id
        self.now = CLOSED
        self.open = shown(CLOSED)
        close_month("2026-11", actor(KASUBSI), CLOSED)
        for walk in walks:
            walk.now = CLOSED

    def tick(self) -> datetime:
        self.now += timedelta(minutes=30)
        for walk in (self.done, self.answered, self.at_desk, self.forwarded, self.known):
            walk.now = max(walk.now, self.now)
        return self.now

    def correct(self, complaint: int, **changes: str) -> None:
        newest = (
            RegisterLine.select().where(RegisterLine.complaint == complaint).order_by(RegisterLine.id.desc()).get()
        )
        correct_line(newest.id, changes, "Salah tulis", actor(KASUBSI), self.tick())

    def letter(self, place: int) -> None:
        filing = Filing(Origin.SURAT, "Paspor saya hilang", NOW - timedelta(days=3), name="Budi Contoh")
        file_by_hand(filing, (), f"kunci-surat-terlambat-{place}", actor(PENGELOLA), self.tick())

    def memo(self, walk: Walk, code: str) -> Document:
        mine = (Document.complaint == walk.id) & (Document.type == code) & (Document.state == "ditandatangani")
        found: Document = Document.select().where(mine).order_by(Document.id.desc()).get()
        return found

    def newest(self) -> int:
        return int(Complaint.select().order_by(Complaint.id.desc()).get().id)

    def changes(self) -> list[Change]:
        """Return what became of the month's complaints, in order."""
        done, desk, sent, known = self.done, self.at_desk, self.forwarded, self.known
        return [
            lambda: countersign_pause(self.pause.id, False, actor(Role.KASI_TIKKIM), self.tick()),
            lambda: done.move(Move.BUKA_KEMBALI),
            lambda: done.identified(),
            lambda: desk.write(Output.LAPORAN, "Sudah dicek."),
            lambda: desk.paper("LAPORAN"),
            lambda: desk.write(Output.NASKAH_JAWABAN, "Besok."),
            lambda: desk.move(Move.TETAPKAN_JAWABAN),
            lambda: desk.paper("ND-JAWAB"),
            lambda: cancel_document(self.memo(desk, "ND-JAWAB").id, "Salah", desk.holder(), self.tick()),
            lambda: sent.paper("ND-TERUS"),
            lambda: sent.move(Move.TERUSKAN_KE_SEKSI),
            lambda: withdraw_memo(self.memo(sent, "ND-TERUS").id, "Salah seksi", actor(KASUBSI), self.tick()),
            lambda: merge_complaints(self.fresh, known.id, "Sama", actor(KASUBSI), self.tick()),
            lambda: part_complaint(self.fresh, "Ternyata lain", actor(KASUBSI), self.tick()),
            lambda: merge_complaints(known.id, self.fresh, "Sama", actor(KASUBSI), self.tick()),
            lambda: self.correct(self.answered.id, status="Dalam proses"),
            lambda: self.correct(self.answered.id, status="Ditutup", follow_up="Lewat surat"),
            lambda: self.correct(self.fresh, name="Sari Contoh Putri"),
            lambda: self.correct(known.id, category="Izin tinggal", section="Seksi Lalintalkim"),
            lambda: self.letter(1),
            lambda: self.correct(self.newest(), status="Selesai"),
            lambda: self.letter(2),
            lambda: take_in(
                self.account, citizen_message("visa saya", NUMBERS[8], NOW + timedelta(days=2)), now=self.tick()
            ),
            lambda: take_in(self.account, citizen_message("masih", NUMBERS[5], self.now), now=self.tick()),
            lambda: protect_identity(self.fresh, "Diminta pelapor", actor(KASUBSI), self.tick()),
            lambda: take_out(self.answered.case, self.tick()),
            lambda: take_out(Complaint.get_by_id(self.newest()), self.tick()),
            lambda: desk.paper("ND-JAWAB"),
            lambda: self.set(Category, label="Nama lain"),
            lambda: self.set(Staff, name="Pejabat Baru"),
            lambda: self.set(Contact, name="Orang Lain"),
            lambda: self.set(Complaint, section=str(Section.INTELDAKIM), forwarded=True),
            lambda: self.set(Complaint, category="intelijen"),
            lambda: self.set(Complaint, kind="apresiasi"),
            lambda: self.set(StepRecord, late=True, net_minutes=9999.0),
            lambda: self.set(Complaint, due_at=NOW),
            lambda: self.set(Complaint, unreachable=True),
            lambda: Survey.update(answer=1).execute(),
            lambda: self.set(Complaint, misconduct=True),
            lambda: settle_months(self.tick()),
            lambda: close_month("2026-12", actor(KASUBSI), datetime(2027, 1, 2)),
        ]

    def set(self, table: Any, **columns: object) -> None:
        """Change a column of every row, which is more than any action does."""
        table.update(columns).execute()


def test_the_figures_stay_for_each_of_eight_roles_and_what_was_written_since_is_told(account: Any) -> None:
    office = November(account)
    closed = shown(CLOSED)
    assert [closed[role]["received"] for role in Role] == [6, 6, 6, 3, 0, 3, 6, 0]
    assert {role: figures | {"frozen": False} for role, figures in closed.items()} == office.open
    changes = office.changes()
    assert len(changes) >= 40
    moved = []
    for place, change in enumerate(changes, 1):
        change()
        if shown(office.now) != closed:
            moved.append(place)
    assert moved == []
    assert list(months.lines(Office(Path(), Path(), NOW))) == []
    for role in (KASUBSI, Role.KEPALA_KANTOR):
        assert explained(role, office.now) == recounted()
    told = {role: said(role, office.now) for role in Role}
    assert all(
        told[role] for role in (PENGELOLA, KASUBSI, Role.KASI_TIKKIM, Role.KASI_LALINTALKIM, Role.KEPALA_KANTOR)
    )


def test_a_case_that_names_a_reader_leaves_his_figures_only(account: Any) -> None:
    office = November(account)
    closed = shown(CLOSED)
    head = actor(Role.KEPALA_KANTOR)
    kasi = actor(Role.KASI_TIKKIM)
    name_party(office.fresh, kasi.person_id, "Terlapor", head, office.tick())
    now = shown(office.now)
    assert now[Role.KASI_TIKKIM]["received"] == 5
    assert {role: now[role] for role in Role if role is not Role.KASI_TIKKIM} == {
        role: closed[role] for role in Role if role is not Role.KASI_TIKKIM
    }


def said(role: Role, now: datetime) -> list[str]:
    scope = actor(role).whole_scope
    closing = since_closing("2026-11", period_figures(NOVEMBER, now, scope), scope)
    assert closing is not None
    return standing_words(closing)


def explained(role: Role, now: datetime) -> dict[str, int]:
    scope = actor(role).whole_scope
    closing = since_closing("2026-11", period_figures(NOVEMBER, now, scope), scope)
    assert closing is not None
    return dict(closing.statuses)


def recounted() -> dict[str, int]:
    """Count the register by the newest line of each complaint, from the rows."""
    newest = {row.complaint_id: json.loads(row.facts)["status"] for row in november_lines()}
    return dict(Counter(newest.values()))


def november_lines() -> list[RegisterLine]:
    return list(RegisterLine.select().where(RegisterLine.month == "2026-11").order_by(RegisterLine.position))
