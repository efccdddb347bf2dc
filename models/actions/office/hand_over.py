"""Hands a post over for some days: who is Plh. or Plt., from when to when, and by which order."""

from dataclasses import dataclass
from datetime import date, datetime

from models.actions.core import audit_trail
from models.actions.core.actor import ACTING, Actor, not_ended_by
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.conduct_lane import keep_out_newcomer
from models.actions.core.form_key import spend_form_key
from models.actions.core.give_notice import people_told
from models.actions.core.second.needed import demand_second
from models.rules.core.errors import NotVisible, RuleBroken
from models.rules.core.moments import day_begins, day_words, iso, to_wib
from models.rules.core.texts import storable
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import ROLES, Role
from models.tables import Notice, OfficeHolder, Official, Staff, database
from models.tables.core.database import is_sqlite
from models.tables.core.filled import filled

NOTICE = "serah_tugas"
POSTS = tuple(role for role in Role if role not in (Role.PETUGAS_SEKSI, Role.ADMINISTRATOR))
_WORDS = {"plh": "Plh.", "plt": "Plt."}


@dataclass(frozen=True)
class HandOver:
    """One hand-over as entered."""

    post: Role
    staff_id: int  # the account that stands in
    first: date
    last: date
    order_number: str
    kind: str = "plh"
    note: str = ""


def hand_over(asked: HandOver, actor: Actor, now: datetime, *, form_key: str | None = None) -> OfficeHolder:
    """Let an account act and sign for a post on these WIB days, both included, and tell those concerned.

    Raises RuleBroken, also where the actor would give the post to himself.
    """
    with database.atomic():
        demand_second(actor, Permission.HAND_OVER)
        spend_form_key(form_key, actor, now)
        _one_at_a_time()
        person = check_hand_over(asked, actor, now)
        row = OfficeHolder.create(
            post=str(asked.post),
            official=filled(person.official_id),
            kind=asked.kind,
            valid_from=asked.first,
            valid_until=asked.last,
            order_number=storable(asked.order_number).strip()[:80],
            note=storable(asked.note).strip()[:2000],
        )
        what = f"{asked.post}:{person.username}:{asked.first.isoformat()}/{asked.last.isoformat()}"
        audit_trail.write(actor, now, AuditEvent("serah_tugas", f"office_holder:{row.id}", after=what))
        _tell(row, [person], now, "mulai")
        if asked.post is Role.PENGELOLA:
            keep_out_newcomer(person.id, now)
        return row


def check_hand_over(asked: HandOver, actor: Actor, now: datetime) -> Staff:
    """Return the account that stands in. Raises RuleBroken where it may not, or would be the actor's own."""
    actor.demand(Permission.HAND_OVER)
    person = _check(asked, to_wib(now).date())
    _not_oneself(person, actor)
    return person


def end_hand_over(holder_id: int, actor: Actor, now: datetime, *, form_key: str | None = None) -> OfficeHolder:
    """End a hand-over at once, even a future one; the days it was ordered for stay on record. Raises RuleBroken."""
    with database.atomic():
        actor.demand(Permission.HAND_OVER)
        spend_form_key(form_key, actor, now)
        _one_at_a_time()
        row = OfficeHolder.get_or_none((OfficeHolder.id == holder_id) & OfficeHolder.kind.in_(ACTING))
        if row is None:
            raise NotVisible
        past = row.valid_until is not None and row.valid_until < to_wib(now).date()
        if past or row.ended_at is not None:
            raise RuleBroken("Serah tugas ini sudah berakhir.")
        OfficeHolder.update(ended_at=now).where(OfficeHolder.id == row.id).execute()
        before = str(row.valid_until or "")
        audit_trail.write(
            actor, now, AuditEvent("akhiri_serah_tugas", f"office_holder:{row.id}", before, iso(now) or "")
        )
        row = OfficeHolder.get_by_id(row.id)
        _tell(row, list(Staff.select().where((Staff.official == row.official_id) & Staff.active)), now, "akhir")
        return row


