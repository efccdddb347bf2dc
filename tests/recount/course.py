"""The course of a case told anew from its moves, outputs and papers: where it is, what counts, every round."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from models.tables import Category, Complaint, ComplaintLink, Document, History, OutputCorrection, StepOutput
from tests.recount.answers import KIND, Answer, answers_of
from tests.recount.reading import received

# Which step a stage belongs to, written down again from the SOP itself.
STEP = {
    "identifikasi": 2, "ditutup": 2, "tanggapan_awal": 3, "penerusan_pengelola": 4, "penerusan_kasubsi": 4,
    "analisa_seksi": 5, "disposisi": 5, "penelitian": 6, "jawaban_seksi": 7, "jawaban_kepala": 7,
    "jawaban_kasi_tikkim": 7, "jawaban_kasubsi": 7, "penyampaian": 8, "dokumentasi": 9, "selesai": 9,
}  # fmt: skip
CLOSED = {"selesai", "ditutup", "digabung"}
# Moves that stay in step 5 but hand the case to another desk.
NEW_ROUND = {
    *("tidak_dapat_ditangani", "disposisi_analisa", "kembalikan_analisa_ke_kepala"),
    *("kembalikan_disposisi_ke_seksi", "tarik_eskalasi"),
}
# Moves that a delivery makes: the step they end counts until the citizen had the answer.
BY_DELIVERY = {
    "tanggapan_selesai": "tanggapan_awal",
    "tanggapan_disusulkan": "tanggapan_awal",
    "jawaban_selesai": "jawaban",
    "tutup_pertanyaan": "pertanyaan",
}
_ANSWER, _SHEET = KIND["jawaban"], "Dokumentasi penyampaian (lembar pengaduan)"
_FORWARDING, _ANSWERING = "Nota dinas pengoordinasian bertanda tangan", "Nota dinas jawaban bertanda tangan"
_DISPOSITION, _SECTION = "Disposisi Kepala Kantor", "Identifikasi permasalahan oleh seksi"
_IDENTIFIED, _UNREACHED = "Identifikasi permasalahan", "Catatan bahwa pelapor tidak dapat dihubungi"
_REPORT, _ISSUED = "Laporan hasil penelitian lapangan", "Laporan hasil penelitian lapangan terbit"
# What no longer counts after a move; None: nothing does.
UNDOES: dict[str, set[str] | None] = {
    "batal_tutup": {_IDENTIFIED, KIND["pertanyaan"]},
    "bukan_seksi_ini": {_FORWARDING, _SECTION},
    "kembalikan_analisa_ke_kepala": {_DISPOSITION},
    "disposisi_analisa": {_SECTION},
    "kembalikan_penelitian_ke_kepala": {_DISPOSITION},
    "teliti_ulang": {_ANSWERING},
    "kembali_ke_disposisi": {_DISPOSITION, _ANSWERING},
    "kembalikan_ke_seksi": {_ANSWERING},
    "kembalikan_ke_kepala": {_ANSWERING},
    "kembalikan_rujukan": {_DISPOSITION},
    "sampaikan_lagi": {_ANSWER, _UNREACHED, _SHEET},
    "buka_kembali": None,
    "jawaban_jatuh": {_SHEET},
    "gabungan_jatuh": {_SHEET},
    "tarik_dari_seksi": {_FORWARDING},
    "tarik_dari_kepala": {_FORWARDING},
    "tarik_jawaban_seksi": {_ANSWERING},
    "tarik_jawaban_tikkim": {_ANSWERING},
    "tarik_jawaban_kepala": {_ANSWERING},
}
CLOSED_AS = {
    "tutup_pertanyaan": "pertanyaan",
    "tutup_apresiasi": "apresiasi",
    "tutup_bukan_pengaduan": "bukan-pengaduan",
    "tutup_di_tengah": "bukan-pengaduan",
}
FORWARDED = {
    **dict.fromkeys(("teruskan_ke_seksi", "disposisi_analisa", "disposisi_penelitian"), True),
    **dict.fromkeys(("bukan_seksi_ini", "tarik_dari_seksi", "kembalikan_ke_penerusan", "buka_kembali"), False),
}


@dataclass
class Made:
    """An output as it was made, and since when it no longer counts."""

    kind: str
    at: datetime
    reference: str = ""
    undone: datetime | None = None


@dataclass
class Round:
    """One round of a step: from when to when, and how it ended (None: it runs)."""

    step: int
    started: datetime
    ended: datetime | None = None
    outcome: str = ""


@dataclass
class Course:
    """What became of a case, as its history tells it."""

    case: Complaint
    received: datetime
    moves: list[History]
    answers: list[Answer]
    made: list[Made] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)
    forwarded: bool = False
    referred: bool = False
    lead: int | None = None
    merged_at: datetime | None = None
    category: str = ""
    kind: str = ""

    @property
    def stored(self) -> datetime:
        """Return when it was written down here."""
        return self.moves[0].at

    @property
    def stage(self) -> str:
        """Return where it is."""
        return self.moves[-1].to_stage

    @property
    def open(self) -> bool:
        """Whether somebody still works on it."""
        return self.stage not in CLOSED

    @property
    def closed_at(self) -> datetime | None:
        """Return since when it is closed."""
        return None if self.open else next(row.at for row in reversed(self.moves) if row.to_stage in CLOSED)

    @property
    def opened_again(self) -> datetime | None:
        """Return when somebody opened it again last, because its answer was wrong."""
        return max((row.at for row in self.moves if row.move == "buka_kembali"), default=None)

    def counting(self, *kinds: str) -> list[Made]:
        """Return what counts of these kinds; of all where none is named."""
        return [row for row in self.made if row.undone is None and (not kinds or row.kind in kinds)]

    def standing(self, purpose: str) -> Answer | None:
        """Return the newest answer of a purpose that stands."""
        return next((row for row in reversed(self.answers) if row.purpose == purpose and row.stands), None)


def course_of(case: Complaint) -> Course:
    """Tell the course of a case from its raw rows."""
    moves = list(History.select().where(History.complaint == case.id).order_by(History.id))
    course = Course(case, received(case.id), moves, answers_of(case.id, case.destroyed_at))
    _tell_answers(course)
    course.made = [*_made(course), *_delivered(course)]
    course.rounds = list(_rounds(course))
    for move in moves:
        course.forwarded = FORWARDED.get(move.move, course.forwarded)
        course.referred = {"disposisi_rujuk": True, "kembalikan_rujukan": False, "buka_kembali": False}.get(
            move.move, course.referred
        )
    _tell_merge(course)
    _tell_kind(course)
    return course


def _tell_kind(course: Course) -> None:
    """Note the category of the newest identification, and the kind of matter it makes the case; closing may say more.

    Of a destroyed case the identification is gone; its category stays.
    """
    if course.case.destroyed_at is not None:
        course.category, course.kind = course.case.category, course.case.kind
        return
    kinds = dict(Category.select(Category.key, Category.kind).tuples())
    identified = (StepOutput.complaint == course.case.id) & (StepOutput.kind == _IDENTIFIED)
    told = [(row.made_at, json.loads(row.facts).get("category", "")) for row in StepOutput.select().where(identified)]
    told += [(move.at, f"move:{move.move}") for move in course.moves]
    for _, word in sorted(told, key=lambda one: one[0]):
        if word.startswith("move:"):
            again = kinds.get(course.category, "pengaduan") if word == "move:lanjutkan" else course.kind
            course.kind = CLOSED_AS.get(word.removeprefix("move:"), again)
        elif word:
            course.category, course.kind = word, kinds[word]


def _tell_answers(course: Course) -> None:
    """Note of each answer when a person undid it; what a later tick says does not bring it back."""
    for answer in course.answers:
        for move in course.moves:
            gone = UNDOES.get(move.move, set())
            taken = gone is None or KIND.get(answer.purpose) in gone
            if taken and move.at >= answer.first_known and answer.undone is None:
                answer.undone = move.at


def _delivered(course: Course) -> Iterator[Made]:
    for answer in course.answers:
        if answer.purpose in KIND:
            gone = answer.undone or answer.fell
            yield Made(KIND[answer.purpose], answer.moment, answer.reference, gone)


def _made(course: Course) -> Iterator[Made]:
    """Yield what was written, signed or decided, with what took it away since."""
    written = StepOutput.select().where(StepOutput.complaint == course.case.id).order_by(StepOutput.id)
    rows = [row for row in written if not row.reference.startswith(("outbox:", "proof:"))]
    first = _first_written(course.case.id)
    for row in rows:
        at = first.get((row.kind, row.made_at), row.made_at)
        yield Made(row.kind, at, row.reference, _taken(row, rows, course))


def _first_written(case: int) -> dict[tuple[str, datetime], datetime]:
    """Return when the wordings put right later were first written."""
    since: dict[tuple[str, datetime], datetime] = {}
    last: dict[str, datetime] = {}
    corrected = {
        (row.kind, row.made_at) for row in OutputCorrection.select().where(OutputCorrection.complaint == case)
    }
    for row in StepOutput.select().where(StepOutput.complaint == case).order_by(StepOutput.id):
        if (row.kind, row.made_at) in corrected and row.kind in last:
            since[row.kind, row.made_at] = last[row.kind]
        last[row.kind] = since.get((row.kind, row.made_at), row.made_at)
    return since


def _taken(row: StepOutput, rows: list[StepOutput], course: Course) -> datetime | None:
    gone = [move.at for move in course.moves if _undoes(move, row)]
    if row.reference.startswith("document:"):
        paper = Document.get_by_id(int(row.reference.split(":")[1]))
        gone += [paper.cancelled_at] if paper.state == "batal" else []
    if row.kind == _ISSUED:  # what was issued of an earlier wording
        gone += [other.made_at for other in rows if other.kind == _REPORT and other.id > row.id]
    return min(gone, default=None)


def _undoes(move: History, row: StepOutput) -> bool:
    kinds = UNDOES.get(move.move, set())
    made_by_it = row.kind == _DISPOSITION and move.at == row.made_at
    return move.at >= row.made_at and not made_by_it and (kinds is None or row.kind in kinds)


def _rounds(course: Course) -> Iterator[Round]:
    """Yield every round of every step; step 1 lasts from the receipt until it was stored."""
    yield Round(1, min(course.received, course.stored), course.stored, "selesai")
    now: Round | None = Round(2, course.stored)
    for move in course.moves[1:]:
        was, will = move.from_stage, move.to_stage
        leaves = STEP.get(was) != STEP.get(will) or will in CLOSED or was in CLOSED or move.move in NEW_ROUND
        if not leaves:
            continue
        if now is not None:
            now.ended, now.outcome = max(_end(course, move), now.started), move.move
            yield now
        now = None if will in CLOSED else Round(STEP[will], move.at)
    if now is not None:
        yield now


def _end(course: Course, move: History) -> datetime:
    purpose = BY_DELIVERY.get(move.move)
    told = [row.moment for row in course.answers if row.purpose == purpose and row.known == move.at]
    return told[-1] if told else move.at


def _tell_merge(course: Course) -> None:
    """Note into which case it was merged, over all later merges, and since when."""
    merged = (ComplaintLink.kind == "gabung") & ComplaintLink.undone_at.is_null()
    up = {row.source_id: row for row in ComplaintLink.select().where(merged)}
    at = course.case.id
    while at in up:
        course.merged_at = course.merged_at or up[at].made_at
        at = course.lead = up[at].target_id
