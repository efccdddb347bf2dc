"""Asks for the password or a code once more before what hurts, where the last proof is over 15 minutes old."""

from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, current_app, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.exceptions import Forbidden

from admin_app.shell.access import now, signed_in_actor, wants_json
from admin_app.shell.signing_in import own_path, session_token, with_token
from models.actions.staff.fresh_proof import prove
from models.actions.staff.sessions import is_fresh
from models.rules.core.errors import RuleBroken
from models.tables.core.secrets import load_key

blueprint = Blueprint("fresh_proof", __name__)
FIELD = "bukti"
# Accounts and what signing in takes, secrets of channels and services, roots of trust, what leaves the office, what
# is destroyed, a look at a protected identity.
HURTS = frozenset(
    {"staff.add", "staff.change", "staff.new_code", "staff.drop_code", "own_account.end_others"}
    | {"seconds.decide"}
    | {"own_account.change_messages", "own_account.change_nik", "second_factor.show", "second_factor.turn_on"}
    | {"channels.add", "channels.change", "signing_service.submit", "trust_roots.add", "trust_roots.remove"}
    | {"retention.submit", "personal_data.hand_out", "confidentiality.look", "months.download"}
)
# The steps of the setup wizard that make accounts.
_ACCOUNTS = "akun"


def register(app: Flask) -> None:
    """Add the page of the proof and the check before every request."""
    app.register_blueprint(blueprint)
    app.before_request(_gate)
    app.after_request(_hand_token)


@blueprint.post("/akun/bukti")
def proven() -> ResponseReturnValue:
    """Take the proof that a page asked for, and go on to that page."""
    target = own_path(request.form.get("next", ""))
    refused = _try_proof()
    return (_page("/akun/bukti", {"next": target}, refused), 409) if refused else redirect(target)


def _gate() -> ResponseReturnValue | None:
    if not _hurts() or not current_user.is_authenticated or is_fresh(session_token(), now()):
        return None
    if FIELD in request.form:  # what was pressed, and the proof with it
        refused = _try_proof()
        return (_asking(refused), 409) if refused else None
    g.asked_for_proof = True  # no refusal (privacy/traced_looks.py)
    if wants_json():
        raise Forbidden
    return _asking(""), 403


def _hurts() -> bool:
    endpoint = request.endpoint or ""
    of_setup = endpoint == "setup.submit" and (request.view_args or {}).get("key") == _ACCOUNTS
    return endpoint in HURTS or of_setup or endpoint.endswith(".export")


def _asking(refused: str) -> str:
    """Return the page that asks; what was pressed goes on with the proof, but files are chosen anew."""
    if request.method != "POST":
        return _page("/akun/bukti", {"next": request.full_path.rstrip("?")}, refused)
    if any(sent.filename for sent in request.files.values()):
        back = urlsplit(request.referrer or "").path or "/"
        return _page("/akun/bukti", {"next": own_path(back)}, refused, files=True)
    carried = [(name, value) for name, value in request.form.items(multi=True) if name not in (FIELD, "csrf_token")]
    return _page(request.full_path.rstrip("?"), carried, refused)


def _page(target: str, carried: object, refused: str, *, files: bool = False) -> str:
    fields = list(carried.items()) if isinstance(carried, dict) else carried
    has_code = bool(current_user.staff.totp_secret)
    words = {"target": target, "carried": fields, "refused": refused, "files": files, "has_code": has_code}
    return render_template("staff/fresh_proof.html", field=FIELD, **words)


def _try_proof() -> str:
    """Return what refuses the typed proof; nothing where it fits, and the session has another token then."""
    key = load_key(current_app.config["ADUAN"].secret_key_file)
    try:
        g.proven_token = prove(session_token(), request.form.get(FIELD, ""), key, signed_in_actor(), now())
    except RuleBroken as broken:
        return broken.sentence
    return ""


def _hand_token(response: Response) -> Response:
    token = g.pop("proven_token", "")
    return with_token(response, token) if token else response
