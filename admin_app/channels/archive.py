"""Where an agent on another machine gets the release archive from which this office was updated.

Without session and form token: only a known machine's own mark over moment and chance word is accepted, over https.
"""

from typing import Any

from flask import Blueprint, Flask, Response, current_app, jsonify, request, send_file
from flask_wtf import CSRFProtect

from admin_app.shell.access import now
from models.actions.upkeep.updating.places import place_here
from models.actions.upkeep.updating.serving import Asked, AskedWrongly, archive_for
from models.rules.upkeep.agent_updates import MARK, SHA256, VERSION
from models.tables.core.secrets import load_key

blueprint = Blueprint("archive", __name__, url_prefix="/komputer-kanal")


def register(app: Flask, forms: CSRFProtect) -> None:
    """Add the route."""
    forms.exempt(blueprint)
    app.register_blueprint(blueprint)


@blueprint.post("/arsip")
def fetch() -> Response | tuple[Response, int]:
    """Send the archive of the version in use; nothing to who has that version."""
    if not request.is_secure:
        return _refused("https", 403)
    said: Any = request.get_json(silent=True)
    said = said if isinstance(said, dict) else {}
    asked = Asked(*(str(said.get(name, "")) for name in ("public", "moment", "once", "has", "mark")))
    settings = current_app.config["ADUAN"]
    version = place_here().name
    try:
        found = archive_for(asked, load_key(settings.secret_key_file), settings.data_dir, version, now())
    except AskedWrongly as problem:
        return _refused(problem.why, 403)
    if found is None:
        return _refused("none", 404)
    answer = Response(status=204)
    if found.archive:
        answer = send_file(found.archive, "application/octet-stream", conditional=False)
    answer.headers |= {VERSION: found.version, SHA256: found.sha256, MARK: found.mark}
    return answer


def _refused(why: str, status: int) -> tuple[Response, int]:
    # Where from is worth knowing, what it said is not.
    current_app.logger.warning("archive: refused (%s) to %s", why, request.remote_addr)
    return jsonify({"refused": why}), status
