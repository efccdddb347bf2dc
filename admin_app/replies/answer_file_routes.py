"""The routes of files attached to answers: attaching, removing, and downloading them."""

from flask import Blueprint, Flask, current_app, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from admin_app.files.attachment_files import PREVIEW, SMALL, drawn_anew, sent_as_download
from admin_app.forms.finding_case import find_case
from admin_app.replies.answer_files import AttachedFiles, attached_files, chosen_uploads, taken_in
from admin_app.shell.access import now, signed_in_actor
from models.actions.core.case import demand_answering
from models.actions.core.identities import mask_of
from models.actions.replies.answer_files import file_reach, put_file, take_file_away
from models.rules.channels.reply_files import PICTURES
from models.rules.core.errors import NotPermitted, NotVisible, RuleBroken
from models.tables import Complaint, Outbox, ReplyFile, WaitingFile
from models.tables.core.filled import filled
from models.tables.privacy.visible import visible

blueprint = Blueprint("answer_files", __name__)


def register(app: Flask) -> None:
    """Add the routes."""
    app.register_blueprint(blueprint)


@blueprint.post("/meja/kasus/<public_id>/lampiran")
def put(public_id: str) -> ResponseReturnValue:
    """Attach files to the answer being written; return the new list, with sentences for those not accepted."""
    actor, moment = signed_in_actor(), now()
    case, said = find_case(public_id, actor), ""
    demand_answering(case, actor)
    try:
        for upload in chosen_uploads(request.files.getlist("berkas")):
            put_file(case.id, taken_in(upload, current_app.config["ADUAN"].files), actor, moment)
    except (NotVisible, NotPermitted):
        raise
    except RuleBroken as broken:
        said = broken.sentence
    return _list(case, said)


@blueprint.post("/meja/kasus/<public_id>/lampiran/lepas")
def take_away(public_id: str) -> ResponseReturnValue:
    """Remove a file from the answer being written and return the new list."""
    actor = signed_in_actor()
    case = find_case(public_id, actor)
    take_file_away(case.id, request.form.get("berkas", ""), actor, now())
    return _list(case, "")


def _list(case: Complaint, said: str) -> ResponseReturnValue:
    shown: AttachedFiles = attached_files(case, file_reach(case, now()), signed_in_actor())
    return render_template("case_page/answer_files.html", attached=shown, said=said), 409 if said else 200


@blueprint.get("/lampiran/konsep/<public_id>")
def waiting(public_id: str) -> ResponseReturnValue:
    """Send the officer a file he attached: a picture drawn again, anything else as a download."""
    actor = signed_in_actor()
    mine = (WaitingFile.public_id == public_id) & (WaitingFile.staff == actor.staff_id)
    row = WaitingFile.select().join(Complaint).where(mine & visible(actor.scope)).get_or_none()
    if row is None:
        raise NotFound
    return drawn_anew(row.sha256, SMALL) if row.mime in PICTURES else sent_as_download(row.sha256, row.filename)


@blueprint.get("/lampiran/jawaban/<public_id>")
def sent(public_id: str) -> ResponseReturnValue:
    """Send a file of an answer as a download, to persons who may see its case."""
    row, case = _visible(public_id)
    return sent_as_download(row.sha256 or "", mask_of(case)(row.filename) or f"lampiran-{row.id}")


@blueprint.get("/lampiran/jawaban/<public_id>/pratinjau")
def preview(public_id: str) -> ResponseReturnValue:
    """Send a picture of an answer drawn again, to persons who may see its case."""
    size = SMALL if request.args.get("kecil") else PREVIEW
    return drawn_anew(_visible(public_id)[0].sha256 or "", size)


def _visible(public_id: str) -> tuple[ReplyFile, Complaint]:
    """Return a file of an answer and its case. Raises NotFound."""
    rows = ReplyFile.select(ReplyFile, Outbox, Complaint).join(Outbox, on=ReplyFile.reply).join(Complaint)
    mine = (ReplyFile.public_id == public_id) & ReplyFile.sha256.is_null(False)
    found = rows.where(mine & visible(signed_in_actor().scope)).get_or_none()
    if found is None:
        raise NotFound
    return found, filled(found.reply.complaint)
