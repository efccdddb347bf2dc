"""Answers from the SOP's table which moves are open on a case, and whether a person may make one of them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace

from models.rules.cases.left_papers import LeftPaper
from models.rules.cases.sop import MOVES, STAGES, Holder, Move, MoveRow, Output, Stage, Step, When
from models.rules.core.errors import MoveNotAllowed, OutputMissing, ReasonMissing
from models.rules.staff.permissions import Permission, may
from models.rules.staff.roles import LANE_POSTS, ROLES, SECTION_HEADS, Role, Section
from models.rules.staff.standing_in import standing_in

_HOLDER_ROLES = {
    Holder.PENGELOLA: Role.PENGELOLA,
    Holder.KASUBSI_INFOKIM: Role.KASUBSI_INFOKIM,
    Holder.KASI_TIKKIM: Role.KASI_TIKKIM,
    Holder.KEPALA_KANTOR: Role.KEPALA_KANTOR,
}


@dataclass(frozen=True)
class CaseFacts:
    """What the rules need to know of a case; gathered by the action that asks."""

    stage: Stage
    section: Section | None = None
    outputs: frozenset[Output] = field(default_factory=frozenset)
    head_answered: bool = False
    referred: bool = False
    reopen_days_left: int = 0
    misconduct: bool = False
    forwarded: bool = True  # its section has it, so that the section's head sees it
    recused: frozenset[Role] = frozenset()  # posts all of whose holders the case names
    sent_from: Stage | None = None  # the stage that sent it here last, where it may go back to whoever that was
    closed_from: Stage | None = None  # the stage in which a closed case was closed
    invited_in_vain: bool = False  # neither the invitation into private nor its reminder was taken up
    left: tuple[LeftPaper, ...] = ()  # unfinished papers; read only where a move would put the case away
    unscanned: tuple[str, ...] = ()  # signed papers without their signed copy; read only there too
    unplaced: str = ""  # what its paper folder still lacks; read only there too
    suspected: bool = False  # in the lane for conduct: each of its posts may act
    unreviewed: int = 0  # texts of a protected case that nobody looked through for what tells of persons


_CONDITIONS: dict[When, Callable[[CaseFacts], bool]] = {
    When.ALWAYS: lambda case: True,
    When.TO_SECTION: lambda case: case.section not in (None, Section.KEPALA_KANTOR),
    When.TO_HEAD: lambda case: case.section is Section.KEPALA_KANTOR,
    When.SECTION_IS_TIKKIM: lambda case: case.section is Section.TIKKIM,
    When.SECTION_IS_OTHER: lambda case: case.section is not Section.TIKKIM,
    When.SECTION_ANSWERED: lambda case: not case.head_answered,
    When.HEAD_ANSWERED: lambda case: case.head_answered,
    When.NOT_REFERRED: lambda case: not case.referred,
    When.REOPEN_DAYS_LEFT: lambda case: case.reopen_days_left > 0,
    When.HEAD_DECIDES: lambda case: Role.KEPALA_KANTOR not in case.recused,
    When.HEAD_GIVES_AWAY: lambda case: Role.KEPALA_KANTOR not in case.recused and not case.misconduct,
    When.INVITED_IN_VAIN: lambda case: case.invited_in_vain,
    When.REFERRED: lambda case: case.referred,
    When.SENT_BY_KASUBSI: lambda case: case.sent_from is Stage.PENERUSAN_KASUBSI,
    When.SENT_BY_SECTION: lambda case: case.sent_from is Stage.ANALISA_SEKSI,
    When.SENT_BY_HEAD: lambda case: case.sent_from is Stage.DISPOSISI,
    When.CLOSED_AT_STEP_2: lambda case: not _was_closed_later(case),
    When.CLOSED_LATER: lambda case: _was_closed_later(case),
}


def _was_closed_later(case: CaseFacts) -> bool:
    return case.closed_from not in (None, Stage.IDENTIFIKASI)


def holder_of(stage: Stage, section: Section | None, recused: Collection[Role] = ()) -> Role:
    """Return which role has the case on its desk; a section stage without a section waits for Kasubsi Infokim.

    A post whose holders the case names (`recused`) is passed over.
    """
    holder = STAGES[stage].holder
    if holder is Holder.SECTION_HEAD:
        post = SECTION_HEADS[section] if section else Role.KASUBSI_INFOKIM
    else:
        post = _HOLDER_ROLES[holder]
    return standing_in(post, recused)


def hands_of(
    stage: Stage, section: Section | None, recused: Collection[Role] = (), suspected: bool = False
) -> tuple[Role, ...]:
    """Return who may act on a case: whoever has it on his desk; in the lane for conduct each post of that."""
    lane = tuple(role for role in LANE_POSTS if role not in recused) if suspected else ()
    return lane or (holder_of(stage, section, recused),)


def desk_of(case: CaseFacts) -> Role:
    """Return which role has this case on its desk."""
    return holder_of(case.stage, case.section, case.recused)


def closer_of(case: CaseFacts) -> Role:
    """Return who may close this case without an answer at any step, and undo that: Kasubsi Infokim.

    A complaint about an officer that has reached Kepala Kantor is closed by nobody below him.
    """
    reached = STAGES[case.closed_from or case.stage].step > Step.MENERUSKAN
    post = Role.KEPALA_KANTOR if case.misconduct and reached else Role.KASUBSI_INFOKIM
    return standing_in(post, case.recused)


def maker_of(row: MoveRow, case: CaseFacts) -> Role:
    """Return who makes this move: whoever has the case on his desk, or who may close it."""
    return closer_of(case) if row.by_closer else desk_of(case)


def makers_of(row: MoveRow, case: CaseFacts) -> tuple[Role, ...]:
    """Return everybody who may make this move; more than one only in the lane for conduct."""
    return (closer_of(case),) if row.by_closer else acting_on(case)


def acting_on(case: CaseFacts) -> tuple[Role, ...]:
    """Return who may act on this case."""
    return hands_of(case.stage, case.section, case.recused, case.suspected)


def may_answer(role: Role, recused: Collection[Role] = ()) -> bool:
    """Whether this role may write to the citizen: Pengelola, or who stands in for a recused Pengelola."""
    stands_in = Role.PENGELOLA in recused and role is standing_in(Role.PENGELOLA, recused)
    return may(role, Permission.WRITE_REPLY) or stands_in


def answering(recused: Collection[Role] = ()) -> frozenset[Role]:
    """Return the roles that may write to the citizen of a case, those that stand in for a recused one among them."""
    return frozenset(role for role in Role if may_answer(role, recused))


_SENT = (When.SENT_BY_KASUBSI, When.SENT_BY_SECTION, When.SENT_BY_HEAD)
# The stages that go back to whoever sent the case, with the moves that send it there.
SENDING: dict[Stage, tuple[Move, ...]] = {
    stage: tuple(row.move for row in MOVES.values() if row.target is stage and not row.back)
    for stage in dict.fromkeys(row.origin for row in MOVES.values() if row.when in _SENT)
}


# The moves a person may choose at each stage; every page of a case asks for them several times.
_BY_HAND: dict[Stage, tuple[MoveRow, ...]] = {
    stage: tuple(row for row in MOVES.values() if stage in row.origins and row.by_hand) for stage in Stage
}


def moves_open_to(role: Role, case: CaseFacts) -> list[MoveRow]:
    """List the moves this role may choose now, whether or not their outputs are there yet."""
    here = [row for row in _BY_HAND[case.stage] if _CONDITIONS[row.when](case)]
    return [_placed(row, case) for row in here if role in makers_of(row, case)]


def _placed(row: MoveRow, case: CaseFacts) -> MoveRow:
    """Return a row that fits several stages as it is on this case."""
    target = case.closed_from if row.resumes and case.closed_from else row.target
    plain = row.origin is case.stage and target is row.target
    return row if plain else replace(row, origin=case.stage, target=target, also_from=())


def missing(row: MoveRow, case: CaseFacts) -> list[Output]:
    """List what this move still needs, in the SOP's order."""
    return [output for output in row.needs if output not in case.outputs]


