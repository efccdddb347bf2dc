"""One's own account: password, warnings by WhatsApp, and where one is signed in."""

from collections.abc import Sequence

from flask import Blueprint, Flask, flash, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin_app.case_page.page_news import BADGE, SOUND
from admin_app.shell.access import now, signed_in_actor
from admin_app.shell.side_menu import WIDTH_COOKIE, WIDTHS
from admin_app.shell.signing_in import cookie_name, is_https, own_path, session_token, with_token
from models.actions.clocks.message_officers import gateway
from models.actions.core.form_key import spend_form_key
from models.actions.core.office_facts import office_settings
from models.actions.office.signing_service import service_in_use
from models.actions.staff.keep_staff import change_own_password
from models.actions.staff.own_choices import choose_messages, choose_signals, choose_theme, keep_nik
from models.actions.staff.sessions import end_other_sessions, live_sessions
from models.rules.core.errors import RuleBroken
from models.rules.staff.themes import THEME_LABELS
from models.tables import database

blueprint = Blueprint("own_account", __name__, url_prefix="/akun")
_WORK = "kerja"  # of the choices of messages: papers to sign and cases to dispose
_MENU_KEPT = 365 * 24 * 3600  # seconds


def register(app: Flask) -> None:
    """Add the pages of one's own account."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def show() -> ResponseReturnValue:
    """Show the account and its live sessions."""
    return _page()


@blueprint.post("/kata-sandi")
def change_password() -> ResponseReturnValue:
    """Change one's own password, given the old one."""
    actor = signed_in_actor()
    if request.form.get("new", "") != request.form.get("again", ""):
        return _page("Kata sandi baru dan ulangannya belum sama."), 409
    old, new = request.form.get("old", ""), request.form.get("new", "")
    try:
        token = change_own_password(old, new, actor, now(), session_token(), request.form.get("form_key"))
    except RuleBroken as broken:
        return _page(broken.sentence), 409
    flash("Kata sandi sudah diganti. Sesi di peramban lain sudah diakhiri.", "success")
    return with_token(make_response(redirect("/akun")), token)


@blueprint.post("/pesan")
def change_messages() -> ResponseReturnValue:
    """Choose whether warnings come to one's own telephone, and to which number."""
    actor, phone, wanted = signed_in_actor(), request.form.get("phone", ""), request.form.getlist("wants")
    try:
        with database.atomic():
            spend_form_key(request.form.get("form_key"), actor, now())
            choose_messages(phone[:40], "ya" in wanted, actor, now(), tasks=_WORK in wanted)
    except RuleBroken as broken:
        return _page(typed_phone=phone[:40], refused_phone=broken.sentence, wanted=wanted), 409
    flash("Pilihan pesan peringatan sudah disimpan.", "success")
    return redirect("/akun")


@blueprint.post("/nik")
def change_nik() -> ResponseReturnValue:
    """Enter or forget the NIK by which the e-signature service knows one."""
    actor = signed_in_actor()
    try:
        with database.atomic():
            spend_form_key(request.form.get("form_key"), actor, now())
            keep_nik("" if "hapus" in request.form else request.form.get("nik", "")[:40], actor, now())
    except RuleBroken as broken:
        return _page(refused_nik=broken.sentence), 409
    flash("NIK untuk layanan tanda tangan sudah disimpan.", "success")
    return redirect("/akun#nik")


@blueprint.post("/tanda")
def change_signals() -> ResponseReturnValue:
    """Choose whether an open page sounds for news and counts it in the tab's title."""
    actor, wanted = signed_in_actor(), request.form.getlist("tanda")
    try:
        with database.atomic():
            spend_form_key(request.form.get("form_key"), actor, now())
            choose_signals(actor, now(), sound=SOUND in wanted, badge=BADGE in wanted)
    except RuleBroken as broken:
        flash(broken.sentence, "warning")
    else:
        flash("Pilihan tanda sudah disimpan.", "success")
    return redirect("/akun#tanda")


@blueprint.get("/kembali")
def back_again() -> ResponseReturnValue:
    """Say, in a tab in which somebody signed in again, that the first tab goes on by itself."""
    return render_template("shell/back_again.html")


@blueprint.post("/tampilan")
def change_theme() -> ResponseReturnValue:
    """Choose light or dark screens, or as the computer is set."""
    actor = signed_in_actor()
    try:
        with database.atomic():
            spend_form_key(request.form.get("form_key"), actor, now())
            choose_theme(request.form.get("warna", ""), actor, now())
    except RuleBroken as broken:
        return _page(refused_theme=broken.sentence), 409
    flash("Tampilan sudah disimpan.", "success")
    return redirect("/akun")


@blueprint.post("/menu")
def change_menu() -> ResponseReturnValue:
    """Widen or narrow this browser's side menu, and return to the page."""
    width = request.form.get("lebar", "")
    response = make_response(redirect(own_path(request.form.get("kembali", ""))))
    if width in WIDTHS:
        response.set_cookie(cookie_name(WIDTH_COOKIE), width, max_age=_MENU_KEPT, samesite="Lax", secure=is_https())
    return response


@blueprint.post("/akhiri-sesi-lain")
def end_others() -> ResponseReturnValue:
    """End every other session of one's own account."""
    count = end_other_sessions(signed_in_actor(), session_token(), now())
    flash(f"{count} sesi lain sudah diakhiri.", "success")
    return redirect("/akun")


def _page(
    refused: str = "",
    typed_phone: str | None = None,
    refused_phone: str = "",
    refused_theme: str = "",
    refused_nik: str = "",
    wanted: Sequence[str] | None = None,
) -> str:
    staff = current_user.staff
    kept = [key for key, on in (("ya", staff.wants_messages), (_WORK, staff.wants_tasks)) if on]
    return render_template(
        "shell/account.html",
        sessions=live_sessions(signed_in_actor().staff_id or 0, now(), session_token()),
        refused=refused,
        is_on=bool(staff.totp_secret),
        staff=staff,
        phone=staff.phone if typed_phone is None else typed_phone,
        refused_phone=refused_phone,
        wanted=kept if wanted is None else wanted,
        refused_theme=refused_theme,
        refused_nik=refused_nik,
        has_service=service_in_use() is not None,
        themes=THEME_LABELS,
        quiet=office_settings().get("jam_tenang", ""),
        has_gateway=gateway() is not None,
    )
