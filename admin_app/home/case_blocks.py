"""The blocks of complaints: every desk of the SOP, and what the front desk and the heads also watch."""

from collections.abc import Callable
from typing import Any

from peewee import SQL, ColumnBase, fn

from admin_app.home.blocks import REST, Block, Viewer
from admin_app.home.case_block import CaseBlock
from admin_app.queue.due_conditions import OPEN, late
from models.actions.core.actor import Actor
from models.actions.core.answers.late_answers import is_late
from models.actions.core.recused_posts import recused_of
from models.actions.replies.awaited_answers import awaited_answers
from models.rules.cases.sop import STAGES, Holder, Output, Stage, Step
from models.rules.cases.workflow import may_answer
from models.rules.channels.awaited import Awaiting
from models.rules.papers.documents import DOCUMENTS
from models.rules.replies.delivery import ReplyState
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import Role
from models.tables import Complaint, ConflictParty, Outbox, StatutoryClock, StepOutput, StepRecord, Warning
from models.tables.privacy.visible import in_lane

_S = Stage
# Where a section or Kepala Kantor has the word, and the desks the answer comes back by.
_AT_SECTIONS = tuple(str(stage) for stage, row in STAGES.items() if row.open and row.holder is not Holder.PENGELOLA)
_PAST_REPORT = tuple(
    str(stage)
    for stage in DOCUMENTS["LAPORAN"].late
    if STAGES[stage].open and stage not in DOCUMENTS["LAPORAN"].stages
)
# Replies a person must look at.
TROUBLED = tuple(str(state) for state in (ReplyState.HOLD, ReplyState.REFUSED, ReplyState.PARKED, ReplyState.UNKNOWN))


def _desk(*stages: Stage) -> Callable[[Viewer], ColumnBase]:
    names = [str(stage) for stage in stages]
    return lambda viewer: OPEN & Complaint.stage.in_(names) & viewer.desk


def _researched(done: bool) -> Callable[[Viewer], ColumnBase]:
    """Return the condition for field checks that have their report, or have not."""
    mine = (StepOutput.complaint == Complaint.id) & (StepOutput.kind == str(Output.LAPORAN)) & ~StepOutput.undone
    there = fn.EXISTS(StepOutput.select(SQL("1")).where(mine))
    at_desk = _desk(_S.PENELITIAN)
    return lambda viewer: at_desk(viewer) & (there if done else ~there)


def _unissued(viewer: Viewer) -> ColumnBase:
    """Return the condition for cases of his section past step 6 whose report was never issued (older versions)."""
    mine = (StepOutput.complaint == Complaint.id) & ~StepOutput.undone
    written = StepOutput.select(SQL("1")).where(mine & (StepOutput.kind == str(Output.LAPORAN)))
    issued = StepOutput.select(SQL("1")).where(mine & (StepOutput.kind == str(Output.LAPORAN_TERBIT)))
    past = Complaint.stage.in_(_PAST_REPORT) & (Complaint.section == str(viewer.actor.section))
    return OPEN & past & fn.EXISTS(written) & ~fn.EXISTS(issued)


def _replies(viewer: Viewer) -> ColumnBase:
    """Return the condition for cases with a stuck or late reply; a merged complaint's reply counts for its lead."""
    cases = Complaint.alias()
    goes_on = fn.COALESCE(cases.lead, cases.id)
    told = Outbox.state.in_(TROUBLED) | is_late(viewer.now, viewer.settings.late_seconds)
    stuck = Outbox.select(goes_on).join(cases, on=Outbox.complaint == cases.id).where(told)
    return Complaint.id.in_(stuck)


def _not_there(viewer: Viewer) -> ColumnBase:
    """Return the condition for cases whose answer is not there after the set time, or turned out not to be."""
    late = [one.complaint for one in awaited_answers(viewer.now) if one.awaiting is not Awaiting.SOON]
    return Complaint.id.in_(late)


