"""Where platforms push to us: the signature is checked and the raw body stored; nothing of it is read here.

Without session and form token: only a signature over the raw body is accepted, for accounts with its secret.
"""

from flask import Blueprint, Flask, Response, current_app, request
from flask_wtf import CSRFProtect
from werkzeug.exceptions import RequestEntityTooLarge

from admin_app.shell.access import now
from models.actions.channels.take_push import (
    Endpoint,
    NotGenuine,
    NotPushed,
    confirm_address,
    open_endpoint,
    take_push,
)
from models.tables.core.secrets import SecretLost, load_key

blueprint = Blueprint("push", __name__, url_prefix="/dorong")


def register(app: Flask, forms: CSRFProtect) -> None:
    """Add the two routes, the only ones without form token."""
    forms.exempt(blueprint)
    app.register_blueprint(blueprint)


@blueprint.errorhandler(NotPushed)
@blueprint.errorhandler(SecretLost)
def _closed(_problem: Exception) -> Response:
    return _said("not found", 404)


@blueprint.errorhandler(NotGenuine)
def _refused(_problem: Exception) -> Response:
    # Where from is worth knowing, what it said is not.
    current_app.logger.warning("push: refused, not signed by the platform (%s)", request.path)
    return _said("forbidden", 403)


@blueprint.errorhandler(RequestEntityTooLarge)
def _too_large(_problem: Exception) -> Response:
    return _said("too large", 413)


@blueprint.get("/<int(max=2147483647):account_id>")
def confirm(account_id: int) -> Response:
    """Return the platform's challenge, which confirms this address (Meta's hub.mode, verify_token, challenge)."""
    asked = request.args
    token, challenge = asked.get("hub.verify_token", ""), asked.get("hub.challenge", "")
    return _said(confirm_address(_endpoint(account_id), asked.get("hub.mode", ""), token, challenge), 200)


@blueprint.post("/<int(max=2147483647):account_id>")
def receive(account_id: int) -> Response:
    """Store one pushed body and answer 200, also to a repeated one, so that the platform does not send it again."""
    endpoint = _endpoint(account_id)
    if request.mimetype != "application/json":
        return _said("application/json only", 415)
    request.max_content_length = endpoint.scheme.largest
    take_push(endpoint, request.get_data(cache=False), request.headers.get(endpoint.scheme.header, ""), now())
    return _said("ok", 200)


def _endpoint(account_id: int) -> Endpoint:
    return open_endpoint(account_id, load_key(current_app.config["ADUAN"].secret_key_file))


def _said(words: str, status: int) -> Response:
    return Response(words, status, mimetype="text/plain")
