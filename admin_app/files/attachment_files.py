"""Serves citizens' files: as downloads that no browser executes, and as pictures drawn again for viewing (S8–S11)."""

import io
import re
import unicodedata
from typing import IO

import filetype
from flask import Blueprint, Flask, Response, current_app, request, send_file
from flask.typing import ResponseReturnValue
from PIL import Image
from werkzeug.exceptions import NotFound

from admin_app.shell.access import signed_in_actor
from models.actions.core.identities import masks_of_messages
from models.rules.core.errors import RuleBroken
from models.rules.privacy.masking import NO_MASK
from models.tables import Attachment, Complaint, DeliveryProof, ReportPhoto
from models.tables.core.files.store import FileNotWhole, FileStore
from models.tables.core.filled import filled
from models.tables.privacy.visible import visible, visible_messages

# A picture is opened only up to this size; a bomb of 50 000 x 50 000 is refused before it is unpacked.
MOST_PIXELS = 40_000_000
PREVIEW, SMALL = (1600, 1600), (480, 480)
# What we let the decoder try: the formats phones and platforms send.
PICTURES = ("JPEG", "PNG", "WEBP", "GIF")
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"
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


def drawn_anew(sha256: str, size: tuple[int, int] = PREVIEW) -> Response:
    """Send a stored picture drawn again. Raises NotFound where its file is gone."""
    try:
        content = current_app.config["ADUAN"].files.read(sha256)
    except FileNotFoundError as err:
        raise NotFound from err
    picture, mime = redrawn(content, size)
    response = Response(picture, mimetype=mime)
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


def visible_attachment(public_id: str) -> Attachment:
    """Return a stored attachment of a message that who is asking may see. Raises NotFound."""
    rows = Attachment.select().where((Attachment.public_id == public_id) & Attachment.sha256.is_null(False))
    found = rows.where(Attachment.message.in_(visible_messages(signed_in_actor().scope))).get_or_none()
    if found is None:
        raise NotFound
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


def redrawn(content: bytes, size: tuple[int, int] = PREVIEW) -> tuple[bytes, str]:
    """Return a picture drawn again, at most 1600 px or as asked, as (bytes, type). Raises PictureUnreadable."""
    try:
        with Image.open(io.BytesIO(content), formats=PICTURES) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise PictureUnreadable("Gambar ini terlalu besar untuk dipratinjau. Unduh berkasnya bila perlu.")
            picture.draft("RGB", size)
            clear = picture.mode in ("RGBA", "LA", "P")
            drawn = picture.convert("RGBA" if clear else "RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as err:
        raise PictureUnreadable from err
    drawn.thumbnail(size)
    out = io.BytesIO()
    drawn.save(out, "PNG" if clear else "JPEG", quality=85)
    return out.getvalue(), "image/png" if clear else "image/jpeg"
