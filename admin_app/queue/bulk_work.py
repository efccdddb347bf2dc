"""The actions for several cases at once: one row each, with its fields and the action it calls."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from admin_app.forms.fields import Field
from admin_app.queue.came_in import CameIn, came_since, note_shown
from models.actions.cases.look_at_case import look_at_case
from models.actions.cases.mark_urgent import mark_urgent
from models.actions.cases.take_case import give_case, release_case, take_case
from models.actions.cases.try_out import why_not
from models.actions.cases.write_note import write_note
from models.actions.core.actor import Actor
from models.actions.core.case import locked_case
from models.actions.core.move_complaint import move_complaint
from models.actions.core.unread_news import Look
from models.actions.core.write_output import choose_section
from models.rules.cases.identification import Urgency
from models.rules.cases.sop import Move, Stage
from models.rules.core.errors import NotVisible, RuleBroken, StaleCase, UnreadNews
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import Role, Section
from models.tables import Complaint, database
from models.tables.privacy.visible import visible

MOST = 30  # a page of the queue


@dataclass(frozen=True)
class One:
    """One of several cases, with what was typed for all of them."""

    case: Complaint
    words: Mapping[str, str]
    actor: Actor
    now: datetime
    look: Look | None = None  # what of its news the list had shown; None where it is only tried


@dataclass(frozen=True)
class BulkAction:
    """One action: its label, what will happen to each case, its fields, and how it is done on one case."""

    label: str
    will: str
    do: Callable[[One], object]
    fields: tuple[Field, ...] = ()
    needs: Permission | None = None  # asked before it is offered; the action asks again
    reads: bool = False  # takes what came in as read: all there was when the list was drawn

    def shown(self, case: Complaint) -> int:
        """Return the last news that the list of cases stands for: it shows no message, so what a desk was shown."""
        return case.news if self.reads else case.read_news


@dataclass(frozen=True)
class Outcome:
    """What happened, or would happen, to one case; `why` says why it is refused."""

    case: Complaint
    why: str
    came: CameIn | None = None  # what it was not done over, and asks about

    @property
    def good(self) -> bool:
        """Whether it was done, or would be."""
        return not self.why


def _urgent(urgency: Urgency) -> Callable[[One], object]:
    return lambda one: mark_urgent(one.case.id, urgency, one.actor, one.now)


def _close(move: Move) -> Callable[[One], object]:
    return lambda one: move_complaint(
        *(one.case.id, move, one.actor, one.now), reason=one.words.get("reason", ""), look=one.look
    )


def _no_complaint(one: One) -> object:
    """Close as step 2 does while the case is there, else as whoever may close it at any step."""
    at_step_2 = one.case.stage == Stage.IDENTIFIKASI and Role.PENGELOLA in one.actor.roles
    return _close(Move.TUTUP_BUKAN_PENGADUAN if at_step_2 else Move.TUTUP_DI_TENGAH)(one)


def _section(one: One) -> object:
    wanted = one.words.get("section", "")
    if wanted not in list(Section):
        raise RuleBroken("Pilih seksi tujuan lebih dahulu.")
    return choose_section(one.case.id, Section(wanted), one.actor, one.now)


def _give(one: One) -> object:
    typed = one.words.get("petugas", "")
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 10):
        raise RuleBroken("Pilih petugas yang akan memegangnya lebih dahulu.")
    return give_case(one.case.id, int(typed), one.actor, one.now)


def _looked(one: One) -> object:
    # What came since the list was drawn stays unread.
    return look_at_case(one.case.id, one.look.shown if one.look else one.case.news, one.actor, one.now)


_NOTE = Field("text", "Catatan internal", "teks", "Sama pada semua; tidak terkirim ke pelapor.", True, rows=3)
_WHY = Field("reason", "Alasan", "teks", "Sama pada semua.", True, rows=2)
_TO = Field("section", "Seksi tujuan", "pilih", required=True, choices="sections")
_ON_DESK = "Yang disebut: siapa yang kasusnya sedang di mejanya."
_WHO = Field("petugas", "Petugas", "pilih", _ON_DESK, required=True, choices="holders")

BULK: dict[str, BulkAction] = {
    "pegang": BulkAction(
        "Pegang sendiri", "Anda pegang", lambda one: take_case(one.case.id, one.actor, one.now)
    ),
    "lepas": BulkAction("Lepaskan", "dilepas", lambda one: release_case(one.case.id, one.actor, one.now)),
    "tunjuk": BulkAction("Serahkan kepada petugas", "diserahkan", _give, (_WHO,), Permission.ASSIGN_CASES),
    "mendesak": BulkAction(
        "Tandai mendesak", "ditandai mendesak", _urgent(Urgency.MENDESAK), needs=Permission.MARK_URGENT
    ),
    "biasa": BulkAction(
        "Kembalikan ke biasa", "tidak mendesak lagi", _urgent(Urgency.BIASA), needs=Permission.MARK_URGENT
    ),
    "seksi": BulkAction("Pilih seksi tujuan", "seksi tujuannya dipilih", _section, (_TO,), Permission.READ_MESSAGES),
    "catatan": BulkAction(
        "Tulis catatan internal", "mendapat catatan",
        lambda one: write_note(one.case.id, one.words.get("text", ""), one.actor, one.now), (_NOTE,),
    ),
    "dibaca": BulkAction(
        "Tandai sudah dibaca", "pesannya ditandai sudah dibaca", _looked, needs=Permission.WRITE_REPLY,
        reads=True,
    ),
    "apresiasi": BulkAction(
        "Tutup sebagai apresiasi", "ditutup sebagai apresiasi", _close(Move.TUTUP_APRESIASI),
        needs=Permission.WRITE_REPLY,
    ),
    "bukan": BulkAction(
        "Tutup: bukan pengaduan", "ditutup, bukan pengaduan", _no_complaint, (_WHY,),
        Permission.READ_MESSAGES,
    ),
}  # fmt: skip


def offered(actor: Actor) -> list[tuple[str, str]]:
    """Return the actions offered to a person, by key and label."""
    return [(key, row.label) for key, row in BULK.items() if row.needs is None or actor.may(row.needs)]


def ticked(public_ids: Iterable[str], actor: Actor) -> list[Complaint]:
    """Return the ticked cases that this person may see, most urgent first. Raises RuleBroken."""
    wanted = list(dict.fromkeys(public_ids))
    if not wanted:
        raise RuleBroken("Centang dahulu kasusnya di antrean.")
    if len(wanted) > MOST:
        raise RuleBroken(f"Paling banyak {MOST} kasus sekaligus.")
    rows = Complaint.select().where(Complaint.public_id.in_(wanted) & visible(actor.scope))
    return list(rows.order_by(Complaint.due_at, Complaint.id))


def tried(
    action: BulkAction, cases: Iterable[Complaint], words: Mapping[str, str], actor: Actor, now: datetime
) -> list[Outcome]:
    """Return for each case whether the action would be done now, without doing it."""
    return [Outcome(case, why_not(partial(action.do, One(case, words, actor, now)))) for case in cases]


def done(
    action: BulkAction,
    cases: Iterable[Complaint],
    versions: Mapping[str, str],
    looks: Mapping[str, Look],
    words: Mapping[str, str],
    actor: Actor,
    now: datetime,
) -> list[Outcome]:
    """Do the action on each case alone; cases that changed since they were shown are skipped and reported.

    `looks`: what of each case's news the list had shown. Over more than that nothing is ended before it is shown.
    """
    ones = (One(case, words, actor, now, looks.get(case.public_id, Look(0))) for case in cases)
    return [_do(action, one, versions.get(one.case.public_id, "")) for one in ones]


def _do(action: BulkAction, one: One, version: str) -> Outcome:
    try:
        note_shown(one.case.id, one.look if one.look and one.look.asked else None, one.actor, one.now)
        with database.atomic():
            # Compared with the row that is held: who changed the case since it was read here is seen as well.
            if version != str(locked_case(one.case.id, one.actor).version):
                raise StaleCase
            action.do(one)
    except NotVisible:
        raise
    except UnreadNews as broken:
        # Drawn anew, so that the second press counts for what is shown now.
        case = Complaint.get_by_id(one.case.id)
        return Outcome(case, broken.sentence, came_since(case, one.look.shown if one.look else 0, one.actor))
    except RuleBroken as broken:
        return Outcome(one.case, broken.sentence)
    return Outcome(one.case, "")
