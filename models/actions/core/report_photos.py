"""Photos of a field check (SOP step 6), with caption and time, printed as the report's annex."""

from datetime import datetime

from peewee import ModelSelect

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import touch
from models.actions.core.form_key import spend_form_key
from models.actions.core.write_output import writable
from models.rules.cases.sop import Output
from models.rules.core.errors import DocumentNotAllowed, NotVisible
from models.rules.core.positions import Position, position_of, position_words
from models.rules.core.texts import excerpt, storable
from models.tables import ReportPhoto, database

PHOTO_COUNT = 24  # six pages of four; more than that is a folder, not an annex
CAPTION_LIMIT = 200


def add_report_photo(
    complaint_id: int,
    sha256: str,
    actor: Actor,
    now: datetime,
    *,
    caption: str = "",
    taken_at: datetime | None = None,
    position: Position | None = None,
    form_key: str | None = None,
) -> ReportPhoto:
    """Add a stored photo to the field check of a case; the same file counts once.

    `position` is passed only where the officer asked to keep it. Raises DocumentNotAllowed where there are too many,
    MoveNotAllowed where this person may not add one now.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case = writable(complaint_id, Output.LAPORAN, actor, None)
        same = photos_of(case.id).where(ReportPhoto.sha256 == sha256).first()
        if same is not None:
            return same
        if photos_of(case.id).count() >= PHOTO_COUNT:
            raise DocumentNotAllowed(
                f"Laporan memuat paling banyak {PHOTO_COUNT} foto. Hapus foto lain lebih dahulu."
            )
        photo = ReportPhoto.create(
            complaint=case.id,
            sha256=sha256,
            caption=excerpt(storable(caption), CAPTION_LIMIT),
            taken_at=taken_at,
            latitude=position.latitude if position else None,
            longitude=position.longitude if position else None,
            made_by=actor.staff_id,
            made_at=now,
        )
        audit_trail.write(actor, now, AuditEvent("foto", f"complaint:{case.id}", after=sha256))
        touch(case)
        return photo


def remove_report_photo(complaint_id: int, photo_id: int, actor: Actor, now: datetime) -> None:
    """Take a photo out of the annex; its file and row stay. Raises NotVisible, MoveNotAllowed."""
    with database.atomic():
        case = writable(complaint_id, Output.LAPORAN, actor, None)
        photo = photos_of(case.id).where(ReportPhoto.id == photo_id).first()
        if photo is None:
            raise NotVisible
        ReportPhoto.update(removed_at=now).where(ReportPhoto.id == photo.id).execute()
        audit_trail.write(actor, now, AuditEvent("hapus_foto", f"complaint:{case.id}", before=photo.sha256))
        touch(case)


def photos_of(complaint_id: int) -> "ModelSelect[ReportPhoto]":
    """Return the query of the photos in the annex of a case, in the order they were added."""
    mine = (ReportPhoto.complaint == complaint_id) & ReportPhoto.removed_at.is_null()
    return ReportPhoto.select().where(mine).order_by(ReportPhoto.id)


def place_words(photo: ReportPhoto) -> str:
    """Return in words where a photo was taken, if that was kept."""
    position = position_of(photo.latitude, photo.longitude)
    return position_words(position) if position else ""