def _closed_unread(viewer: Viewer) -> ColumnBase:
    """Return the condition for closed cases with something nobody has read, for who would answer their citizen.

    That is Pengelola; in a case that names all who hold that post or was closed in the lane for conduct, whoever
    stands in. What was merged is read in its lead.
    """
    unread = ~Complaint.open & (Complaint.unread > SQL("0")) & Complaint.lead.is_null()
    if viewer.actor.may(Permission.WRITE_REPLY):
        return unread
    named = ConflictParty.select(ConflictParty.complaint).where(ConflictParty.lifted_at.is_null())
    rows = Complaint.select(Complaint.id, Complaint.conduct).where(unread & (Complaint.id.in_(named) | in_lane()))
    mine = [case.id for case in rows if _stands_in(viewer.actor, recused_of(case))]
    return Complaint.id.in_(mine) & unread


def _stands_in(actor: Actor, recused: frozenset[Role]) -> bool:
    return any(may_answer(role, recused) for role in actor.roles)


def _reopened(viewer: Viewer) -> ColumnBase:
    """Return the condition for cases reopened at step 2; every step they reach again is a further round."""
    again = (
        (StepRecord.complaint == Complaint.id) & (StepRecord.step == int(Step.IDENTIFIKASI)) & (StepRecord.round > 1)
    )
    return OPEN & (Complaint.round > SQL("1")) & fn.EXISTS(StepRecord.select(SQL("1")).where(again))


def _escalated(viewer: Viewer) -> ColumnBase:
    """Return the condition for cases escalated to Kepala Kantor and still there, and for overdue legal limits."""
    given = (Warning.complaint == Complaint.id) & (Warning.grade == "kepala") & StepRecord.finished_at.is_null()
    # One value, not EXISTS: PostgreSQL would list all that was ever escalated before it looks at the five shown.
    warned = Warning.select(SQL("1")).join(StepRecord, on=Warning.record == StepRecord.id).where(given).limit(1)
    passed = StatutoryClock.met_at.is_null() & StatutoryClock.stands & (StatutoryClock.due_at < viewer.now)
    limits, merged = StatutoryClock.select(StatutoryClock.complaint).where(passed), Complaint.alias()
    # Of a citizen merged into a case: it stands where his answer is worked on.
    leads = merged.select(merged.lead).where(merged.lead.is_null(False) & merged.id.in_(limits))
    passed_here = Complaint.id.in_(limits) | Complaint.id.in_(leads)
    return OPEN & ((late(viewer.now) & (warned == SQL("1"))) | passed_here)


def _block(
    key: str, title: str, action: str, condition: Callable[[Viewer], ColumnBase], *stages: Stage, **words: Any
) -> Block:
    grave = bool(words.get("alarming"))
    more, mark = words.pop("more", "/meja/?tab=saya" if stages else ""), words.pop("mark", "")
    return Block(key, title, CaseBlock(condition, **words), action, more, frozenset(stages), mark=mark, grave=grave)


def _of_desk(key: str, title: str, action: str, *stages: Stage, **words: object) -> Block:
    return _block(key, title, action, _desk(*stages), *stages, **words)


_OPEN_LIST = "/meja/?tab=terbuka"