def left(row: MoveRow, case: CaseFacts) -> tuple[LeftPaper, ...]:
    """List the unfinished papers that hold this move up, beside those whose output it lacks anyway."""
    lacking = missing(row, case)
    return tuple(paper for paper in case.left if paper.output not in lacking) if row.files else ()


def unreviewed(row: MoveRow, case: CaseFacts) -> int:
    """Return how many texts have to be looked through before this move."""
    return case.unreviewed if row.looked_through else 0


# Where the texts of a protected case are looked through: the stages whose moves wait for it.
REVIEWED: frozenset[Stage] = frozenset(row.origin for row in MOVES.values() if row.looked_through)


def check_move(role: Role, case: CaseFacts, move: Move, reason: str = "", section: Section | None = None) -> MoveRow:
    """Return the row of a move that may be made, or raise MoveNotAllowed, OutputMissing or ReasonMissing."""
    row = next((row for row in moves_open_to(role, case) if row.move == move), None)
    if row is None:
        raise MoveNotAllowed(_why_closed(role, case, MOVES[move]))
    lacking = missing(row, case)
    if lacking:
        raise OutputMissing(f"“{row.label}” belum dapat dilakukan. Yang belum ada: {', '.join(lacking)}.")
    if unseen := unreviewed(row, case):
        raise OutputMissing(
            f"“{row.label}” belum dapat dilakukan: {unseen} pesan kasus yang dirahasiakan ini belum ditinjau. "
            "Buka Tinjau kata-kata pada kasusnya, tandai yang masih menyebut orang, lalu tekan Sudah ditinjau."
        )
    if row.files:
        _check_papers(row, case, reason)
    if row.section and section in (None, Section.KEPALA_KANTOR):
        raise ReasonMissing("Pilih seksi tujuan disposisi lebih dahulu.")
    if row.reason and not reason.strip():
        raise ReasonMissing(f"Tuliskan alasan atau petunjuk untuk “{row.label}” lebih dahulu.")
    return row


