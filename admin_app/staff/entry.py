"""The page on which a person sets the password of his account by a one-time code, before he can sign in."""

from flask import Blueprint, Flask, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from admin_app.shell.access import now
from models.actions.staff.entry_codes import set_password_by
from models.actions.staff.passwords import HashingBusy
from models.rules.core.errors import RuleBroken

blueprint = Blueprint("entry", __name__, url_prefix="/masuk")


def register(app: Flask) -> None:
    """Add the page."""
    app.register_blueprint(blueprint)


@blueprint.get("/kode")
def show() -> ResponseReturnValue:
    """Show the form."""
    return render_template("staff/entry.html", refused="", typed="")


@blueprint.post("/kode")
def enter() -> ResponseReturnValue:
    """Set the password that was typed, where the code is the account's."""
    form = request.form
    typed, password = form.get("username", "")[:40], form.get("password", "")
    if password != form.get("again", ""):
        return _again("Kata sandi baru dan ulangannya belum sama.", typed), 409
    try:
        set_password_by(typed, form.get("kode", "")[:80], password, now(), address=request.remote_addr or "")
    except RuleBroken as broken:
        return _again(broken.sentence, typed), 503 if isinstance(broken, HashingBusy) else 409
    flash("Kata sandi Anda sudah disimpan, dan kodenya tidak berlaku lagi. Masuk dengan kata sandi itu.", "success")
    return redirect("/login")


def _again(sentence: str, typed: str) -> str:
    return render_template("staff/entry.html", refused=sentence, typed=typed)
