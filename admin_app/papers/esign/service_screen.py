"""Layanan tanda tangan: how the office reaches its own e-signature service; what was typed as secret is not shown."""

from collections.abc import Callable

from flask import Response, abort, current_app, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.forms.kept_form import NOTHING_KEPT, Kept
from admin_app.papers.esign.reaching import check_authority, look_at_service
from admin_app.shell.access import demand, now
from admin_app.shell.guarded_page import GuardedPage
from models.actions.core.actor import Actor
from models.actions.office.signing_service import (
    entered_service,
    forget_service,
    keep_service,
    note_check,
    service_in_use,
)
from models.rules.core.errors import NotPermitted, RuleBroken
from models.rules.core.texts import storable
from models.rules.papers.signing_service import ASKS_LABELS, SERVICE_VERSIONS, TAG, Entered, is_open_line
from models.rules.staff.permissions import Permission
from models.tables.core.secrets import SecretLost, load_key

_SHOWN = ("base_url", "username", "version", "asks", "tag")
_LOST = "Sandi akun kantor tidak dapat dibuka lagi dengan kunci komputer ini. Ketik sandinya lagi, lalu simpan."


def _keep(actor: Actor) -> str:
    typed = {name: storable(request.form.get(name, "")) for name in (*_SHOWN, "password")}
    entered = Entered(**typed, authority=_authority())
    check_authority(entered.authority)
    keep_service(entered, _key(), actor, now(), form_key=request.form.get("form_key"))
    return "Tersimpan. Tekan “Periksa” untuk menanyai layanannya."


def _authority() -> str:
    """Return the uploaded authority, else the one that is kept unless it is to go."""
    upload, kept = request.files.get("penjamin"), entered_service()
    content = upload.stream.read(60_000) if upload is not None else b""
    if content:
        return content.decode("ascii", "replace")
    return kept.authority if kept is not None and "tanpa_penjamin" not in request.form else ""


def _check(actor: Actor) -> str:
    row = service_in_use()
    if row is None:
        raise RuleBroken("Isi dan simpan layanannya lebih dahulu.")
    try:
        good, said = look_at_service(row, _key())
    except SecretLost as err:
        raise RuleBroken(_LOST) from err
    note_check(row, said, good, actor, now())
    return ""  # the page shows it


def _forget(actor: Actor) -> str:
    forget_service(actor, now(), form_key=request.form.get("form_key"))
    return "Layanan tanda tangan dihapus."


def _key() -> bytes:
    return load_key(current_app.config["ADUAN"].secret_key_file)


_BUTTONS: dict[str, Callable[[Actor], str]] = {"simpan": _keep, "periksa": _check, "hapus": _forget}


class SigningServicePage(GuardedPage):
    """The office's own e-signature service: entered, asked, forgotten."""

    permission = Permission.KEEP_OFFICE

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show how the service is reached and what it answered last."""
        return self._draw(NOTHING_KEPT)

    @expose("/<button>", methods=("POST",))
    def submit(self, button: str) -> ResponseReturnValue:
        """Do what a button says; where it is refused, show what was typed, except the password."""
        actor = demand(Permission.KEEP_OFFICE)
        if button not in _BUTTONS:
            abort(404)
        try:
            if said := _BUTTONS[button](actor):
                flash(said, "success")
        except NotPermitted:
            raise
        except RuleBroken as broken:
            shown = {name: storable(request.form.get(name, "")) for name in _SHOWN}
            page = self._draw(Kept(button, shown, broken.sentence))
            page.status_code = 409
            return page
        return redirect(self.get_url(".index"), 303)

    def _draw(self, kept: Kept) -> Response:
        row = entered_service()
        values = {name: str(getattr(row, name)) for name in _SHOWN} if row is not None else {"tag": TAG}
        values |= kept.values if kept.form == "simpan" else {}
        choices = {"versions": SERVICE_VERSIONS, "asks": {str(key): label for key, label in ASKS_LABELS.items()}}
        open_line = row is not None and is_open_line(row.base_url)
        page = self.render(
            "papers/signing_service.html", row=row, values=values, kept=kept, choices=choices, open_line=open_line
        )
        return Response(page)
