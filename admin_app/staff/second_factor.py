"""The pages of one's own second factor: setting it up with a QR, taking it off, recovery codes shown once."""

import segno
from flask import Blueprint, Flask, current_app, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup

from admin_app.shell.access import now, signed_in_actor
from admin_app.shell.signing_in import needs_factor, own_path
from models.actions.staff.recovery_codes import codes_left
from models.actions.staff.second_factor import (
    CodeWrong,
    address_of,
    is_seed,
    new_secret,
    renew_codes,
    set_up,
    turn_off_own,
)
from models.rules.core.errors import RuleBroken
from models.tables.core.secrets import load_key

blueprint = Blueprint("second_factor", __name__, url_prefix="/akun/kode")


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def show() -> ResponseReturnValue:
    """Show how to turn the second factor on or off."""
    return _page(new_secret())


@blueprint.post("")
def turn_on() -> ResponseReturnValue:
    """Turn one's own second factor on with the seed shown, proven by a code; show the recovery codes once."""
    secret = request.form.get("secret", "")
    try:
        codes = set_up(secret, request.form.get("code", ""), _key(), signed_in_actor(), now())
    except CodeWrong as wrong:
        return _page(secret if is_seed(secret) else new_secret(), wrong.sentence), 409
    except RuleBroken as broken:
        return _page(new_secret(), broken.sentence), 409
    return _codes_page(codes, "Kode autentikator dinyalakan. Mulai sekarang, masuk memakai kata sandi dan kode.")


@blueprint.post("/matikan")
def turn_off() -> ResponseReturnValue:
    """Take one's own second factor off, to set another up; password and code prove it."""
    password, code = request.form.get("password", ""), request.form.get("code", "")
    try:
        turn_off_own(password, code, _key(), signed_in_actor(), now())
    except RuleBroken as broken:
        return _page("", broken.sentence), 409
    flash("Kode autentikator yang lama tidak berlaku lagi.", "success")
    return redirect("/akun/kode")


@blueprint.post("/cadangan")
def new_codes() -> ResponseReturnValue:
    """Make new recovery codes in place of the old ones; password and code prove it."""
    password, code = request.form.get("password", ""), request.form.get("code", "")
    try:
        codes = renew_codes(password, code, _key(), signed_in_actor(), now())
    except RuleBroken as broken:
        return _page("", broken.sentence), 409
    return _codes_page(codes, "Kode cadangan yang lama tidak berlaku lagi.")


def _page(secret: str, refused: str = "") -> str:
    staff = current_user.staff
    address = address_of(secret, staff.username) if secret else ""
    return render_template(
        "shell/second_factor.html",
        is_on=bool(staff.totp_secret),
        is_needed=needs_factor(),
        secret=secret,
        address=address,
        drawn=_qr(address) if address else "",
        left=codes_left(staff),
        refused=refused,
        next_page=own_path(request.values.get("next", "")),
    )


def _codes_page(codes: list[str], said: str) -> str:
    next_page = own_path(request.form.get("next", ""))
    return render_template("staff/recovery_codes.html", codes=codes, said=said, next_page=next_page)


def _qr(address: str) -> Markup:
    """Return the address as a QR: black on white on every screen, since telephones read no other surely."""
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(scale=5, border=4, dark="#000", light="#fff", title="Kode QR untuk aplikasi autentikator")
    return Markup(drawn)  # noqa: S704  # drawn here, of a seed made here and a name that is plain


def _key() -> bytes:
    return load_key(current_app.config["ADUAN"].secret_key_file)
