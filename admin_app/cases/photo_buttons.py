"""The photos of a field check on its page, and the handlers of its two buttons."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from admin_app.files.attachment_files import safe_filename
from admin_app.forms.submission import Submission
from docgen.drawing.asking import shared_drawers
from docgen.errors import DocumentError
from models.actions.cases.return_report import return_report, returnable_among, standing_remark, writer_was_told
from models.actions.core.actor import Actor
from models.actions.core.rare_rows import may_have
from models.actions.core.report_photos import (
    PHOTO_COUNT,
    add_report_photo,
    photos_of,
    place_words,
    remove_report_photo,
)
from models.rules.cases.outputs import may_write
from models.rules.cases.sop import Output
from models.rules.cases.workflow import CaseFacts, desk_of
from models.rules.core.errors import RuleBroken, StaleCase
from models.rules.core.moments import from_wib
from models.rules.core.positions import position_of
from models.tables import Complaint, ReportPhoto, StepOutput

AT_ONCE = 8  # photos of one submission: a phone's are about 4 MB each
FORM = "foto"
RETURN_FORM = "kembalikan-laporan"


@dataclass(frozen=True)
class PhotoView:
    """The photos of a case, and whether this person may add and remove some now."""

    photos: list[ReportPhoto]
    may_add: bool
    returnable: int = 0  # the report the head may give back
    comment: str = ""  # what has to be mended, where it was given back and not handed in again

    @property
    def form_ids(self) -> frozenset[str]:
        """Return the ids of the forms drawn among the photos."""
        return (
            frozenset({FORM, RETURN_FORM, *(f"hapus-foto-{photo.id}" for photo in self.photos)})
            if self.may_add
            else frozenset()
        )

    def place_of(self, photo: ReportPhoto) -> str:
        """Return where a photo was taken, if that was kept."""
        return place_words(photo)


def read_photos(
    case: Complaint, facts: CaseFacts, actor: Actor, outputs: Sequence[StepOutput], given_back: bool
) -> PhotoView:
    """Return the photos of a case; whoever writes the field report may add some.

    `outputs`: the case's, in order; `given_back`: whether a report of it was ever given back.
    """
    role = actor.as_post(desk_of(facts)) or actor.role
    may = role is not None and may_write(
        Output.LAPORAN, role, actor.section, facts.stage, facts.section, facts.recused
    )
    report = returnable_among(reversed(outputs)) if may and actor.among([desk_of(facts)]) else None
    given = report.id if report is not None and report.made_by_id != actor.staff_id else 0
    remark = standing_remark(case.id) if may and given_back else ""
    photos = list(photos_of(case.id)) if may_have(case, ReportPhoto) else []
    return PhotoView(photos, may, given, remark)


def add(submission: Submission) -> str:
    """Store the chosen photos, made fit for paper: small, upright, without the camera's metadata."""
    if submission.case.version != submission.version:
        raise StaleCase  # before files are kept for nothing
    uploads = [upload for upload in submission.files.getlist("berkas") if upload.filename]
    if not 0 < len(uploads) <= AT_ONCE:
        raise RuleBroken(f"Pilih 1 sampai {AT_ONCE} foto sekali unggah (JPG, PNG, atau WEBP).")
    keep_shots(submission, [Shot(upload.filename or "", upload.stream.read()) for upload in uploads])
    many = f"{len(uploads)} foto" if len(uploads) > 1 else "Foto"
    return f"{many} tersimpan. Simpan lagi konsep laporannya agar ikut tercetak (paling banyak {PHOTO_COUNT})."


@dataclass(frozen=True)
class Shot:
    """One uploaded photo; `beginning` is the start of the camera's own file where a reduced picture was sent."""

    name: str
    content: bytes
    beginning: bytes = b""


def keep_shots(submission: Submission, shots: Sequence[Shot]) -> None:
    """Store photos with their time and, where ticked, their place. Raises RuleBroken for what is no photo."""
    fit = [(_fit(shot), shared_drawers().camera_notes(shot.beginning or shot.content)) for shot in shots]
    with_place = submission.word("posisi") == "ya"
    for place, (picture, notes) in enumerate(fit):
        add_report_photo(
            submission.case.id,
            submission.settings.files.keep(picture),
            submission.actor,
            submission.now,
            caption=submission.word("caption"),
            taken_at=from_wib(notes.taken) if notes.taken else None,
            position=position_of(notes.latitude, notes.longitude) if with_place else None,
            form_key=submission.key if place == 0 else None,
        )


def _fit(shot: Shot) -> bytes:
    try:
        return shared_drawers().photo(shot.content)[0]
    except DocumentError as err:
        raise RuleBroken(
            f"“{safe_filename(shot.name)}” bukan foto yang dapat dibaca. Pilih foto JPG, PNG, atau WEBP yang utuh."
        ) from err


def remove(submission: Submission) -> str:
    """Take a photo out of the report."""
    remove_report_photo(submission.case.id, submission.number("foto"), submission.actor, submission.now)
    return "Foto dikeluarkan dari laporan. Simpan lagi konsep laporannya."


def give_back(submission: Submission) -> str:
    """Give the officer's report back with what has to be corrected."""
    given = return_report(
        submission.case.id,
        submission.word("comment"),
        submission.actor,
        submission.now,
        version=submission.version,
        form_key=submission.key,
    )
    if writer_was_told(given):
        return "Laporan dikembalikan kepada petugas; ia diberi tahu."
    return (
        "Laporan dikembalikan. Petugasnya tidak diberi tahu, karena tidak melihat kasus ini lagi: tunjuk yang lain."
    )


PHOTO_BUTTONS: dict[str, Callable[[Submission], str]] = {"foto": add, "hapus-foto": remove, RETURN_FORM: give_back}
