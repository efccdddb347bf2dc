"""The bundle an administrator hands over, as the files that Persiapan sends."""

from pathlib import Path

from flask import Response, current_app

from admin_app.files.attachment_files import SANDBOX
from admin_app.files.paper_pictures import with_pictures_or_none
from admin_app.papers.pdf_copies import converted
from admin_app.shell.access import now, signed_in_actor
from admin_app.shell.maintenance import watch
from docgen.upkeep.hand_over import hand_over_bundle
from models.actions.upkeep.hand_over.hand_over import hand_over_facts
from models.actions.upkeep.services.telling import machine_at
from models.rules.core.moments import to_wib

_KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def bundle(kind: str) -> Response:
    """Return the bundle as a download, pdf or docx, as of now. Raises DocumentNotAllowed where no PDF can be made."""
    settings, moment = current_app.config["ADUAN"], now()
    facts = hand_over_facts(settings, moment, watch(), lambda: machine_at(Path("/")), signed_in_actor())
    content = hand_over_bundle(with_pictures_or_none(facts, settings.files))
    if kind == "pdf":
        content = converted(content, settings, moment, issued_paper=False)
    response = Response(content, mimetype=_KINDS[kind])
    name = f"serah-terima-{to_wib(moment):%Y%m%d-%H%M}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Security-Policy"] = SANDBOX
    return response
