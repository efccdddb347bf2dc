"""Asks a second person, and takes back, refuses or does what was asked: once and only as it was asked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from peewee import ColumnBase

from models.actions.core import audit_trail
from models.actions.core.actor import Actor, actor_of
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.actions.core.second.kinds import Approved, Body, Kind
from models.actions.core.second.needed import NOTICE, tell_heads
from models.actions.core.second.people import approvers, demand_other
from models.rules.core.errors import NotVisible, ReasonMissing
from models.rules.core.moments import to_wib
from models.rules.core.texts import storable
from models.rules.staff.permissions import Permission
from models.rules.staff.second_person import GOOD_FOR, MOST_WAITING, Outcome, RequestNotAllowed, digest_of
from models.tables import Notice, SecondRequest, Staff
from models.tables.core.database import is_sqlite
from models.tables.core.secrets import SecretLost, seal, unseal

Kinds = Mapping[str, Kind]
_CHANGED = (
    "Yang diminta tidak lagi cocok dengan keadaan sekarang, karena ada yang berubah sejak permintaan itu dibuat. "
    "Tolak permintaan ini; yang memintanya dapat mengajukannya lagi."
)
_NOBODY = (
    "Tidak ada pejabat lain yang dapat menyetujuinya sekarang: Kepala Kantor, Kasi TIKKIM, atau Kasubsi Infokim "
    "dengan akun aktif. Dalam keadaan darurat akun ditambahkan di server dengan run_admin.py user add; itu tercatat."
)
_DECIDED = "Permintaan ini sudah diputuskan, ditarik, atau lewat waktunya."


@dataclass(frozen=True)
class Wish:
    """What is asked for: of which kind, to what, what shall be, and its secrets."""

    kind: Kind
    target: str
    body: Body
    secret: str = ""


def ask(wish: Wish, key: bytes, actor: Actor, now: datetime, *, form_key: str | None = None) -> SecondRequest:
    """Keep what is asked for until a second person decides, and tell who may. Needs a transaction.

    Raises RequestNotAllowed, NotPermitted, AlreadyDone.
    """
    actor.demand(wish.kind.permission)
    spend_form_key(form_key, actor, now)
    _demand_room(wish, actor, now)
    row = _kept(wish, key, actor, now)
    audit_trail.write(actor, now, AuditEvent("minta_orang_kedua", _subject(row), row.target, row.kind))
    people = approvers(row, wish.kind, now)
    if not people:
        raise RequestNotAllowed(_NOBODY)
    text = f"{named(wish.kind, row)} menunggu persetujuan Anda pada Sistem › Persetujuan."
    for staff in people:
        _notice(row, staff, "tunggu", text, now)
    return row


def approve(
    request_id: int, digest: str, kinds: Kinds, key: bytes, actor: Actor, now: datetime, part: str = ""
) -> SecondRequest:
    """Do what was asked for, as it was shown (`digest`), and tell the heads and who asked.

    Needs a transaction. Raises RequestNotAllowed, NotTheSecond, and whatever refuses the act itself.
    """
    actor.demand(Permission.SECOND)
    kind = kinds[_row(request_id).kind]
    row, secret = _claimed(request_id, Outcome.DISETUJUI, "", key, actor, now)
    demand_other(row, kind, actor)
    body = json.loads(row.body)
    if (
        digest != row.digest
        or row.digest != _digest(row, secret)
        or digest_of(kind.state(row.target, body)) != row.was
    ):
        raise RequestNotAllowed(_CHANGED)
    audit_trail.write(actor, now, AuditEvent("setujui_orang_kedua", _subject(row), row.target, row.kind))
    kind.act(Approved(row.target, body, _asker(row, kind, now), now, secret[1], part, key))
    _tell(row, kind, f"disetujui {actor.username}", actor, now)
    return row


def refuse(
    request_id: int, reason: str, kinds: Kinds, actor: Actor, now: datetime, *, form_key: str | None = None
) -> SecondRequest:
    """Refuse a request, or take back one's own; nothing of it is done. Needs a transaction. Raises ReasonMissing."""
    spend_form_key(form_key, actor, now)
    row = _row(request_id)
    own = row.asked_by_id == actor.person_id
    if not own:
        actor.demand(Permission.SECOND)
        demand_other(row, kinds[row.kind], actor)
    why = " ".join(storable(reason).split())[:500]
    if not why and not own:
        raise ReasonMissing("Tuliskan mengapa permintaan ini ditolak.")
    row, _ = _claimed(request_id, Outcome.DITARIK if own else Outcome.DITOLAK, why, b"", actor, now)
    event = "tarik_orang_kedua" if own else "tolak_orang_kedua"
    audit_trail.write(actor, now, AuditEvent(event, _subject(row), row.target, row.kind))
    if not own:
        _notice(row, row.asked_by_id, "putus", f"{named(kinds[row.kind], row)}: ditolak, {why}", now)
    return row


