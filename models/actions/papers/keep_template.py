"""Keeps the office's own templates: one person uploads a version, another puts it into use.

The caller has checked the file (docgen's check_template) and stored it before.
"""

from datetime import datetime
from typing import Any

from peewee import IntegrityError

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.actions.core.own_types.catalogue import newest_version
from models.actions.core.own_types.locked_type import locked_type
from models.actions.papers.paper_rights import document_row
from models.rules.core.errors import AlreadyDone, NotVisible, RuleBroken
from models.rules.core.texts import storable
from models.rules.staff import permissions
from models.rules.staff.permissions import Permission
from models.tables import TemplateVersion, database
from models.tables.core.database import is_sqlite
from models.tables.core.prepared import prepared_of_office

_NOTE_LENGTH = 200
_AT_ONCE = "Templat lain dari jenis ini baru saja diunggah. Unggah sekali lagi."


class TemplateNotAllowed(RuleBroken):
    """Templat ini tidak dapat dipakai."""


def active_template(code: str, type_version: int = 0) -> TemplateVersion | None:
    """Return the version in use for a document type; None for the one it came with.

    `type_version`: of an own type, since each of its versions has questions of its own to print.
    """
    found: TemplateVersion | None = _active.first(code, type_version)
    return found


@prepared_of_office
def _active(code: str, type_version: int) -> Any:
    mine = _of_type(code, type_version) & TemplateVersion.activated_at.is_null(False)
    in_use = mine & TemplateVersion.retired_at.is_null()
    return TemplateVersion.select().where(in_use).order_by(TemplateVersion.activated_at.desc()).limit(1)


def add_template(
    code: str,
    sha256: str,
    note: str,
    actor: Actor,
    now: datetime,
    *,
    type_version: int = 0,
    form_key: str | None = None,
) -> TemplateVersion:
    """Record a new version of a template. Raises TemplateNotAllowed where this file is known already.

    `type_version`: the version of an own type whose questions it was checked with.
    """
    try:
        with database.atomic():
            spend_form_key(form_key, actor, now)
            _check(actor, Permission.KEEP_TEMPLATES)
            locked_type(code)
            return _added(code, sha256, note, actor, now, type_version)
    except IntegrityError as err:  # PostgreSQL: two at once
        raise TemplateNotAllowed(_AT_ONCE) from err


def _added(code: str, sha256: str, note: str, actor: Actor, now: datetime, type_version: int) -> TemplateVersion:
    row = document_row(code)
    if row.own and type_version != newest_number(code):
        raise TemplateNotAllowed("Jenis naskah ini baru saja diubah. Muat ulang halaman, lalu unggah lagi.")
    mine = TemplateVersion.select().where(TemplateVersion.document_type == code)
    same = (TemplateVersion.sha256 == sha256) & (TemplateVersion.type_version == type_version)
    known = mine.where(same).first()
    if known is not None:
        raise TemplateNotAllowed(f"Berkas ini sama persis dengan versi {known.number}. Aktifkan versi itu saja.")
    newest = mine.order_by(TemplateVersion.number.desc()).first()
    version = TemplateVersion.create(
        document_type=row.code,
        type_version=type_version,
        number=newest.number + 1 if newest else 1,
        sha256=sha256,
        uploaded_by=actor.staff_id,
        uploaded_at=now,
        note=storable(note.strip())[:_NOTE_LENGTH],
    )
    _trace("unggah_templat", version, actor, now)
    return version


