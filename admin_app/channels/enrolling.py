"""Where a gateway's PC enrols: it shows a one-time code and its public key; what it is handed is sealed to that key.

Without session and form token: only a code that an administrator made is accepted, and only over https.
"""

from typing import Any

from flask import Blueprint, Flask, Response, current_app, jsonify, request
from flask_wtf import CSRFProtect

from admin_app.shell.access import now
from models.actions.channels.agent_machines import KeyUsed, KeyWrong
from models.actions.upkeep.enrolments import CodeOver, take_code
from models.tables.core.keys.machine_key import box, is_public
from models.tables.core.secrets import load_key
from models.tables.upkeep.agent_role import MayNotGrant

FOR = "enrol"  # what the box of the answer is for
blueprint = Blueprint("enrolling", __name__, url_prefix="/komputer-kanal")
_WHY = {CodeOver: "code", KeyWrong: "key", KeyUsed: "key", MayNotGrant: "role"}


def register(app: Flask, forms: CSRFProtect) -> None:
    """Add the route."""
    forms.exempt(blueprint)
    app.register_blueprint(blueprint)


@blueprint.post("/daftar")
def enrol() -> tuple[Response, int]:
    """Hand a machine its place in the office for its code, once."""
    said: Any = request.get_json(silent=True)
    said = said if isinstance(said, dict) else {}
    word, public = str(said.get("word", "")), str(said.get("public", ""))
    if not request.is_secure:
        return _refused("https")
    if not (is_public(word * 2) and is_public(public)):
        return _refused("code")
    settings = current_app.config["ADUAN"]
    key, address = load_key(settings.secret_key_file), request.remote_addr or ""
    try:
        handed = take_code(bytes.fromhex(word), public, settings.database_url, key, now(), address)
    except (CodeOver, KeyWrong, KeyUsed, MayNotGrant) as problem:
        return _refused(_WHY[type(problem)])
    holds = {"name": handed.name, "database": handed.database, "root": handed.root, "office": handed.office}
    return jsonify({"box": box(public, holds, FOR)}), 200


def _refused(why: str) -> tuple[Response, int]:
    # Where from is worth knowing, what it said is not.
    current_app.logger.warning("enrolling: refused (%s) from %s", why, request.remote_addr)
    return jsonify({"refused": why}), 403
