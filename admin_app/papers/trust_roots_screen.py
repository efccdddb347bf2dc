"""Sertifikat akar: the certificates by which the office trusts signatures on PDFs that come back; none is shipped."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.second.asking import WAITS, ask_second, waiting_of
from admin_app.shell.access import demand, now
from admin_app.shell.guarded_page import GuardedPage
from docgen.errors import DocumentError
from docgen.render import read_roots
from models.actions.core.actor import Actor
from models.actions.core.second.needed import needs_second
from models.actions.papers.signed.asked_roots import NEW_ROOTS, wish_for_roots
from models.actions.papers.signed.keep_roots import add_roots, remove_root, roots_in_use
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed, NotPermitted, RuleBroken
from models.rules.core.texts import storable
from models.rules.papers.signatures import RootFound
from models.rules.staff.permissions import Permission
from models.tables import database

MOST_BYTES = 200_000


class TrustRootsPage(GuardedPage):
    """The trusted certificates: looked at, added from a file, removed."""

    permission = Permission.KEEP_OFFICE

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show the certificates the office trusts."""
        return self._draw("")

    @expose("/tambah", methods=("POST",))
    def add(self) -> ResponseReturnValue:
        """Trust the certificates of an uploaded file."""
        actor = demand(Permission.KEEP_OFFICE)
        try:
            said = _trusted(_uploaded(), actor)
        except NotPermitted:
            raise
        except (AlreadyDone, RuleBroken) as broken:
            return self._draw(broken.sentence), 409
        flash(said, "warning" if said == WAITS else "success")
        return redirect(self.get_url(".index"), 303)

    @expose("/hapus", methods=("POST",))
    def remove(self) -> ResponseReturnValue:
        """Trust a certificate no longer."""
        actor, typed = demand(Permission.KEEP_OFFICE), request.form.get("nomor", "")
        number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 8 else 0
        fallen = remove_root(number, actor, now(), form_key=_form_key())
        flash(f"Sertifikat tidak lagi dipercaya. {fallen} salinan bertanda tangan perlu diperiksa lagi.", "success")
        return redirect(self.get_url(".index"), 303)

    def _draw(self, sentence: str) -> str:
        rows = [(row, row.certificate_until < now()) for row in roots_in_use()]
        return str(self.render("papers/trust_roots.html", rows=rows, sentence=sentence, asked=waiting_of(NEW_ROOTS)))


def _trusted(found: tuple[RootFound, ...], actor: Actor) -> str:
    """Trust certificates, or ask a second person for it; return what is said of it."""
    if needs_second(actor, Permission.KEEP_OFFICE):
        with database.atomic():
            ask_second(wish_for_roots(found), _form_key())
        return WAITS
    new = add_roots(found, actor, now(), form_key=_form_key())
    return f"{new} sertifikat kini dipercaya. Salinan yang sudah tersimpan dinilai ulang dengan “Periksa lagi”."


def _uploaded() -> tuple[RootFound, ...]:
    """Return the certificates of the uploaded file. Raises DocumentNotAllowed saying what to correct."""
    upload = request.files.get("berkas")
    content = upload.stream.read(MOST_BYTES + 1) if upload is not None else b""
    if not content or len(content) > MOST_BYTES:
        raise DocumentNotAllowed("Pilih berkas sertifikat PEM atau DER, paling besar 200 kB.")
    try:
        return read_roots(content)
    except DocumentError as err:
        raise DocumentNotAllowed(err.sentence) from err


def _form_key() -> str:
    return storable(request.form.get("form_key", ""))
