"""Enrols gateways' PCs: a one-time code is made, and whoever shows it gets a machine's place in the office, once."""

import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit, urlunsplit

from cryptography.x509 import load_pem_x509_certificates

from models.actions.channels.agent_machines import MachineKnown, in_use
from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.upkeep.agent_roles import AgentNameWrong, give_machine, is_name
from models.rules.core.errors import RuleBroken
from models.rules.core.stored_moments import AHEAD
from models.rules.staff.permissions import Permission
from models.rules.upkeep.enrol_code import LASTS, WORD, EnrolCode
from models.tables import Enrolment, database
from models.tables.core.keys.office_vouch import enrolment_mark, office_public


class PlaceWrong(RuleBroken):
    """Alamat PostgreSQL belum benar. Isikan nama dan port seperti dikenal komputer kanal: server.kantor.lan:5432."""


class RootWrong(RuleBroken):
    """Sertifikat PostgreSQL belum benar. Tempelkan seluruh isinya, dari BEGIN sampai END CERTIFICATE."""


class CodeOver(RuleBroken):
    """Kode ini tidak berlaku: salah, sudah dipakai, atau lewat waktunya. Buat kode baru di server."""


@dataclass(frozen=True)
class Place:
    """Where PostgreSQL is as the gateway's PC knows it, and what its certificate is checked by (PEM)."""

    place: str
    root: str


@dataclass(frozen=True)
class Made:
    """A code, to be shown once."""

    code: str = field(repr=False)
    until: datetime


@dataclass(frozen=True)
class Handed:
    """What a machine that enrolled is handed: its address of the database, the root, and the office's public half."""

    name: str
    database: str = field(repr=False)
    root: str
    office: str


def make_code(name: str, at: Place, seen: bytes, key: bytes, actor: Actor, now: datetime) -> Made:
    """Make a code for a machine of this name; `seen`: the front end's certificate. An older code of the name is over.

    Raises AgentNameWrong, MachineKnown, PlaceWrong, RootWrong, NotPermitted.
    """
    actor.demand(Permission.KEEP_CHANNELS)
    if not is_name(name):
        raise AgentNameWrong
    place, root, word, until = (
        _checked_place(at.place),
        _checked_root(at.root),
        secrets.token_bytes(WORD),
        now + LASTS,
    )
    with database.atomic():
        if in_use(name) is not None:
            raise MachineKnown
        Enrolment.delete().where((Enrolment.name == name) & Enrolment.used_at.is_null()).execute()
        row = Enrolment(name=name, place=place, root=root, made_at=now, made_by=actor.staff_id, lasts_to=until)
        row.kept = _mark(row, word, key)
        row.save()
        audit_trail.write(actor, now, AuditEvent("kode_komputer", f"agent_machine:{name}", after=place))
    return Made(EnrolCode(word, seen).text(), until)


def take_code(word: bytes, public: str, url: str, key: bytes, now: datetime, address: str = "") -> Handed:
    """Enter the machine that shows a code: its key, a login. Raises CodeOver, KeyWrong, KeyUsed, MayNotGrant."""
    with database.atomic():
        row = next((one for one in _open(now) if hmac.compare_digest(one.kept, _mark(one, word, key))), None)
        unused = row is not None and (Enrolment.id == row.id) & Enrolment.used_at.is_null()
        if row is None or not Enrolment.update(used_at=now).where(unused).execute():
            raise CodeOver
        login = give_machine(url, row.name, public, key, now, Actor("sistem", address=address))
    return Handed(row.name, _at(login, row.place), row.root, office_public(key))


def _open(now: datetime) -> list[Enrolment]:
    lasts = Enrolment.used_at.is_null() & (Enrolment.lasts_to > now) & (Enrolment.lasts_to <= now + LASTS + AHEAD)
    return list(Enrolment.select().where(lasts).order_by(Enrolment.id))


def _mark(row: Enrolment, word: bytes, key: bytes) -> str:
    return enrolment_mark(key, word, (row.name, row.place, row.root, row.lasts_to.isoformat()))


def _at(login: str, place: str) -> str:
    """Return a login's address at another place, where the server's certificate is always checked."""
    parts = urlsplit(login)
    whose = parts.netloc.rpartition("@")[0]
    return urlunsplit(parts._replace(netloc=f"{whose}@{place}", query="sslmode=verify-full"))


def _checked_place(place: str) -> str:
    try:
        parts = urlsplit(f"//{place.strip()}")
        usable = bool(parts.hostname) and not parts.username and not parts.path and parts.port != 0
    except ValueError:
        usable = False
    if not usable or len(place) > 255:
        raise PlaceWrong
    return place.strip() if parts.port else f"{place.strip()}:5432"


def _checked_root(root: str) -> str:
    try:
        load_pem_x509_certificates(root.strip().encode())
    except ValueError as err:
        raise RootWrong from err
    return f"{root.strip()}\n"