CASE_BLOCKS: tuple[Block, ...] = (
    # Pengelola
    _block(
        "masuk",
        "Pesan belum dibaca",
        "Baca",
        lambda viewer: OPEN & (Complaint.unread > 0),
        more=_OPEN_LIST,
        order=(Complaint.last_inbound_at,),
    ),
    _block(
        "masuk_selesai",
        "Pesan belum dibaca di kasus yang sudah selesai",
        "Baca",
        _closed_unread,
        more="/meja/?tab=selesai&baru=ya",
        # After an upgrade there may be hundreds of long ago: what is still warm must not stand behind them.
        order=(Complaint.last_inbound_at.desc(),),
        mark="Pesan sesudah selesai",
        alarming=True,
    ),
    _of_desk("jawaban", "Jawaban siap disampaikan", "Sampaikan", _S.PENYAMPAIAN, address="/meja/kasus/{}#tulis"),
    _of_desk("baru", "Harus dikenali dan ditanggapi", "Kerjakan", _S.IDENTIFIKASI, _S.TANGGAPAN_AWAL),
    _of_desk("ajukan", "Harus diajukan ke Kasubsi", "Ajukan", _S.PENERUSAN_PENGELOLA),
    _of_desk("arsip", "Harus didokumentasikan", "Arsipkan", _S.DOKUMENTASI),
    _block(
        "milik",
        "Kasus yang saya pegang",
        "Buka",
        lambda viewer: OPEN & (Complaint.assignee == viewer.actor.staff_id),
        more=_OPEN_LIST,
        mark="Anda pegang",
    ),
    _block(
        "di_seksi",
        "Menunggu seksi dan atasan",
        "Lihat",
        lambda viewer: OPEN & Complaint.stage.in_(_AT_SECTIONS),
        more=_OPEN_LIST,
    ),
    _block(
        "tertahan",
        "Jawaban tertahan atau terlambat",
        "Putuskan",
        _replies,
        more="/kotak-keluar/",
        alarming=True,
        mark="Jawaban tertahan/terlambat",
    ),
    # the lane for conduct
    _block(
        "dugaan",
        "Diduga perilaku pegawai: kenali atau lepaskan",
        "Putuskan",
        lambda viewer: OPEN & in_lane(),
        more=_OPEN_LIST,
        alarming=True,
        mark="Diduga perilaku pegawai",
    ),
    _block(
        "tidak_sampai",
        "Jawaban tidak atau belum sampai",
        "Pilih cara lain",
        _not_there,
        more=_OPEN_LIST,
        alarming=True,
        mark="Jawaban tidak/belum sampai",
    ),
    # Kasubsi Infokim
    _of_desk("teruskan", "Harus diteruskan ke seksi", "Teruskan", _S.PENERUSAN_KASUBSI),
    _of_desk("kembali", "Jawaban kembali dari seksi", "Periksa", _S.JAWABAN_KASUBSI),
    _block(
        "dikembalikan",
        "Mutu: langkah yang dikerjakan lagi",
        "Lihat",
        lambda viewer: OPEN & (Complaint.round > SQL("1")),
        more=_OPEN_LIST,
        mark="Dikerjakan lagi",
    ),
    _block(
        "terlambat",
        "Mutu: lewat batas waktu",
        "Lihat",
        lambda viewer: late(viewer.now),
        more="/pengaduan/?terlambat=ya",
        alarming=True,
    ),
    _block("dibuka", "Mutu: dibuka kembali", "Lihat", _reopened, more=_OPEN_LIST, mark="Dibuka kembali"),
    # Kasi TIKKIM
    _of_desk("serah_terima", "Serah terima jawaban", "Periksa", _S.JAWABAN_KASI_TIKKIM),
    # the heads of section, and their officers
    _of_desk("analisa", "Harus dianalisa", "Analisa", _S.ANALISA_SEKSI),
    _block("lapangan", "Penelitian sedang berjalan", "Lihat", _researched(False), _S.PENELITIAN),
    _block("laporan", "Laporan penelitian sudah ada", "Tetapkan jawaban", _researched(True), _S.PENELITIAN),
    _block("laporan_belum_terbit", "Laporan penelitian belum terbit", "Terbitkan", _unissued, alarming=True),
    _of_desk("tanda_tangan", "Nota dinas jawaban: tanda tangan", "Tanda tangani", _S.JAWABAN_SEKSI),
    # Kepala Kantor
    _block(
        "eskalasi",
        "Eskalasi kepada Anda",
        "Lihat",
        _escalated,
        alarming=True,
        more="/pengaduan/?terlambat=ya",
        mark="Eskalasi",
    ),
    _of_desk("jawaban_kepala", "Jawaban yang Anda tetapkan", "Tanda tangani", _S.JAWABAN_KEPALA),
)


def rest_of_desk(shown: frozenset[Stage]) -> Block:
    """Return the block of what waits for him in no other block, such as for a post he stands in for."""
    names = [str(stage) for stage in shown]

    def rest(viewer: Viewer) -> ColumnBase:
        # What waits in the lane for conduct has a block of its own, whatever its stage.
        return OPEN & Complaint.stage.not_in(names) & ~in_lane() & viewer.desk

    return Block(REST, "Lainnya di meja Anda", CaseBlock(rest), "Buka", "/meja/?tab=saya")
