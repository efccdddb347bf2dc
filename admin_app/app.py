"""Builds the web app from settings: database hooks, sign-in, forms, headers, error pages, screens.

The caller opens the database and hands the clock in.
"""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask, g, request
from flask.sessions import SecureCookieSessionInterface
from flask_babel import Babel
from flask_wtf import CSRFProtect
from peewee import DatabaseError, InterfaceError

from admin_app.case_page import page_news
from admin_app.channels import archive, enrolling, push
from admin_app.files import attachment_files, kept_previews, media_files
from admin_app.limits import bodies
from admin_app.limits.bodies import LARGEST_FORM, LARGEST_REQUEST
from admin_app.menu import add_screens
from admin_app.papers import pending
from admin_app.papers.dossiers import clear_old
from admin_app.papers.esign import recalling
from admin_app.papers.pdf_copies import queue_of
from admin_app.privacy import traced_looks
from admin_app.queue import bulk_screen
from admin_app.replies import answer_file_routes
from admin_app.search import search_box
from admin_app.shell import (
    access,
    browser_key,
    caches,
    error_pages,
    forwarding,
    key_sheet,
    maintenance,
    safe_headers,
    signing_in,
    wording,
)
from admin_app.shell.drawing import QuickEnvironment
from admin_app.staff import entry, fresh_proof, notices_screen, own_account, second_factor
from admin_app.upkeep import health, metrics, request_times
from models.tables import database
from models.tables.core.secrets import load_key
from models.tables.core.settings import Settings
from models.tables.upkeep.release import this_release


def utc_now() -> datetime:
    """Return the present moment as naive UTC."""
    return datetime.now(UTC).replace(tzinfo=None)


# What adds routes or hooks of its own beside the screens of the menu.
_PARTS = (
    access,
    browser_key,
    caches,
    wording,
    health,
    metrics,
    own_account,
    second_factor,
    fresh_proof,
    entry,
    attachment_files,
    answer_file_routes,
    media_files,
    notices_screen,
    key_sheet,
    bulk_screen,
    page_news,
    search_box,
    recalling,
    pending,
)


class _CookieSession(SecureCookieSessionInterface):
    """Flask's session, holding only the form token and one-time messages; Secure when the page came by https."""

    def get_cookie_name(self, app: Flask) -> str:
        """Return the name of the cookie, as all of ours are called."""
        return signing_in.cookie_name(super().get_cookie_name(app))

    def get_cookie_secure(self, app: Flask) -> bool:
        """Whether the cookie may travel only encrypted."""
        return signing_in.is_https()


def create_app(settings: Settings, clock: Callable[[], datetime] = utc_now, key: bytes = b"") -> Flask:
    """Return the back office on the open database; `clock` returns naive UTC, `key` stands for the office's own."""
    app = Flask(__name__)
    app.jinja_environment = QuickEnvironment
    app.config.update(
        CLOCK=clock,
        ADUAN=settings,
        SECRET_KEY=hashlib.sha256(b"aduan web " + (key or load_key(settings.secret_key_file))).hexdigest(),
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        SESSION_COOKIE_NAME="aduan",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # we send no referrer at all, so there is none to compare
        BABEL_DEFAULT_LOCALE="id",
        BABEL_DEFAULT_TIMEZONE="Asia/Jakarta",
    )
    app.session_interface = _CookieSession()
    app.jinja_env.globals.update(practice=settings.practice_mark.exists(), release=this_release())
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    forwarding.register(app, settings)
    request_times.register(app)  # before all hooks, so that it measures them too
    maintenance.register(app, settings)  # first: what stops all must not reach the database
    bodies.register(app)
    app.before_request(_connect)
    app.teardown_request(_disconnect)
    Babel(app)
    safe_headers.register(app)
    error_pages.register(app)
    traced_looks.register(app)
    signing_in.register(app)
    forms = CSRFProtect(app)
    for opened_otherwise in (push, enrolling, archive):
        opened_otherwise.register(app, forms)
    for part in _PARTS:
        part.register(app)
    add_screens(app)
    _empty_kept(app, settings)
    return app


def _empty_kept(app: Flask, settings: Settings) -> None:
    clear_old(settings)
    kept_previews.clear_old(settings.data_dir)
    app.extensions["forgetting"] = [lambda: queue_of(settings.data_dir).forget()]


def _connect() -> None:
    if request.endpoint in maintenance.WITHOUT_DATABASE:
        return
    try:
        g.connected_here = database.connect(reuse_if_open=True)
    except (DatabaseError, InterfaceError):
        if request.endpoint not in maintenance.ALWAYS:
            raise
        g.connected_here = True  # what the answer opens itself, trying again


def _disconnect(_problem: BaseException | None) -> None:
    if g.pop("connected_here", False) and not database.is_closed():
        database.close()
