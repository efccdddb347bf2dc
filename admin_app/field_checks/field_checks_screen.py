"""Penelitian lapangan on the phone: what to check, photos from the camera, handing the report in (SOP step 6)."""

from collections.abc import Mapping
from typing import Any, cast

from flask import Response, current_app, flash, jsonify, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_admin import expose
from peewee import ModelSelect
from werkzeug.exceptions import NotFound

from admin_app.cases.photo_buttons import AT_ONCE, Shot, keep_shots
from admin_app.cases.typed_words import drafts_told
from admin_app.field_checks.reading_checks import CheckView, at_the_check, read_check, read_checks
from admin_app.forms.fields import CAPTION_FIELD, TOLD_FIELDS
from admin_app.forms.finding_case import find_case
from admin_app.forms.submission import Submission
from admin_app.shell import times
from admin_app.shell.access import demand, now, passed_over, signed_in_actor, wants_json
from admin_app.shell.guarded_page import GuardedPage, capped
from admin_app.shell.signing_in import SELF_REFRESH_HEADER
from admin_app.shell.stamping import stamp
from models.actions.cases.hand_in_report import hand_in_report, head_was_told
from models.actions.cases.keep_draft import drop_draft
from models.actions.core.actor import Actor
from models.actions.core.case import holder_now
from models.actions.core.report_photos import PHOTO_COUNT, remove_report_photo
from models.rules.cases.field_checks import CheckState
from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible, RuleBroken
from models.rules.staff.permissions import Permission
from models.tables import Complaint
from models.tables.core.prepared import Worded, prepared_by_value, worded
from models.tables.core.settings import Settings

FORM = "penelitian"
WORDS = ("activity", "conclusion", "suggestion", "assignment", "officer_name", "officer_nip")
# The one page on which the browser may ask its owner where he is; the camera opens by itself, without a permission.
PLACE_ALLOWED = "camera=(), microphone=(), geolocation=(self)"


