"""One's own account: change the password, see where one is signed in, end those sessions."""

from flask import Blueprint, Flask, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from admin_app.asking import now, signed_in_actor
from admin_app.signing_in import session_token
from models.actions.case import spend_form_key
from models.actions.keep_staff import change_own_password
from models.actions.sign_in import end_other_sessions, live_sessions
from models.rules.errors import RuleBroken
from models.tables import database

blueprint = Blueprint("own_account", __name__, url_prefix="/akun")


def register(app: Flask) -> None:
    """Add the pages of one's own account."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def show() -> ResponseReturnValue:
    """Show the account and its live sessions."""
    return _page()


@blueprint.post("/kata-sandi")
def change_password() -> ResponseReturnValue:
    """Change one's own password, knowing the old one."""
    actor = signed_in_actor()
    if request.form.get("new", "") != request.form.get("again", ""):
        return _page("Kata sandi baru dan ulangannya belum sama."), 409
    try:
        with database.atomic():
            spend_form_key(request.form.get("form_key"), actor, now())
            change_own_password(
                request.form.get("old", ""), request.form.get("new", ""), actor, now(), token=session_token()
            )
    except RuleBroken as broken:
        return _page(broken.sentence), 409
    flash("Kata sandi sudah diganti. Sesi di peramban lain sudah diakhiri.", "success")
    return redirect("/akun")


@blueprint.post("/akhiri-sesi-lain")
def end_others() -> ResponseReturnValue:
    """End every other session of one's own account."""
    count = end_other_sessions(signed_in_actor(), session_token(), now())
    flash(f"{count} sesi lain sudah diakhiri.", "success")
    return redirect("/akun")


def _page(refused: str = "") -> str:
    sessions = live_sessions(signed_in_actor().staff_id or 0, now(), session_token())
    return render_template("aduan/account.html", sessions=sessions, refused=refused)
