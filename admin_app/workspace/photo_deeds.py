"""The photos of a field check: what the page shows of them, and what its two buttons do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from admin_app.attachment_files import safe_filename
from admin_app.workspace.pressing import Press
from docgen.errors import DocumentError
from docgen.pictures import fit_photo
from models.actions.actor import Actor
from models.actions.report_photos import PHOTO_COUNT, add_report_photo, photos_of, remove_report_photo
from models.rules.errors import RuleBroken, StaleCase
from models.rules.moments import from_wib
from models.rules.outputs import may_write
from models.rules.sop import Output
from models.rules.workflow import CaseFacts, desk_of
from models.tables import ReportPhoto
from models.tables.file_store import keep

AT_ONCE = 8  # photos of one press: a phone's are about 4 MB each
FORM = "foto"


@dataclass(frozen=True)
class PhotoView:
    """The photos of a case, and whether the person looking may add and remove some now."""

    photos: list[ReportPhoto]
    may_add: bool

    @property
    def form_ids(self) -> frozenset[str]:
        """Name every form drawn among the photos."""
        return (
            frozenset({FORM, *(f"hapus-foto-{photo.id}" for photo in self.photos)}) if self.may_add else frozenset()
        )


def read_photos(complaint_id: int, facts: CaseFacts, actor: Actor) -> PhotoView:
    """Read the photos of a case; who writes the report of the field check adds them."""
    role = actor.as_post(desk_of(facts)) or actor.role
    may = role is not None and may_write(
        Output.LAPORAN, role, actor.section, facts.stage, facts.section, facts.barred
    )
    return PhotoView(list(photos_of(complaint_id)), may)


def add(press: Press) -> str:
    """Keep the chosen photos, made fit for paper: small, upright, without what the camera wrote into them."""
    if press.case.version != press.version:
        raise StaleCase  # before files are kept for nothing
    uploads = [upload for upload in press.files.getlist("berkas") if upload.filename]
    if not 0 < len(uploads) <= AT_ONCE:
        raise RuleBroken(f"Pilih 1 sampai {AT_ONCE} foto sekali unggah (JPG, PNG, atau WEBP).")
    fit = [_fit(upload.filename or "", upload.stream.read()) for upload in uploads]
    for place, (picture, taken) in enumerate(fit):
        add_report_photo(
            press.case.id,
            keep(press.settings.files_dir, picture),
            press.actor,
            press.now,
            caption=press.word("caption"),
            taken_at=from_wib(taken) if taken else None,
            form_key=press.key if place == 0 else None,
        )
    many = f"{len(fit)} foto" if len(fit) > 1 else "Foto"
    return f"{many} tersimpan. Simpan lagi konsep laporannya agar ikut tercetak (paling banyak {PHOTO_COUNT})."


def _fit(name: str, content: bytes) -> tuple[bytes, datetime | None]:
    try:
        return fit_photo(content)
    except DocumentError as err:
        raise RuleBroken(
            f"“{safe_filename(name)}” bukan foto yang dapat dibaca. Pilih foto JPG, PNG, atau WEBP yang utuh."
        ) from err


def remove(press: Press) -> str:
    """Take a photo out of the report."""
    remove_report_photo(press.case.id, press.number("foto"), press.actor, press.now)
    return "Foto dikeluarkan dari laporan. Simpan lagi konsep laporannya."


PHOTO_DEEDS: dict[str, Callable[[Press], str]] = {"foto": add, "hapus-foto": remove}