class FieldChecksPage(GuardedPage):
    """The field checks of a section, one page each."""

    permission = Permission.WRITE_REPORT

    def waiting(self) -> Worded:
        """Return the query for how many checks wait for who is asking."""
        actor = signed_in_actor()
        return worded(capped(_checks(actor))) if passed_over() else _usually_waiting.worded(actor)

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """List the checks, soonest deadline first."""
        rows = read_checks(signed_in_actor(), now())
        return cast(str, self.render("field_checks/list.html", rows=rows, CheckState=CheckState, stamp=stamp))

    @expose("/<public_id>")
    def one(self, public_id: str) -> ResponseReturnValue:
        """Show one check; one that has left this step is shown in Meja Kerja."""
        case = find_case(public_id, signed_in_actor())
        try:
            check = read_check(case, signed_in_actor(), now())
        except NotVisible:
            if SELF_REFRESH_HEADER in request.headers:
                raise  # an open page says so itself
            flash("Penelitian kasus ini sudah dilanjutkan atau bukan bagian Anda. Ini halaman kasusnya.", "warning")
            return redirect(f"/meja/kasus/{public_id}")
        return self._page(check, {}, "")

    @expose("/<public_id>/serahkan", methods=("POST",))
    def hand_in(self, public_id: str) -> ResponseReturnValue:
        """Hand the report in; where it is refused, show the page with what was typed."""
        submission = _submission(public_id)
        words = {name: submission.word(name).strip() for name in WORDS}
        try:
            known = submission.number("known")
            by = (submission.actor, submission.now)
            hand_in_report(
                submission.case.id, submission.word("text"), *by, wording=words, known=known, form_key=submission.key
            )
        except (NotVisible, NotPermitted):
            raise
        except AlreadyDone as done:
            flash(done.sentence, "warning")
        except RuleBroken as broken:
            return self._refused(submission, broken)
        else:
            flash(_handed_in(submission), "success")
        drop_draft(
            submission.case.id, FORM, submission.actor, submission.now, form_key=submission.word("form_key")[:64]
        )
        return redirect(self.get_url(".one", public_id=public_id), 303)

    @expose("/<public_id>/foto", methods=("POST",))
    def add_photo(self, public_id: str) -> ResponseReturnValue:
        """Store photos; one that is sent again because its answer was lost counts once."""
        submission = _submission(public_id)
        uploads = [upload for upload in submission.files.getlist("berkas") if upload.filename]
        if not 0 < len(uploads) <= AT_ONCE:
            raise RuleBroken(f"Pilih 1 sampai {AT_ONCE} foto sekali unggah (JPG, PNG, atau WEBP).")
        beginning = submission.files["kepala"].stream.read() if "kepala" in submission.files else b""
        shots = [Shot(upload.filename or "", upload.stream.read(), beginning) for upload in uploads]
        try:
            keep_shots(submission, shots)
        except AlreadyDone:
            current_app.logger.debug("a photo came again, its first answer was lost on the way")
        return self._photos(submission, "Foto tersimpan.")

    @expose("/<public_id>/hapus-foto", methods=("POST",))
    def remove_photo(self, public_id: str) -> ResponseReturnValue:
        """Take a photo out of the report."""
        submission = _submission(public_id)
        remove_report_photo(submission.case.id, submission.number("foto"), submission.actor, submission.now)
        return self._photos(submission, "Foto dikeluarkan dari laporan.")

    def _photos(self, submission: Submission, sentence: str) -> ResponseReturnValue:
        if not wants_json():
            flash(sentence, "success")
            return redirect(self.get_url(".one", public_id=submission.case.public_id) + "#foto", 303)
        check = read_check(submission.case, submission.actor, submission.now)
        return jsonify(foto=render_template("field_checks/photos.html", **_words(check)))

    def _refused(self, submission: Submission, broken: RuleBroken) -> ResponseReturnValue:
        try:
            check = read_check(submission.case, submission.actor, submission.now)
        except NotVisible:
            # It went on meanwhile: what was typed must not be lost with the page.
            words = {"case": submission.case, "text": submission.word("text"), "sentence": broken.sentence}
            return cast(str, self.render("field_checks/gone.html", **words)), 409
        return self._page(check, submission.form, broken.sentence), 409

    def _page(self, check: CheckView, typed: Mapping[str, str], sentence: str) -> Response:
        drafts = drafts_told(check.seen.case.id, signed_in_actor(), now())
        words = {"typed": typed, "sentence": sentence, "drafts": drafts, "form": FORM}
        response = make_response(self.render("field_checks/one.html", **words, **_words(check)))
        response.headers["Permissions-Policy"] = PLACE_ALLOWED
        return response


def _checks(actor: Actor) -> "ModelSelect[Complaint]":
    return Complaint.select().where(at_the_check(actor))


@prepared_by_value
def _usually_waiting(actor: Actor) -> Any:
    return capped(_checks(actor))  # asked where no post is passed over, which a text that is kept could not tell


def _handed_in(submission: Submission) -> str:
    """Return what became of a report, and who was told of it, if anybody was."""
    done = "Laporan diserahkan; konsep naskahnya sudah disiapkan."
    if head_was_told(submission.case.id):
        return f"{done} Kepala seksi diberi tahu."
    if submission.actor.among([holder_now(submission.case)]):
        return f"{done} Lanjutkan di halaman kasusnya."
    return (
        f"{done} Belum ada yang diberi tahu: kepala seksi tidak punya akun aktif. Sampaikan kepada Kasubsi Infokim."
    )


def _words(check: CheckView) -> dict[str, Any]:
    return {
        "check": check,
        "told": [field.label for field in TOLD_FIELDS],
        "seen": check.seen,
        "case": check.seen.case,
        "now": now(),
        "times": times,
        "stamp": stamp,
        "actor": signed_in_actor(),
        "most": PHOTO_COUNT,
        "caption_limit": CAPTION_FIELD.limit,
        "CheckState": CheckState,
    }


def _submission(public_id: str) -> Submission:
    actor = demand(Permission.WRITE_REPORT)
    case: Complaint = find_case(public_id, actor)
    if not request.form:
        raise NotFound
    typed = {name: text for name, text in request.form.items() if name != "csrf_token"}
    return Submission(case, typed, actor, now(), cast(Settings, current_app.config["ADUAN"]), request.files)