def check_withdrawal(case: CaseFacts, move: Move, reason: str) -> MoveRow:
    """Return the row that takes a hand-over back, or raise MoveNotAllowed or ReasonMissing.

    Whether the next desk has acted, and who may, the action checks (models/actions/papers/withdraw_memo.py).
    """
    row = MOVES[move]
    if row.origin is not case.stage or row.withdraws is None:
        raise MoveNotAllowed(_why_closed(desk_of(case), case, row))
    if not reason.strip():
        raise ReasonMissing(f"Tuliskan alasan “{row.label}” lebih dahulu.")
    return row


def _check_papers(row: MoveRow, case: CaseFacts, reason: str) -> None:
    if case.left:
        papers = ", ".join(paper.words for paper in case.left)
        raise OutputMissing(
            f"“{row.label}” belum dapat dilakukan. Belum terbit: {papers}. Terbitkan, atau buang konsepnya dengan "
            "alasan, pada bagian Naskah."
        )
    if case.unplaced:
        raise OutputMissing(
            f"“{row.label}” belum dapat dilakukan: {case.unplaced}. Catat tempatnya di halaman berkas kertasnya."
        )
    if case.unscanned and not reason.strip():
        raise ReasonMissing(
            f"Salinan bertanda tangan belum ada: {', '.join(case.unscanned)}. Unggah pada bagian Naskah, atau "
            "tuliskan mengapa tidak ada."
        )


def _why_closed(role: Role, case: CaseFacts, row: MoveRow) -> str:
    holder = maker_of(row, case)
    if case.stage not in row.origins:
        return f"“{row.label}” tidak terbuka: kasus ini sedang pada tahap “{STAGES[case.stage].label}”."
    if role not in makers_of(row, case):
        return (
            f"“{row.label}” hanya dapat dilakukan oleh {ROLES[holder].label}; Anda masuk sebagai {ROLES[role].label}."
        )
    if row.withdraws is not None:
        return f"“{row.label}” hanya dapat dilakukan penanda tangan nota dinasnya, pada naskahnya."
    if row.by_news:
        return f"“{row.label}” tidak dipilih siapa pun: hanya kabar tentang jawabannya yang membuatnya."
    return f"“{row.label}” tidak berlaku untuk kasus ini (syarat: {row.when})."


# What a move makes true of the case itself, beside its stage.
MARKS: dict[Move, dict[str, bool | str]] = {
    Move.TUTUP_PERTANYAAN: {"kind": "pertanyaan"},
    Move.TUTUP_APRESIASI: {"kind": "apresiasi"},
    Move.TUTUP_BUKAN_PENGADUAN: {"kind": "bukan-pengaduan"},
    Move.TUTUP_DI_TENGAH: {"kind": "bukan-pengaduan"},
    Move.TERUSKAN_KE_SEKSI: {"forwarded": True, "head_answered": False},
    Move.BUKAN_SEKSI_INI: {"forwarded": False},
    Move.TARIK_DARI_SEKSI: {"forwarded": False},
    # Kasubsi may choose another section, which sees it only once it was forwarded anew.
    Move.KEMBALIKAN_KE_PENERUSAN: {"forwarded": False},
    Move.KEMBALI_KE_DISPOSISI: {"head_answered": False},
    Move.KEMBALIKAN_RUJUKAN: {"referred": False},
    Move.DISPOSISI_ANALISA: {"forwarded": True, "head_answered": False},
    Move.DISPOSISI_PENELITIAN: {"forwarded": True, "head_answered": False},
    Move.DISPOSISI_JAWAB: {"head_answered": True},
    Move.DISPOSISI_RUJUK: {"referred": True},
    Move.TIDAK_DIHUBUNGI: {"unreachable": True},
    Move.SAMPAIKAN_LAGI: {"unreachable": False},
    Move.BUKA_KEMBALI: {"forwarded": False, "head_answered": False, "referred": False, "unreachable": False},
}
