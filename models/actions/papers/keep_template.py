"""Keeps the office's own templates: one person uploads a version, another puts it into use.

The caller has checked the file (docgen's check_template) and stored it before.
"""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.actions.papers.paper_rights import document_row
from models.rules.core.errors import AlreadyDone, NotVisible, RuleBroken
from models.rules.core.texts import storable
from models.rules.staff import permissions
from models.rules.staff.permissions import Permission
from models.tables import TemplateVersion, database

_NOTE_LENGTH = 200


class TemplateNotAllowed(RuleBroken):
    """Templat ini tidak dapat dipakai."""


def active_template(code: str) -> TemplateVersion | None:
    """Return the version in use for a document type; None for the shipped template."""
    mine = (TemplateVersion.document_type == code) & TemplateVersion.activated_at.is_null(False)
    in_use = mine & TemplateVersion.retired_at.is_null()
    return TemplateVersion.select().where(in_use).order_by(TemplateVersion.activated_at.desc()).first()


def add_template(
    code: str, sha256: str, note: str, actor: Actor, now: datetime, *, form_key: str | None = None
) -> TemplateVersion:
    """Record a new version of a template. Raises TemplateNotAllowed where this file is known already."""
    with database.atomic():
        spend_form_key(form_key, actor, now)
        _check(actor, Permission.KEEP_TEMPLATES)
        row = document_row(code)
        mine = TemplateVersion.select().where(TemplateVersion.document_type == code)
        known = mine.where(TemplateVersion.sha256 == sha256).first()
        if known is not None:
            raise TemplateNotAllowed(f"Berkas ini sama persis dengan versi {known.number}. Aktifkan versi itu saja.")
        newest = mine.order_by(TemplateVersion.number.desc()).first()
        version = TemplateVersion.create(
            document_type=row.code,
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
        if version.uploaded_by_id == actor.staff_id:
            raise TemplateNotAllowed(
                "Templat diaktifkan oleh orang lain, bukan oleh pengunggahnya. Minta Administrator lain atau "
                "Kasubsi Infokim memeriksa dan mengaktifkannya."
            )
        current = active_template(version.document_type)
        if current is not None and current.id == version.id:
            raise AlreadyDone("Versi ini sudah dipakai.")
        _retire(version.document_type, now)
        changes: dict[str, object] = {"activated_by": actor.staff_id, "activated_at": now, "retired_at": None}
        TemplateVersion.update(changes).where(TemplateVersion.id == version.id).execute()
        _trace("aktifkan_templat", version, actor, now, f"versi {current.number}" if current else "bawaan")
        return TemplateVersion.get_by_id(version.id)


def use_shipped_template(code: str, actor: Actor, now: datetime, *, form_key: str | None = None) -> None:
    """Go back to the template shipped with the program. Raises AlreadyDone where it is in use."""
    with database.atomic():
        spend_form_key(form_key, actor, now)
        _check(actor, Permission.ACTIVATE_TEMPLATES)
        current = active_template(document_row(code).code)
        if current is None:
            raise AlreadyDone("Templat bawaan sudah dipakai.")
        _retire(code, now)
        _trace("templat_bawaan", current, actor, now, f"versi {current.number}")


def _check(actor: Actor, permission: Permission) -> None:
    if actor.role is not None:
        permissions.check(actor.role, permission)


def _retire(code: str, now: datetime) -> None:
    in_use = (TemplateVersion.document_type == code) & TemplateVersion.retired_at.is_null()
    mine = in_use & TemplateVersion.activated_at.is_null(False)
    TemplateVersion.update(retired_at=now).where(mine).execute()


def _trace(event: str, version: TemplateVersion, actor: Actor, now: datetime, before: str = "") -> None:
    after = f"{version.document_type} versi {version.number}"
    audit_trail.write(actor, now, AuditEvent(event, f"template:{version.id}", before, after))
