"""The help sheet of the keys, their hints beside buttons, and the choice whether single letters act."""

from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import Any

from flask import Blueprint, Flask, current_app, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup

from admin_app.shell.access import current_actor, now, signed_in_actor
from admin_app.shell.keys import KEYS, PLACES
from models.actions.staff.own_desk import choose_keys
from models.rules.core.errors import AlreadyDone

blueprint = Blueprint("keys", __name__, url_prefix="/akun")


def register(app: Flask) -> None:
    """Give the templates the table, its hints and the places; add the route that switches single letters."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(key_table=key_table, key_hint=key_hint, key_places=places, single_keys=single_keys)


def single_keys() -> bool:
    """Whether single letters act for who is asking."""
    return current_actor() is not None and bool(current_user.staff.single_keys)


def key_hint(name: str) -> Markup:
    """Return the hint beside a button: its key from the table, or nothing where single letters are switched off."""
    return Markup() if _BY_NAME[name].single and not single_keys() else _hint(name)


@cache
def _hint(name: str) -> Markup:
    sign = _BY_NAME[name].key.replace("Enter", "⏎")
    return Markup('<kbd class="key-hint" aria-hidden="true">{}</kbd>').format(sign)


@cache
def key_table(single: bool) -> Markup:
    """Return the table as the help sheet shows it; the same on every page."""
    return Markup(render_template("shell/key_groups.html", keys=KEYS, single=single))  # noqa: S704 - a page of ours


def places() -> Iterator[tuple[str, str, str]]:
    """Yield the screens this person can jump to: the letter after g, the screen's name, its address."""
    screens: dict[str, Any] = {view.endpoint: view for view in current_app.extensions["admin"][0]._views}
    for letter, endpoint in PLACES.items():
        screen = screens.get(endpoint)
        if screen is not None and screen.is_accessible():
            yield letter, screen.name, f"{(screen.url or '').rstrip('/')}/"


@blueprint.post("/tombol")
def choose() -> ResponseReturnValue:
    """Switch single letters on or off for oneself, and return to the page."""
    actor, wanted = signed_in_actor(), request.form.get("tunggal") == "ya"
    with suppress(AlreadyDone):  # the same submission twice
        choose_keys(wanted, actor, now(), form_key=request.form.get("form_key"))
    flash(f"Tombol huruf tunggal {'menyala' if wanted else 'dimatikan'}.", "success")
    back = request.form.get("kembali", "")
    return redirect(back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/", 303)


_BY_NAME = {key.name: key for rows in KEYS.values() for key in rows}