def holder_was_told(row: OfficeHolder) -> bool:
    """Whether somebody besides the person who stands in was told that a hand-over begins."""
    return people_told(f"serah:{row.id}:mulai") > 1


def _check(asked: HandOver, today: date) -> Staff:
    """Return the account that stands in. Raises RuleBroken where the hand-over is not allowed."""
    person = Staff.get_or_none((Staff.id == asked.staff_id) & Staff.active)
    if person is None or asked.post not in POSTS or asked.kind not in ACTING:
        raise NotVisible
    if person.official_id is None or person.role == Role.ADMINISTRATOR:
        raise RuleBroken("Akun ini belum dihubungkan dengan pejabatnya. Minta Administrator menghubungkannya.")
    if person.role == asked.post:
        raise RuleBroken("Pengganti tidak boleh pemegang jabatan itu sendiri.")
    if asked.last < asked.first:
        raise RuleBroken("Tanggal akhir tidak boleh sebelum tanggal mulai.")
    if asked.last < today:
        raise RuleBroken("Masa ini sudah lewat. Yang sudah lewat dibetulkan Administrator pada Pemangku jabatan.")
    if not asked.order_number.strip():
        raise RuleBroken("Isi nomor surat perintah Plh. atau Plt.")
    acting = (OfficeHolder.post == str(asked.post)) & OfficeHolder.kind.in_(ACTING)
    until = OfficeHolder.valid_until
    meeting = (OfficeHolder.valid_from <= asked.last) & (until.is_null() | (until >= asked.first))
    held = acting & meeting & not_ended_by(asked.first)
    other = OfficeHolder.select(OfficeHolder, Official).join(Official).where(held).first()
    if other is not None:
        raise RuleBroken(f"Pada masa itu {other.official.name} sudah menggantikan. Akhiri dahulu yang itu.")
    return person


def _not_oneself(person: Staff, actor: Actor) -> None:
    """Raise RuleBroken where the actor would give the post to his own account or another of the same official."""
    giver = Staff.get_or_none(Staff.id == actor.staff_id)
    if (giver is not None and giver.official_id == person.official_id) or person.id == actor.staff_id:
        raise RuleBroken(
            "Anda tidak dapat menunjuk diri sendiri. Minta Kepala Kantor atau Administrator mencatatnya."
        )


def _one_at_a_time() -> None:
    """Lock out other hand-overs until this transaction ends, so that no day gets two (on SQLite it already does)."""
    if not is_sqlite():
        database.execute_sql("SELECT pg_advisory_xact_lock(hashtext('hand over'))")


def _tell(row: OfficeHolder, people: list[Staff], now: datetime, part: str) -> None:
    """Tell the person who stands in, on his accounts that are still active, and the person he stands in for."""
    post, days, name = ROLES[Role(row.post)], _days(row), people[0].name if people else row.official.name
    title = f"{_WORDS[row.kind]} {post.label}"
    if part == "mulai":
        own = f"Anda {title} {days}. {row.note}".strip()
        rest = f"{name} menjadi {title} {days}."
    elif row.ended_at is not None and row.ended_at < day_begins(row.valid_from):
        own = f"Serah tugas {title} kepada Anda {days} dibatalkan sebelum mulai."
        rest = f"{name} tidak jadi {title} {days}."
    else:
        own = f"Tugas Anda sebagai {title} berakhir."
        rest = f"{name} tidak lagi {title}."
    words = {person.id: own for person in people}
    for holder in Staff.select().where((Staff.role == row.post) & Staff.active):
        words.setdefault(holder.id, rest)
    for staff, text in words.items():
        key = f"serah:{row.id}:{part}:{staff}"
        Notice.insert(staff=staff, kind=NOTICE, text=text, key=key, made_at=now).on_conflict_ignore().execute()


def _days(row: OfficeHolder) -> str:
    first, last = row.valid_from, filled(row.valid_until)
    return day_words(first) if first == last else f"{day_words(first)} sampai {day_words(last)}"
