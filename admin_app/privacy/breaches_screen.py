"""Kegagalan data: the register of breaches, and for each the notice of Pasal 46 as a Word file to fill in."""

from datetime import datetime

from flask import Response, abort, current_app
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.files.attachment_files import SANDBOX
from admin_app.files.paper_pictures import with_pictures_or_none
from admin_app.shell.access import now
from admin_app.shell.guarded_page import GuardedPage
from docgen.upkeep.breach_notice import breach_notice
from models.actions.papers.letterhead.letterheads import letterhead_facts
from models.actions.privacy.breach.incidents import Incident, incident_of, incidents
from models.actions.privacy.breach.notice_facts import notice_facts
from models.rules.core.errors import NotVisible
from models.rules.core.moments import to_wib
from models.rules.privacy.breach import KIND_WORDS, Notice
from models.rules.staff.permissions import Permission

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class BreachesPage(GuardedPage):
    """The register, newest first; it is kept by `run_admin.py incident`."""

    permission = Permission.SEE_AUDIT

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show every breach, and whom its notice still lacks."""
        rows = [(one, KIND_WORDS[one.kind], state_of(one, now())) for one in reversed(incidents())]
        return str(self.render("privacy/breaches.html", rows=rows, notices=list(Notice)))

    @expose("/<int:breach>/pemberitahuan")
    def notice(self, breach: int) -> ResponseReturnValue:
        """Send the notice of a breach, with no person in it: who is affected is listed on the server."""
        try:
            one = incident_of(breach)
        except NotVisible:
            abort(404)
        facts = notice_facts(one, None, letterhead_facts(to_wib(now()).date()))
        content = breach_notice(with_pictures_or_none(facts, current_app.config["ADUAN"].files))
        response = Response(content, mimetype=_WORD)
        response.headers["Content-Disposition"] = f'attachment; filename="pemberitahuan-kegagalan-{breach}.docx"'
        response.headers["Content-Security-Policy"] = SANDBOX
        return response


def state_of(one: Incident, at: datetime) -> str:
    """Return how far the notices of a breach are."""
    if one.none:
        return "Ternyata bukan kegagalan"
    if not one.open:
        return "Orangnya dan lembaga sudah diberi tahu"
    lacking = " dan ".join(one.lacking)
    return f"Belum kepada {lacking}, batasnya sudah lewat" if at > one.due_at else f"Belum kepada {lacking}"
