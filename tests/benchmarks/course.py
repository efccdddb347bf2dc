"""An invented case as a timeline: which moves it made, when, and the clocks that ran. Writes nothing."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from models.rules.cases.sop import MOVES, STAGES, Move, MoveRow, Output, Stage, Step
from models.rules.staff.roles import Section

TEXTS = (
    "Paspor saya sudah dua bulan belum jadi, nomor permohonan {nomor}. Mohon dicek",
    "min kok antrean m-paspor penuh terus ya, udah coba jam {nomor}",
    "SELAMAT PAGI MOHON INFO IZIN TINGGAL ISTRI SAYA NOMOR {nomor}",
    "Good morning, my stay permit {nomor} is still in process after six weeks. Please advise.",
    "tadi di pelabuhan loket {nomor} ditutup lebih awal, padahal sudah antre dari subuh",
    "saya sudah bayar tapi status di aplikasi masih menunggu pembayaran, kode {nomor}",
    "fotonya menyusul ya pak, bukti nomor {nomor}",
    "halo? ada orang kah",
)
SUBJECTS = ("Paspor belum terbit", "Antrean M-Paspor penuh", "Izin tinggal belum selesai", "Pelayanan di pelabuhan")
CATEGORIES = {Section.LALINTALKIM: "paspor", Section.INTELDAKIM: "bap_paspor", Section.TIKKIM: "m_paspor"}

_START = (Move.IDENTIFIKASI_SELESAI, Move.TANGGAPAN_SELESAI, Move.AJUKAN_PENERUSAN, Move.TERUSKAN_KE_SEKSI)
_WORK = (Move.DAPAT_DITANGANI, Move.TETAPKAN_JAWABAN)
_BACK = (Move.TERUSKAN_JAWABAN_KE_PENGELOLA, Move.JAWABAN_SELESAI, Move.ARSIPKAN)
_OVER_TIKKIM = (Move.SERAHKAN_KE_KASI_TIKKIM, Move.TERUSKAN_JAWABAN_KE_KASUBSI)


def path(section: Section) -> list[MoveRow]:
    """List the moves of a case handled by a section (5b), from opening to archive."""
    over = (Move.SERAHKAN_KE_KASUBSI,) if section is Section.TIKKIM else _OVER_TIKKIM
    return [MOVES[move] for move in (*_START, *_WORK, *over, *_BACK)]


@dataclass
class Clock:
    """One step as it ran: begun, ended (or running), and the output that ended it."""

    step: Step
    started: datetime
    finished: datetime | None = None
    output: Output | None = None


@dataclass
class Course:
    """Everything that happened to one case. Moments are naive UTC, all within one working morning."""

    section: Section
    opened: datetime
    made: list[tuple[MoveRow, datetime]] = field(default_factory=list)
    clocks: list[Clock] = field(default_factory=list)

    @property
    def stage(self) -> Stage:
        """Where the case is now."""
        return self.made[-1][0].target if self.made else Stage.IDENTIFIKASI

    @property
    def stage_since(self) -> datetime:
        """Since when it is there."""
        return self.made[-1][1] if self.made else self.opened


def invent(chance: random.Random, morning: datetime, share_done: float) -> Course:
    """Make up a case opened on a morning (07.30 WIB): archived with that probability, else left on the way."""
    section = chance.choice([Section.LALINTALKIM, Section.LALINTALKIM, Section.INTELDAKIM, Section.TIKKIM])
    moves = path(section)
    if chance.random() >= share_done:
        moves = moves[: chance.randrange(len(moves))]
    opened = morning + timedelta(seconds=chance.randrange(60, 3600))
    course = Course(
        section, opened, clocks=[Clock(Step.MENERIMA, opened - timedelta(seconds=30), opened, Output.PESAN)]
    )
    running, at = Clock(Step.IDENTIFIKASI, opened), opened
    for row in moves:
        at += timedelta(seconds=chance.randrange(20, 900))
        course.made.append((row, at))
        if row.ends_step:
            running.finished, running.output = at, row.output
            course.clocks.append(running)
            running = Clock(STAGES[row.target].step, at)
    if STAGES[course.stage].open:
        course.clocks.append(running)
    elif not moves[-1].ends_step:
        running.finished, running.output = at, moves[-1].output
        course.clocks.append(running)
    return course
