"""Tanda tangan berturut-turut: what waits for a person's signature, looked at one by one, signed with one press."""

from collections.abc import Sequence

from flask import Response, current_app, flash, make_response, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.files.attachment_files import safe_filename
from admin_app.papers.in_turn.form import framed_form, pdf_of_form
from admin_app.papers.in_turn.outcomes import Outcome
from admin_app.papers.in_turn.reading import Walk, read_walk
from admin_app.papers.in_turn.signing import Pen, Wish, sign_in_turn
from admin_app.papers.papers import file_name
from admin_app.papers.pdf_copies import FRAMED
from admin_app.papers.srikandi.reading import find_paper
from admin_app.shell.access import now, signed_in_actor
from admin_app.shell.guarded_page import GuardedPage
from admin_app.shell.masking import mask_rows
from admin_app.shell.safe_headers import policy
from models.actions.core.form_key import spend_form_key
from models.actions.core.unread_news import Look
from models.actions.papers.pending_signatures import undo_signature
from models.rules.cases.sop import MOVES, Move
from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible, RuleBroken
from models.rules.core.texts import storable
from models.rules.papers.documents import paper_title
from models.rules.staff.permissions import Permission
from models.tables import Document, database
from models.tables.core.secrets import load_key

_WALK, _DONE = "papers/in_turn.html", "papers/in_turn_done.html"
_SECRET = "rahasia"  # the field that is never shown again
_NONE = "Centang dahulu naskah yang sudah Anda lihat."
_NO_SECRET = "Ketik passphrase Anda: di antara yang dicentang ada yang ditandatangani lewat layanan."


class InTurnPage(GuardedPage):
    """What waits for the signature of who is asking; Beranda and the bell lead here."""

    permission = Permission.READ_DOCUMENTS

    def is_visible(self) -> bool:
        """Return False: it is reached from Beranda and the bell."""
        return False

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show each paper in the form it is signed in, with its tick, and the one button for all that are ticked."""
        return self._draw("")

    @expose("/", methods=("POST",))
    def sign(self) -> ResponseReturnValue:
        """Sign what was looked at and show what became of each; no secret is ever shown again."""
        actor, wishes, lost = signed_in_actor(), *_wishes()
        if problem := _NONE if not wishes and not lost else _NO_SECRET if _lacks_secret(wishes) else "":
            return self._draw(problem, 409)
        form_key = request.form.get("form_key", "")
        try:
            with database.atomic():
                spend_form_key(form_key, actor, now())
        except AlreadyDone as done:
            flash(done.sentence, "warning")
            return redirect(self.get_url(".index"), 303)
        settings = current_app.config["ADUAN"]
        key = load_key(settings.secret_key_file)
        pen = Pen(actor, settings, now, key, form_key, request.form.get(_SECRET, ""))
        return self._done(sign_in_turn(wishes, pen), lost)

    @expose("/urungkan", methods=("POST",))
    def undo(self) -> ResponseReturnValue:
        """Take back signatures that have not taken effect, each alone."""
        actor, back, late = signed_in_actor(), 0, 0
        for public_id in request.form.getlist("naskah"):
            paper = Document.get_or_none(Document.public_id == storable(public_id))
            try:
                undo_signature(paper.id if paper is not None else 0, actor, now())
                back += 1
            except RuleBroken:
                late += 1
        if back:
            flash(f"{back} tanda tangan diurungkan. Tidak ada nomor yang terpakai olehnya.", "success")
        if late:
            flash(f"{late} tanda tangan sudah berlaku atau sudah diurungkan.", "warning")
        return redirect(self.get_url(".index"), 303)

    @expose("/<public_id>/<key>/halaman")
    def frame(self, public_id: str, key: str) -> ResponseReturnValue:
        """Show a draft's pages in the form of this key (`Turn.mark`), or say that it changed; `nomor`: one page."""
        actor, at = signed_in_actor(), now()
        paper, _ = find_paper(public_id, actor, at)
        addresses = [self.get_url(name, public_id=public_id, key=key) for name in (".frame", ".pdf")]
        return framed_form(paper.id, key, (addresses[0], addresses[1]), actor, current_app.config["ADUAN"], at)

    @expose("/<public_id>/<key>/pdf")
    def pdf(self, public_id: str, key: str) -> ResponseReturnValue:
        """Send the same as PDF, for a frame; where there is none any more, lead back to what waits."""
        actor, at = signed_in_actor(), now()
        paper, _ = find_paper(public_id, actor, at)
        try:
            content = pdf_of_form(paper.id, key, actor, current_app.config["ADUAN"], at)
        except RuleBroken as broken:
            flash(broken.sentence, "warning")
            return redirect(self.get_url(".index"))
        response = Response(content, mimetype="application/pdf")
        response.headers.set("Content-Disposition", "inline", filename=safe_filename(file_name(paper, "pdf")))
        response.headers["Content-Security-Policy"] = FRAMED
        return response

    def _draw(self, problem: str, status: int = 200) -> Response:
        walk = read_walk(signed_in_actor(), current_app.config["ADUAN"], now())
        page = make_response(
            self.render(_WALK, walk=walk, problem=problem, kept=_kept(walk), paper_title=paper_title)
        )
        page.status_code = status
        page.headers["Content-Security-Policy"] = policy("frame-src 'self'")  # the pages of what is to be signed
        return page

    def _done(self, outcomes: Sequence[Outcome], lost: int) -> str:
        mask_rows([one.paper for one in outcomes], "complaint_id")
        return str(self.render(_DONE, outcomes=outcomes, lost=lost, paper_title=paper_title))


def _wishes() -> tuple[list[Wish], int]:
    """Return what was ticked, each once, and how many of it this person does not see."""
    found, lost = [], 0
    for public_id in dict.fromkeys(request.form.getlist("naskah")):
        try:
            paper, _ = find_paper(public_id, signed_in_actor(), now())
        except (NotVisible, NotPermitted):
            lost += 1
            continue
        found.append(Wish(paper, _of("kata", public_id), _of("nomor", public_id), _move(paper), _look(public_id)))
    return found, lost


def _of(name: str, public_id: str) -> str:
    return storable(request.form.get(f"{name}:{public_id}", "")).strip()


def _move(paper: Document) -> Move | None:
    """Return the move wanted with a signature: one that asks for nothing, of a paper that has a case."""
    wanted = _of("lanjut", paper.public_id) if request.form.get("teruskan") == "ya" else ""
    if wanted not in list(Move) or paper.complaint_id is None:
        return None
    row = MOVES[Move(wanted)]
    return None if row.reason or row.section or row.files else row.move


def _look(public_id: str) -> Look:
    shown = _of("dilihat", public_id)
    return Look(int(shown[:15]) if shown.isascii() and shown.isdecimal() else 0)


def _lacks_secret(wishes: Sequence[Wish]) -> bool:
    return any(wish.service for wish in wishes) and not request.form.get(_SECRET)


def _kept(walk: Walk) -> dict[str, object]:
    """Return what stays of a refused form: numbers as typed, and the ticks of papers that are still the same."""
    if request.method != "POST":
        return {"ticked": frozenset(), "numbers": {}, "onward": True}
    asked = request.form.getlist("naskah")
    same = [one.paper.public_id for one in walk.turns if one.mark and one.mark == _of("kata", one.paper.public_id)]
    numbers = {one.paper.public_id: _of("nomor", one.paper.public_id) for one in walk.turns}
    onward = request.form.get("teruskan") == "ya"
    return {"ticked": frozenset(same) & frozenset(asked), "numbers": numbers, "onward": onward}
