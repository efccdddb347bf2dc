"""Signing in and out: the login page, the session cookie, and the check that sends everybody else there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from flask import Blueprint, Flask, Response, current_app, flash, make_response, redirect, render_template, request
from flask import session as form_session
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user
from itsdangerous import BadSignature, URLSafeSerializer
from peewee import OperationalError
from werkzeug.exceptions import Forbidden, Unauthorized

from admin_app.shell.access import now, signed_in_actor, wants_json
from admin_app.shell.forwarding import fault_of_connection
from models.actions.staff.passwords import HashingBusy
from models.actions.staff.sessions import ABSOLUTE, resume, sign_out
from models.actions.staff.sign_in import SignInRefused, sign_in
from models.rules.upkeep.conditions.row import Sign
from models.tables import Staff
from models.tables.core.secrets import load_key
from models.tables.core.settings import REQUIRED
from models.tables.core.trouble import trouble_of

TOKEN_COOKIE = "aduan_sesi"
DEVICE_COOKIE = "aduan_perangkat"
# Pages that refresh themselves send this header, so that an open screen alone does not keep a session alive.
SELF_REFRESH_HEADER = "X-Aduan-Otomatis"
# What needs no sign-in. Everything else does, a new route included.
OPEN_ENDPOINTS = frozenset(
    {
        "signing_in.login",
        "signing_in.check_login",
        "entry.show",
        "entry.enter",
        "health.healthz",
        "health.readyz",
        "metrics.show",
    }
    | {"push.confirm", "push.receive"}  # opened by the platform's signature instead
    | {"enrolling.enrol"}  # by a one-time code
    | {"archive.fetch"}  # by a known machine's mark
)
STATIC_ENDPOINTS = frozenset({"static", "admin.static"})
# What one may do while one's password was given by another.
_BEFORE_A_PASSWORD = frozenset({"own_account.show", "own_account.change_password", "signing_in.logout"})
# What one may do while one has no second factor and needs one.
_BEFORE_A_FACTOR = frozenset(
    {"second_factor.show", "second_factor.turn_on", "fresh_proof.proven", "signing_in.logout"}
)
# So long a browser counts as one in which an account signed in before.
KNOWN_FOR = timedelta(days=180)
_REFUSED, _TRIED_AGAIN = "seen_refused_at", timedelta(seconds=30)

blueprint = Blueprint("signing_in", __name__)


@dataclass(frozen=True)
class SignedInUser:
    """What Flask-Login needs to know of a person."""

    staff: Staff
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """Return the account's id."""
        return str(self.staff.id)


def register(app: Flask) -> None:
    """Add the login routes and the check before every request."""
    manager = LoginManager(app)
    manager.session_protection = None
    manager.request_loader(_user_of)
    app.before_request(_gate)
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(needs_factor=needs_factor)


def is_https() -> bool:
    """Whether this page came by https, so that its cookies must be Secure."""
    return bool(request.is_secure)


def cookie_name(name: str) -> str:
    """Return the name of a cookie of ours as it travels: by https with the prefix that binds it to this host."""
    return f"__Host-{name}" if is_https() else name


def session_token() -> str:
    """Return the token this browser sent, empty without one."""
    return request.cookies.get(cookie_name(TOKEN_COOKIE), "")


def with_token(response: Response, token: str) -> Response:
    """Return a response that gives this browser its session's token."""
    _set_cookie(response, TOKEN_COOKIE, token, int(ABSOLUTE.total_seconds()))
    return response


@blueprint.get("/login")
def login() -> ResponseReturnValue:
    """Show the sign-in page; a person already signed in is sent on."""
    if current_user.is_authenticated:
        return redirect(_next_page())
    return _login_page(next_page=request.args.get("next", ""))


@blueprint.post("/login")
def check_login() -> ResponseReturnValue:
    """Sign in with `username` and `password`: a new session under a new id."""
    username, password = request.form.get("username", ""), request.form.get("password", "")
    try:
        done = sign_in(
            username,
            password,
            now(),
            code=request.form.get("code", ""),
            key=load_key(current_app.config["ADUAN"].secret_key_file),
            address=request.remote_addr or "",
            browser=request.user_agent.string,
            known_device=_is_known_device(username),
            replaces=session_token(),
        )
    except (SignInRefused, HashingBusy) as refused:
        words = {"refused": refused.sentence, "typed": username[:40], "next_page": request.form.get("next", "")}
        return _login_page(**words), 503 if isinstance(refused, HashingBusy) else 401
    form_session.clear()  # the form token too is new after signing in
    if done.codes_left is not None:
        flash(
            f"Satu kode cadangan terpakai, tersisa {done.codes_left}. Telepon hilang? Ganti di Akun saya.", "warning"
        )
    response = with_token(make_response(redirect(_next_page())), done.token)
    _set_cookie(response, DEVICE_COOKIE, _known_devices_with(done.staff), int(KNOWN_FOR.total_seconds()))
    return response


