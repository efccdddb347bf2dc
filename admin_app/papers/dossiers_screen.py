"""Berkas perkara: the whole case as one PDF and one archive, made on request for those who may (SOP step 9)."""

from flask import Response, current_app, flash, make_response, redirect, request, send_file
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.files.attachment_files import SANDBOX, safe_filename
from admin_app.forms.finding_case import find_case
from admin_app.forms.submission import INCOMPLETE
from admin_app.papers.dossiers import Dossier, ask_for, dossier_of, look_for
from admin_app.papers.pdf_copies import FRAMED, Pages, pages_of
from admin_app.shell.access import demand, now, signed_in_actor
from admin_app.shell.guarded_page import GuardedPage
from docgen.dossier_archive import read_manifest
from models.actions.papers.dossier.dossier_files import MADE, TAKEN, check_dossier, trace_dossier
from models.actions.privacy.check_masked import check_identity_open
from models.rules.core.errors import AlreadyDone, RuleBroken
from models.rules.core.texts import storable
from models.rules.staff.permissions import Permission
from models.tables import Complaint


class DossierPage(GuardedPage):
    """The dossier of one case."""

    permission = Permission.PRINT_DOSSIER

    def is_visible(self) -> bool:
        """Return False: it is reached from the case."""
        return False

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Redirect to the cases, from which a dossier is reached."""
        return redirect(self.get_url("complaints.index_view"))

    @expose("/<public_id>")
    def one(self, public_id: str) -> ResponseReturnValue:
        """Show the dossier of a case, with its contents once it is made."""
        case, dossier = _asked(public_id)
        pages, manifest = _look(dossier)
        words = {"case": case, "dossier": dossier, "pages": pages, "manifest": manifest}
        page = self.render("papers/dossier.html", has_pdf=manifest and dossier.pdf.is_file(), **words)
        return pages.dress(make_response(page))

    @expose("/<public_id>/susun", methods=("POST",))
    def make(self, public_id: str) -> ResponseReturnValue:
        """Have it made; a second submission makes no second one."""
        actor = demand(Permission.PRINT_DOSSIER)
        case, dossier = _asked(public_id)
        key = storable(request.form.get("form_key", "")).strip()
        if not 16 <= len(key) <= 64:
            raise RuleBroken(INCOMPLETE)
        try:
            trace_dossier(case, MADE, dossier.sha256, actor, now(), form_key=key)
            ask_for(dossier, current_app.config["ADUAN"])
        except AlreadyDone as done:
            flash(done.sentence, "warning")
        return redirect(self.get_url(".one", public_id=public_id), 303)

    @expose("/<public_id>/pdf")
    def pdf(self, public_id: str) -> ResponseReturnValue:
        """Send the PDF, for viewing inside our page or as a download."""
        case, dossier = _asked(public_id)
        if not dossier.pdf.is_file():
            return self._not_there(public_id)
        how = request.args.get("unduh") == "ya"
        response = send_file(dossier.pdf, "application/pdf", as_attachment=how, download_name=_name(case, "pdf"))
        return _taken(case, dossier, response, FRAMED)

    @expose("/<public_id>/arsip")
    def archive(self, public_id: str) -> ResponseReturnValue:
        """Send the archive of the unchanged originals."""
        case, dossier = _asked(public_id)
        if not dossier.archive.is_file():
            return self._not_there(public_id)
        response = send_file(dossier.archive, "application/zip", as_attachment=True, download_name=_name(case, "zip"))
        return _taken(case, dossier, response, SANDBOX)

    def _not_there(self, public_id: str) -> ResponseReturnValue:
        """Say that the case changed or a day has passed, and that it can be made again."""
        flash("Berkas perkara untuk keadaan kasus sekarang belum disusun. Susun dahulu.", "warning")
        return redirect(self.get_url(".one", public_id=public_id))


def _asked(public_id: str) -> tuple[Complaint, Dossier]:
    """Return a visible case and its dossier. Raises NotVisible or DossierNotAllowed."""
    actor = signed_in_actor()
    case = find_case(public_id, actor)
    check_dossier(case, actor)
    check_identity_open(case, actor, now())
    return case, dossier_of(case, current_app.config["ADUAN"])


def _look(dossier: Dossier) -> tuple[Pages, dict[str, object] | None]:
    """Return what the page says of it and, once it is made, its manifest."""
    made: list[bool] = []
    pages = pages_of(lambda: made.append(look_for(dossier, current_app.config["ADUAN"])))
    return pages, read_manifest(dossier.archive) if made and made[0] else None


def _name(case: Complaint, ending: str) -> str:
    return safe_filename(f"Berkas perkara {case.number}.{ending}")


def _taken(case: Complaint, dossier: Dossier, response: Response, rules: str) -> Response:
    """Audit who viewed or took it, and send it so that nothing in it can load anything."""
    trace_dossier(case, TAKEN, dossier.sha256, signed_in_actor(), now())
    response.headers["Content-Security-Policy"] = rules
    return response
