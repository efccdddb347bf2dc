"""Serves citizens' files: as downloads that no browser executes, and as pictures drawn again for viewing (S8–S11)."""

import io
import re
import unicodedata
from typing import IO

import filetype
from flask import Blueprint, Flask, Response, current_app, request, send_file
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from admin_app.files.kept_previews import Preview, kept
from admin_app.shell.access import now, signed_in_actor
from docgen.drawing.asking import shared_drawers
from docgen.errors import PictureRefused
from models.actions.core.identities import masks_of_messages
from models.actions.privacy.look_at_file import look_at_attachment, look_at_proof
from models.rules.core.errors import RuleBroken
from models.rules.privacy.masking import NO_MASK
from models.tables import Attachment, Complaint, DeliveryProof, ReportPhoto
from models.tables.core.files.store import FileNotWhole, FileStore
from models.tables.core.filled import filled
from models.tables.privacy.visible import visible, visible_messages

PREVIEW, SMALL = 1600, 480  # pixels of the longer side
LARGEST_SHOWN = 30 * 1024 * 1024  # bytes of a file of which a preview is made
SANDBOX = "default-src 'none'; object-src 'none'; base-uri 'none'; sandbox; frame-ancestors 'none'"
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
HEAD = 8192  # bytes that tell what a file is
_UNFIT = re.compile(r'[\\/:*?"<>|;%]')

blueprint = Blueprint("attachment_files", __name__, url_prefix="/lampiran")


class PictureUnreadable(RuleBroken):
    """Gambar ini tidak dapat dipratinjau. Unduh berkasnya bila perlu."""


class FileChanged(RuleBroken):
    """Isi berkas ini berubah sejak disimpan. Beri tahu Administrator: mungkin masih utuh pada sebuah cadangan."""


def register(app: Flask) -> None:
    """Add the two routes."""
    app.register_blueprint(blueprint)


@blueprint.get("/<public_id>")
def download(public_id: str) -> ResponseReturnValue:
    """Send the file itself, always as a download."""
    found = visible_attachment(public_id)
    mask = masks_of_messages([found.message_id]).get(found.message_id, NO_MASK)
    return sent_as_download(filled(found.sha256), mask(found.filename) or f"lampiran-{found.id}")


@blueprint.get("/bukti/<int:proof_id>")
def proof(proof_id: int) -> ResponseReturnValue:
    """Send the file that proves a delivery, to persons who may see its case."""
    rows = DeliveryProof.select(DeliveryProof, Complaint).join(Complaint).where(DeliveryProof.id == proof_id)
    found = rows.where(DeliveryProof.sha256.is_null(False) & visible(signed_in_actor().scope)).get_or_none()
    if found is None:
        raise NotFound
    look_at_proof(found, signed_in_actor(), now())
    with opened(filled(found.sha256)) as content:
        ending = filetype.guess_extension(content.read(HEAD)) or "bin"
    return sent_as_download(filled(found.sha256), f"bukti-{found.complaint.number}-{found.id}.{ending}")


@blueprint.get("/foto/<int:photo_id>")
def photo(photo_id: int) -> ResponseReturnValue:
    """Send a photo of a field check, drawn again, to persons who may see its case."""
    rows = ReportPhoto.select(ReportPhoto, Complaint).join(Complaint).where(ReportPhoto.id == photo_id)
    found = rows.where(visible(signed_in_actor().scope) & (ReportPhoto.sha256 != "")).get_or_none()
    if found is None:
        raise NotFound
    return drawn_anew(found.sha256)


@blueprint.get("/<public_id>/pratinjau")
def preview(public_id: str) -> ResponseReturnValue:
    """Send a picture drawn again as PNG or JPEG, small for a bubble, without anything hidden in the file."""
    size = SMALL if request.args.get("kecil") else PREVIEW
    return drawn_anew(filled(visible_attachment(public_id).sha256), size)


def drawn_anew(sha256: str, side: int = PREVIEW) -> Response:
    """Send a stored picture drawn again, as it was drawn the first time. Raises NotFound, PictureUnreadable."""
    settings = current_app.config["ADUAN"]
    if not settings.files.has(sha256):
        raise NotFound
    picture, mime = kept(settings.data_dir, sha256, side, lambda: _drawn(settings.files, sha256, side))
    if not mime:
        raise PictureUnreadable(picture.decode())
    response = Response(picture, mimetype=mime)
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


def _drawn(files: FileStore, sha256: str, side: int) -> Preview:
    """Return the picture as a child process draws it, or the sentence that says why it did not."""
    try:
        content = files.read(sha256) if files.size(sha256) <= LARGEST_SHOWN else b""
        return shared_drawers().preview(content, side)
    except PictureRefused as why:
        return why.sentence.encode(), ""
    except FileNotFoundError as err:
        raise NotFound from err


def visible_attachment(public_id: str) -> Attachment:
    """Return a stored attachment of a message that who is asking may see; of a protected case each look is logged.

    Raises NotFound, NotPermitted.
    """
    rows = Attachment.select().where((Attachment.public_id == public_id) & Attachment.sha256.is_null(False))
    found = rows.where(Attachment.message.in_(visible_messages(signed_in_actor().scope))).get_or_none()
    if found is None:
        raise NotFound
    look_at_attachment(found, signed_in_actor(), now())
    return found


def sent_as_download(sha256: str, filename: str) -> Response:
    """Send a stored file as a download that no browser opens in our origin. Raises NotFound, FileChanged."""
    response = sent(opened(sha256), "application/octet-stream", name=safe_filename(filename))
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


def opened(sha256: str) -> IO[bytes]:
    """Return a whole stored file, open. Raises NotFound, FileChanged."""
    files: FileStore = current_app.config["ADUAN"].files
    try:
        return files.open(sha256)
    except FileNotWhole as err:
        raise FileChanged from err
    except FileNotFoundError as err:
        raise NotFound from err


def sent(content: IO[bytes], mime: str, *, name: str = "") -> Response:
    """Send an open file, in parts where they are asked for; as a download of this name, where given."""
    size = content.seek(0, io.SEEK_END)
    content.seek(0)
    response = send_file(
        content, mimetype=mime, as_attachment=bool(name), download_name=name or None, conditional=False
    )
    response.content_length = size
    response.make_conditional(request.environ, accept_ranges=True, complete_length=size)
    return response


def safe_filename(name: str) -> str:
    """Return a name of at most 120 characters: no path, no device name, nothing hidden by text direction."""
    shown = "".join(sign for sign in name if unicodedata.category(sign)[0] not in "C")
    shown = _UNFIT.sub("_", " ".join(shown.split())).strip(". ")
    stem, dot, ending = shown.rpartition(".")
    if dot and len(shown) > 120:
        shown = f"{stem[: 119 - len(ending[:10])]}.{ending[:10]}"
    shown = shown[:120] or "berkas"
    return f"_{shown}" if _RESERVED.fullmatch(shown) else shown