def _login_page(**words: str) -> str:
    fault = fault_of_connection(current_app.config["ADUAN"].data_dir)
    return render_template("shell/login.html", fault=fault, **words)


@blueprint.post("/logout")
def logout() -> ResponseReturnValue:
    """End the session on the server; its cookie is worthless afterwards."""
    sign_out(session_token(), signed_in_actor(), now())
    form_session.clear()
    flash("Anda sudah keluar.", "success")
    response = make_response(redirect("/login"))
    response.delete_cookie(cookie_name(TOKEN_COOKIE), httponly=True, samesite="Lax", secure=is_https())
    # Not "storage": what another person typed at this browser waits there, sealed (static/ketikan/peti.js).
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _user_of(_request: object) -> SignedInUser | None:
    clicked = SELF_REFRESH_HEADER not in request.headers and not _was_refused()
    try:
        staff = resume(session_token(), now(), clicked=clicked)
    except OperationalError as err:
        if not clicked or trouble_of(err) is not Sign.LOCKED:
            raise
        # To read is possible while another program holds the database: the page is shown, and says so.
        current_app.extensions[_REFUSED] = now()
        staff = resume(session_token(), now(), clicked=False)
    return SignedInUser(staff) if staff else None


def _was_refused() -> bool:
    """Whether it could not be noted a moment ago that somebody was seen: not every page shall wait in vain."""
    refused: datetime | None = current_app.extensions.get(_REFUSED)
    return refused is not None and abs(now() - refused) < _TRIED_AGAIN


def _gate() -> ResponseReturnValue | None:
    if request.endpoint in OPEN_ENDPOINTS | STATIC_ENDPOINTS:
        return None
    if current_user.is_authenticated:
        return _first_a_password() or _then_a_factor()
    if wants_json() or request.method != "GET":
        raise Unauthorized
    target = request.full_path.rstrip("?")
    return redirect("/login" if target == "/" else "/login?" + _query(target))


def _first_a_password() -> ResponseReturnValue | None:
    """Send a person with a one-time password to the page that changes it, and nowhere else."""
    if not current_user.staff.password_once or request.endpoint in _BEFORE_A_PASSWORD:
        return None
    if SELF_REFRESH_HEADER in request.headers and request.method == "GET":
        return Response(status=204)  # the page where it is changed has no news meanwhile
    if wants_json() or request.method != "GET":
        raise Forbidden
    flash("Kata sandi ini hanya berlaku sekali. Ganti dengan kata sandi Anda sendiri untuk melanjutkan.", "warning")
    return redirect("/akun")


def needs_factor() -> bool:
    """Whether who is signed in must set a second factor up before anything else; in practice nobody must."""
    required = current_app.config["ADUAN"].second_factor == REQUIRED and not current_app.jinja_env.globals["practice"]
    return required and current_user.is_authenticated and not current_user.staff.totp_secret


def _then_a_factor() -> ResponseReturnValue | None:
    """Send a person without a second factor, who needs one, to where it is set up, and nowhere else."""
    if request.endpoint in _BEFORE_A_PASSWORD | _BEFORE_A_FACTOR or not needs_factor():
        return None
    if SELF_REFRESH_HEADER in request.headers and request.method == "GET":
        return Response(status=204)
    if wants_json() or request.method != "GET":
        raise Forbidden
    return redirect("/akun/kode?" + _query(request.full_path.rstrip("?")))


def _query(target: str) -> str:
    return urlencode({"next": target})


def own_path(wanted: str) -> str:
    """Return the page to go on to: a path on our own host, or the first page for anything else (S7)."""
    ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
    return wanted if ours and "\\" not in wanted and not wanted.startswith("/login") else "/"


def _next_page() -> str:
    return own_path(request.values.get("next", ""))


def _set_cookie(response: Response, name: str, value: str, seconds: int) -> None:
    secure = is_https()
    response.set_cookie(cookie_name(name), value, max_age=seconds, httponly=True, samesite="Lax", secure=secure)


def _devices() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="perangkat")


def _known_names() -> list[str]:
    try:
        names = _devices().loads(request.cookies.get(cookie_name(DEVICE_COOKIE), ""))
    except BadSignature:
        return []
    return [str(name) for name in names] if isinstance(names, list) else []


def _is_known_device(username: str) -> bool:
    return username.strip() in _known_names()


def _known_devices_with(staff: Staff) -> str:
    names = [staff.username, *(name for name in _known_names() if name != staff.username)]
    return str(_devices().dumps(names[:8]))
