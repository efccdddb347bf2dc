"""The middleware of a Graph fake: its token, the troubles switched on, the usage headers, the error bodies."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from sync_agent.simulator.graph.errors import ERRORS, GraphError, graph_error


@dataclass
class GraphSettings:
    """How a Graph fake behaves; a platform adds fields of its own. The control API can set every one."""

    token: str = "EAAB-contoh-token"
    older_tokens: str = ""  # tokens still taken after a refresh, parted by blanks
    app_secret: str = ""  # where it is set, every call needs an appsecret_proof
    trouble: str = ""  # a name of ERRORS, answered to every call
    read_trouble: str = ""  # the same for GET only
    send_trouble: str = ""  # the same for POST only
    usage: int = 0  # percent, told in X-App-Usage and X-Business-Use-Case-Usage; 0: not noticeable, no header
    regain_minutes: int = 0  # estimated_time_to_regain_access
    bad_thread: str = ""  # the id of a conversation that always answers with code 1
    empty_lists: bool = False  # every list is empty, as with a token of the wrong kind (F17)
    human_agent: bool = True  # Meta granted the Human Agent feature
    window_hours: float = 24.0
    longer_window_hours: float = 168.0


@dataclass
class Middleware:
    """What stands before every call of one Graph fake; `usage_type` is pages, messenger or instagram."""

    settings: Any
    account_id: str
    usage_type: str

    def attach(self, paths: Blueprint) -> None:
        """Put the middleware before all paths of a blueprint."""
        paths.before_request(self.check)
        paths.after_request(self.stamp)
        paths.register_error_handler(GraphError, answer_error)

    def check(self) -> None:
        """Refuse a wrong token, a missing proof, and what a switched-on trouble refuses. Raises GraphError."""
        token = given_token()
        if not token or token not in (self.settings.token, *self.settings.older_tokens.split()):
            raise graph_error("token_invalid")
        self._check_proof(token)
        names = (self.settings.trouble, self._own_trouble())
        for name in names:
            if name:
                raise graph_error(name if name in ERRORS else "unknown")

    def stamp(self, answer: Response) -> Response:
        """Tell how much of the quota is used."""
        percent, minutes = self.settings.usage, self.settings.regain_minutes
        if percent or minutes:
            counts = {"call_count": percent, "total_cputime": percent // 2, "total_time": percent // 2}
            answer.headers["X-App-Usage"] = json.dumps(counts)
            row = {"type": self.usage_type, **counts, "estimated_time_to_regain_access": minutes}
            answer.headers["X-Business-Use-Case-Usage"] = json.dumps({self.account_id: [row]})
        return answer

    def _own_trouble(self) -> str:
        trouble = self.settings.send_trouble if request.method == "POST" else self.settings.read_trouble
        return str(trouble)

    def _check_proof(self, token: str) -> None:
        secret = self.settings.app_secret
        given = request.args.get("appsecret_proof", "")
        if secret and not hmac.compare_digest(given, proof(token, secret)):
            raise graph_error("bad_parameter", "Invalid appsecret_proof provided in the API argument")


def given_token() -> str:
    """Return the token a call came with: Bearer, or the access_token argument."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else request.values.get("access_token", "")


def proof(token: str, app_secret: str) -> str:
    """Return the appsecret_proof of a token."""
    return hmac.new(app_secret.encode(), token.encode(), hashlib.sha256).hexdigest()


def answer_error(error: GraphError) -> ResponseReturnValue:
    """Answer with an error as Meta does."""
    return jsonify(error.body()), error.status


def arguments() -> dict[str, str]:
    """Return the call's arguments, from the address, a form or a JSON body; what is no text there is JSON again."""
    body = request.get_json(silent=True)
    found = dict(request.values.items())
    for name, value in body.items() if isinstance(body, dict) else ():
        found[str(name)] = value if isinstance(value, str) else json.dumps(value)
    return found


def as_object(text: str | None) -> dict[str, Any]:
    """Read an argument that is a JSON object (`recipient`, `message`); empty where it is none."""
    try:
        value = json.loads(text or "")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
