"""Keeps the office's own types of paper: makes one, changes it by the next version, switches it off and on again."""

from datetime import datetime

from peewee import IntegrityError

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.actions.core.own_types.catalogue import newest_version, own_type_of
from models.actions.core.own_types.locked_type import locked_type
from models.actions.papers.initials.given import recount_initials
from models.actions.papers.keep_template import active_template, carry_template
from models.actions.papers.numbers.archive_codes import archive_codes
from models.rules.core.errors import AlreadyDone, NotVisible, RuleBroken
from models.rules.core.moments import to_wib
from models.rules.papers.own.own_checks import faults
from models.rules.papers.own.own_type import Numbering, OwnType, prints_alike, stored_questions
from models.rules.papers.signing_ways import way_key
from models.rules.staff.permissions import Permission
from models.tables import Document, OfficeSetting, PaperType, PaperTypeVersion, database


class TypeNotAllowed(RuleBroken):
    """Jenis naskah ini tidak dapat disimpan."""


TAKEN = "Kode “{code}” baru saja dipakai jenis naskah lain. Pilih kode lain, atau ubah jenis itu."
CHANGED = (
    "Jenis naskah ini baru saja diubah orang lain (kini versi {number}). Yang Anda ketik tetap di bawah: bandingkan "
    "dengan versi itu, lalu simpan lagi."
)


def make_type(own: OwnType, actor: Actor, now: datetime, *, form_key: str | None = None) -> PaperTypeVersion:
    """Keep a new type as its version 1, in use at once. Raises TypeNotAllowed with a fault a line."""
    actor.demand(Permission.KEEP_PAPER_TYPES)
    try:
        with database.atomic():
            spend_form_key(form_key, actor, now)
            _check(own, [code for (code,) in PaperType.select(PaperType.code).tuples()], now)
            made = PaperType.create(code=own.code, made_by=actor.staff_id, made_at=now)
            if own.numbering is Numbering.SURAT:
                # Beside those of the built-in letters in the office's profile, where the way of signing is chosen.
                OfficeSetting.insert(key=way_key(own.code), value="").on_conflict_ignore().execute()
            _trace("buat_jenis_naskah", own.code, own.title, actor, now)
            return _version(made, 1, own, actor, now)
    except IntegrityError as err:  # PostgreSQL: two at once
        raise TypeNotAllowed(TAKEN.format(code=own.code)) from err


def change_type(
    own: OwnType, based_on: int, actor: Actor, now: datetime, *, fits: str = "", form_key: str | None = None
) -> PaperTypeVersion:
    """Keep a changed type as its next version; papers begun before keep theirs.

    `based_on`: the version that was shown. `fits`: the sha256 of the template in use where it was found to print the
    changed questions as well; it goes along where nothing of what it prints beside its own words was changed.
    Raises TypeNotAllowed, NotVisible, AlreadyDone: nothing changed.
    """
    actor.demand(Permission.KEEP_PAPER_TYPES)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        before = _locked(own.code)
        if before.number != based_on:
            raise TypeNotAllowed(CHANGED.format(number=before.number))
        was = own_type_of(before)
        if was == own:
            raise AlreadyDone("Tidak ada yang berubah, maka tidak ada versi baru.")
        _check(own, [], now)
        if was.numbering is not own.numbering and is_used(own.code):
            raise TypeNotAllowed(
                "Sudah ada naskah dari jenis ini, maka penomorannya tidak berubah. Buat jenis lain dengan kode lain."
            )
        if own.numbering is Numbering.SURAT:
            OfficeSetting.insert(key=way_key(own.code), value="").on_conflict_ignore().execute()
        version = _version(before.paper_type, before.number + 1, own, actor, now)
        current = active_template(own.code, before.number)
        if current is not None and current.sha256 == fits and prints_alike(was, own):
            carry_template(current, version.number, actor, now)
        recount_initials(own.code)
        _trace("ubah_jenis_naskah", own.code, f"{own.title}, versi {version.number}", actor, now)
        return version


def switch_type(code: str, active: bool, actor: Actor, now: datetime, *, form_key: str | None = None) -> None:
    """Offer a type no longer, or again; drafts of it go on. Raises AlreadyDone, NotVisible."""
    actor.demand(Permission.KEEP_PAPER_TYPES)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        kind = _locked(code).paper_type
        if kind.active is active:
            raise AlreadyDone("Jenis ini sudah dipakai." if active else "Jenis ini sudah dimatikan.")
        PaperType.update(active=active).where(PaperType.id == kind.id).execute()
        _trace("hidupkan_jenis_naskah" if active else "matikan_jenis_naskah", code, "", actor, now)


def is_used(code: str) -> bool:
    """Whether any paper was begun from this type."""
    return Document.select().where(Document.type == code).exists()


def _locked(code: str) -> PaperTypeVersion:
    """Return the newest version of a type, locked against another administrator. Raises NotVisible."""
    version = newest_version(code) if locked_type(code) is not None else None
    if version is None:
        raise NotVisible
    return version


def _check(own: OwnType, taken: list[str], now: datetime) -> None:
    found = faults(own, taken)
    if own.classification and own.classification not in archive_codes().offered(to_wib(now).date()):
        found.append(f"Kode klasifikasi “{own.classification}” tidak ada dalam daftar yang berlaku hari ini.")
    if found:
        raise TypeNotAllowed("\n".join(found))


def _version(kind: PaperType, number: int, own: OwnType, actor: Actor, now: datetime) -> PaperTypeVersion:
    made: PaperTypeVersion = PaperTypeVersion.create(
        paper_type=kind,
        number=number,
        title=own.title,
        form=str(own.form),
        numbering=str(own.numbering),
        classification=own.classification,
        stages=",".join(own.stages),
        drafters=",".join(own.drafters),
        paraf=",".join(own.paraf),
        signer=str(own.signer or ""),
        to_reporter=own.to_reporter,
        opening=own.opening,
        closing=own.closing,
        questions=stored_questions(own.questions),
        made_by=actor.staff_id,
        made_at=now,
    )
    return made


def _trace(event: str, code: str, after: str, actor: Actor, now: datetime) -> None:
    audit_trail.write(actor, now, AuditEvent(event, f"paper_type:{code}", after=after))