def waiting(now: datetime) -> ColumnBase:
    """Return the condition for requests that may still be decided; one from a time to come may not."""
    return (SecondRequest.outcome == "") & (SecondRequest.until > now) & (SecondRequest.until <= now + GOOD_FOR)


def named(kind: Kind, row: SecondRequest) -> str:
    """Return what a request is in a few words."""
    about = kind.named(row.target, json.loads(row.body))
    return f"{kind.label} {about}".strip()


def _demand_room(wish: Wish, actor: Actor, now: datetime) -> None:
    waits = waiting(now)
    same = waits & (SecondRequest.kind == wish.kind.key) & (SecondRequest.target == wish.target)
    if wish.target and SecondRequest.select().where(same).exists():
        raise RequestNotAllowed("Permintaan yang sama sudah menunggu pada Sistem › Persetujuan.")
    if SecondRequest.select().where(waits & (SecondRequest.asked_by == actor.person_id)).count() >= MOST_WAITING:
        raise RequestNotAllowed(f"Sudah {MOST_WAITING} permintaan Anda menunggu. Tarik yang tidak diperlukan lagi.")


def _kept(wish: Wish, key: bytes, actor: Actor, now: datetime) -> SecondRequest:
    body, sealed = json.dumps(wish.body, sort_keys=True, ensure_ascii=False), seal(key, wish.secret)
    row = SecondRequest(kind=wish.kind.key, target=wish.target, body=body, sealed=sealed, asked_by=actor.person_id)
    row.asked_as, row.asked_at, row.until = ",".join(map(str, actor.roles)), now, now + GOOD_FOR
    row.was = digest_of(wish.kind.state(wish.target, wish.body))
    row.digest = _digest(row)
    row.save(force_insert=True)
    return row


def _row(request_id: int) -> SecondRequest:
    query = SecondRequest.select().where(SecondRequest.id == request_id)
    row: SecondRequest | None = (query if is_sqlite() else query.for_update()).get_or_none()
    if row is None:
        raise NotVisible("Permintaan ini tidak ada.")
    return row


def _claimed(
    request_id: int, outcome: Outcome, reason: str, key: bytes, actor: Actor, now: datetime
) -> tuple[SecondRequest, tuple[str, str]]:
    """Decide a request once and forget its secrets; return it with the sealed and the opened secret."""
    row = _row(request_id)
    try:
        secret = (row.sealed, unseal(key, row.sealed) if key else "")
    except SecretLost as lost:
        raise RequestNotAllowed(_CHANGED) from lost
    decided = {
        "outcome": str(outcome),
        "reason": reason,
        "decided_by": actor.person_id,
        "decided_at": now,
        "sealed": "",
    }
    waits = (SecondRequest.id == row.id) & waiting(now)
    if not SecondRequest.update(decided).where(waits).execute():
        raise RequestNotAllowed(_DECIDED)
    over = Notice.key.startswith(f"{NOTICE}:{row.id}:tunggu:") & Notice.lapsed_at.is_null()
    Notice.update(lapsed_at=now).where(over).execute()
    return SecondRequest.get_by_id(row.id), secret


def _digest(row: SecondRequest, secret: tuple[str, str] | None = None) -> str:
    sealed = row.sealed if secret is None else secret[0]
    asked = (str(row.asked_by_id), row.asked_as, row.asked_at.isoformat(), row.until.isoformat())
    return digest_of([row.kind, row.target, row.body, row.was, digest_of([sealed]), *asked])


def _asker(row: SecondRequest, kind: Kind, now: datetime) -> Actor:
    """Return who asked, acting with the second person's word. Raises RequestNotAllowed where he may no longer."""
    staff = Staff.get_by_id(row.asked_by_id)
    actor = replace(actor_of(staff, day=to_wib(now).date()), seconded=True)
    if not staff.active or not actor.may(kind.permission):
        raise RequestNotAllowed("Yang meminta tidak lagi berwenang memintanya. Tolak permintaan ini.")
    return actor


def _tell(row: SecondRequest, kind: Kind, done: str, actor: Actor, now: datetime) -> None:
    what = named(kind, row)
    _notice(row, row.asked_by_id, "putus", f"{what}: {done}.", now)
    asker = Staff.get_by_id(row.asked_by_id).username
    tell_heads(f"{what}: diminta {asker}, {done}.", f"{row.id}:jadi", now, but=actor.staff_id)


def _notice(row: SecondRequest, staff: int, part: str, text: str, now: datetime) -> None:
    key = f"{NOTICE}:{row.id}:{part}:{staff}"
    Notice.insert(staff=staff, kind=NOTICE, text=text, key=key, made_at=now).on_conflict_ignore().execute()


def _subject(row: SecondRequest) -> str:
    return f"second_request:{row.id}"