def activate_template(
    version_id: int, actor: Actor, now: datetime, *, form_key: str | None = None
) -> TemplateVersion:
    """Put a version into use, new or old; never by the person who uploaded it."""
    with database.atomic():
        spend_form_key(form_key, actor, now)
        _check(actor, Permission.ACTIVATE_TEMPLATES)
        version = TemplateVersion.get_or_none(TemplateVersion.id == version_id)
        if version is None:
            raise NotVisible
        _lock(version.document_type)
        if version.uploaded_by_id == actor.staff_id:
            raise TemplateNotAllowed(
                "Templat diaktifkan oleh orang lain, bukan oleh pengunggahnya. Minta Administrator lain atau "
                "Kasubsi Infokim memeriksa dan mengaktifkannya."
            )
        if version.type_version and version.type_version != newest_number(version.document_type):
            raise TemplateNotAllowed(
                "Templat ini untuk pertanyaan versi lama jenis naskahnya. Unggah lagi, agar diperiksa yang kini."
            )
        current = active_template(version.document_type, version.type_version)
        if current is not None and current.id == version.id:
            raise AlreadyDone("Versi ini sudah dipakai.")
        _retire(version.document_type, version.type_version, now)
        changes: dict[str, object] = {"activated_by": actor.staff_id, "activated_at": now, "retired_at": None}
        TemplateVersion.update(changes).where(TemplateVersion.id == version.id).execute()
        _trace("aktifkan_templat", version, actor, now, f"versi {current.number}" if current else "bawaan")
        return TemplateVersion.get_by_id(version.id)


def use_shipped_template(code: str, actor: Actor, now: datetime, *, form_key: str | None = None) -> None:
    """Go back to the template shipped with the program. Raises AlreadyDone where it is in use."""
    with database.atomic():
        spend_form_key(form_key, actor, now)
        _check(actor, Permission.ACTIVATE_TEMPLATES)
        _lock(code)
        newest = newest_number(code) if document_row(code).own else 0
        current = active_template(code, newest)
        if current is None:
            raise AlreadyDone("Templat bawaan sudah dipakai.")
        _retire(code, newest, now)
        _trace("templat_bawaan", current, actor, now, f"versi {current.number}")


def _check(actor: Actor, permission: Permission) -> None:
    if actor.role is not None:
        permissions.check(actor.role, permission)


def carry_template(current: TemplateVersion, type_version: int, actor: Actor, now: datetime) -> TemplateVersion:
    """Put the template of an own type into use for its next version as well: it prints what that asks.

    It was checked and activated by whom and when it was; the trail says who took it along.
    """
    newest = TemplateVersion.select().where(TemplateVersion.document_type == current.document_type)
    made: TemplateVersion = TemplateVersion.create(
        document_type=current.document_type,
        type_version=type_version,
        number=newest.order_by(TemplateVersion.number.desc()).get().number + 1,
        sha256=current.sha256,
        uploaded_by=current.uploaded_by_id,
        uploaded_at=current.uploaded_at,
        activated_by=current.activated_by_id,
        activated_at=current.activated_at,
        note=current.note,
    )
    _trace("teruskan_templat", made, actor, now, f"versi {current.number}")
    return made


def newest_number(code: str) -> int:
    """Return the number of an own type's newest version; 0 of a built-in type."""
    version = newest_version(code)
    return version.number if version is not None else 0


def _of_type(code: str, type_version: int) -> Any:
    return (TemplateVersion.document_type == code) & (TemplateVersion.type_version == type_version)


def _lock(code: str) -> None:
    """Let nobody else put a template of the type into use, or its own type be changed, until this is done."""
    locked_type(code)
    if not is_sqlite():
        list(TemplateVersion.select(TemplateVersion.id).where(TemplateVersion.document_type == code).for_update())


def _retire(code: str, type_version: int, now: datetime) -> None:
    in_use = _of_type(code, type_version) & TemplateVersion.retired_at.is_null()
    mine = in_use & TemplateVersion.activated_at.is_null(False)
    TemplateVersion.update(retired_at=now).where(mine).execute()


def _trace(event: str, version: TemplateVersion, actor: Actor, now: datetime, before: str = "") -> None:
    after = f"{version.document_type} versi {version.number}"
    audit_trail.write(actor, now, AuditEvent(event, f"template:{version.id}", before, after))
