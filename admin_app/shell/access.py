"""Who is asking, when, and the one-time key of a form: what every screen needs of the present request."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import cast

from flask import Flask, current_app, g, has_request_context, request
from flask_login import current_user

from models.actions.core.actor import Actor, actor_of
from models.actions.core.recused_posts import recused_in_open_cases
from models.rules.core.moments import to_wib
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import Role
from models.tables import Staff
from models.tables.privacy.visible import hides_nothing


def now() -> datetime:
    """Return the naive UTC moment of this request, from the app's clock."""
    return cast(datetime, current_app.config["CLOCK"]())


def current_actor() -> Actor | None:
    """Return who is signed in, with the posts he stands in for today, or None; read once a request."""
    known: Actor | None = g.get("actor")  # first: a page asks a hundred times
    if known is None and current_user and current_user.is_authenticated:
        known = g.actor = _actor_now(current_user.staff)
    return known


def _actor_now(staff: Staff) -> Actor:
    """Return the actor of this request; for one that only reads, it is checked once whether any case is hidden."""
    actor = actor_of(staff, request.remote_addr or "", to_wib(now()).date())
    reads = request.method in ("GET", "HEAD")
    return replace(actor, unnamed=True) if reads and hides_nothing(actor.scope) else actor


def signed_in_actor() -> Actor:
    """Return who is signed in, on a page that needs signing in."""
    actor = current_actor()
    if actor is None:
        raise LookupError("nobody is signed in on a page that needs somebody")
    return actor


def may(permission: Permission) -> bool:
    """Whether who is asking has a permission; nobody has none."""
    actor = current_actor()
    return actor is not None and actor.role is not None and actor.may(permission)


def demand(permission: Permission) -> Actor:
    """Return who is asking. Raises NotPermitted where he lacks the permission."""
    actor = signed_in_actor()
    actor.demand(permission)
    return actor


def passed_over() -> Mapping[int, frozenset[Role]]:
    """Return the open cases with passed-over posts; cached for a request that changes nothing."""
    if not has_request_context() or request.method not in ("GET", "HEAD"):
        return recused_in_open_cases()
    if "passed_over" not in g:
        g.passed_over = recused_in_open_cases()
    known: Mapping[int, frozenset[Role]] = g.passed_over
    return known


def form_key() -> str:
    """Return a new one-time key; every form that changes something carries one, and its action uses it up."""
    return secrets.token_urlsafe(24)


def wants_json() -> bool:
    """Whether the answer is for our script instead of a person."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json" or request.headers.get("X-Requested-With") == "XMLHttpRequest"


def register(app: Flask) -> None:
    """Give the templates `current_actor()`, `may(permission)`, `form_key()` and the permissions by name."""
    app.jinja_env.globals.update(current_actor=current_actor, may=may, form_key=form_key, Permission=Permission)
