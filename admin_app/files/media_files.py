"""Plays voice notes and films in the case: only real sound or film is sent, never a page."""

import filetype
from flask import Blueprint, Flask
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from admin_app.files.attachment_files import HEAD, SANDBOX, opened, sent, visible_attachment
from models.tables.core.filled import filled

# What the first bytes of a file may say it is, and the name under which browsers play it.
PLAYED = {
    "audio/ogg": "audio/ogg",
    "audio/mpeg": "audio/mpeg",
    "audio/mp4": "audio/mp4",
    "audio/x-m4a": "audio/mp4",
    "audio/aac": "audio/aac",
    "audio/amr": "audio/amr",
    "audio/x-wav": "audio/wav",
    "audio/x-flac": "audio/flac",
    "video/mp4": "video/mp4",
    "video/webm": "video/webm",
    "video/3gpp": "video/3gpp",
    "video/quicktime": "video/mp4",
}

blueprint = Blueprint("media_files", __name__, url_prefix="/lampiran")


def register(app: Flask) -> None:
    """Add the route."""
    app.register_blueprint(blueprint)


@blueprint.get("/<public_id>/putar")
def play(public_id: str) -> ResponseReturnValue:
    """Send sound or film in parts, as the player asks for them; anything else is not found."""
    content = opened(filled(visible_attachment(public_id).sha256))
    kind = PLAYED.get(filetype.guess_mime(content.read(HEAD)) or "")
    if kind is None:
        content.close()
        raise NotFound
    response = sent(content, kind)
    response.headers["Content-Security-Policy"] = SANDBOX
    return response
