"""The routes of Meja Kerja: the page, one case, every button, and the news."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, cast
from urllib.parse import quote

from flask import Response, current_app, flash, jsonify, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_admin import expose
from peewee import ModelSelect
from werkzeug.exceptions import NotFound

from admin_app.case_page.buttons import BUTTONS
from admin_app.case_page.composer import Beginning
from admin_app.case_page.conversation import LONGEST, SHOWN
from admin_app.case_page.news import mark_of
from admin_app.case_page.page import NOTES, STALE, TITLE, draw_parts, words
from admin_app.case_page.reading import CaseView, read_case
from admin_app.cases.typed_words import drafts_told, take_typed
from admin_app.forms.finding_case import find_case
from admin_app.forms.kept_form import NOTHING_KEPT, Kept
from admin_app.forms.submission import Submission
from admin_app.queue.came_in import came_since, note_shown
from admin_app.queue.queue_asking import Asked, asked_of, read_asked
from admin_app.queue.reading_queue import next_in_queue, read_queue
from admin_app.search.search_box import note_opened
from admin_app.shell.access import now, passed_over, signed_in_actor
from admin_app.shell.guarded_page import GuardedPage, capped
from admin_app.shell.safe_headers import policy
from admin_app.upkeep.health import why_late
from models.actions.cases.be_present import Present, be_present
from models.actions.cases.desk import on_desk_of
from models.actions.cases.keep_draft import drop_draft
from models.actions.core.actor import Actor
from models.actions.staff.own_desk import first_view
from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible, RuleBroken, StaleCase, UnreadNews
from models.rules.staff.permissions import Permission
from models.rules.staff.presence import Grade
from models.rules.staff.roles import Role
from models.tables import Complaint
from models.tables.core.prepared import Worded, prepared_by_value, worded
from models.tables.core.settings import Settings
from models.tables.privacy.visible import visible


class Workspace(GuardedPage):
    """Meja Kerja: queue, conversation and case side by side."""

    permission = Permission.READ_CASES

    def waiting(self) -> Worded:
        """Return the query for how many cases are on the desk of who is asking."""
        actor = signed_in_actor()
        recused = passed_over()
        return worded(capped(_on_desk(actor, recused))) if recused else _usually_waiting.worded(actor)

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show the queue without an open case; without parameters, by the view this person begins with."""
        view = None if request.args else first_view(signed_in_actor())
        if view is not None:
            return redirect(f"/meja/{asked_of(view.query).address()}")
        return self._draw(None, _opened, NOTHING_KEPT)

    @expose("/kasus/<public_id>")
    def case(self, public_id: str) -> ResponseReturnValue:
        """Show one case beside the queue."""
        return self._draw(find_case(public_id, signed_in_actor()), _opened, NOTHING_KEPT)

    @expose("/kasus/<public_id>/<button>", methods=("POST",))
    def submit(self, public_id: str, button: str) -> ResponseReturnValue:
        """Do what a button of a case says; where it is refused, show the page with what was typed."""
        if button not in BUTTONS:
            raise NotFound
        case, actor = find_case(public_id, signed_in_actor()), signed_in_actor()
        submission = Submission(case, _typed(), actor, now(), _settings(), request.files)
        # Asked before the action, which may take the case out of this list.
        follows = next_in_queue(_asked(), public_id, actor, now()) if submission.goes_on else None
        try:
            note_shown(case.id, submission.look_if_asked, actor, submission.now)
            sentence = BUTTONS[button](submission)
        except (NotVisible, NotPermitted):
            raise
        except AlreadyDone as done:
            flash(done.sentence, "warning")
        except RuleBroken as broken:
            stale = isinstance(broken, StaleCase)
            sentence = STALE if stale else broken.sentence
            kept = Kept(submission.word("form"), submission.form, sentence, stale, broken.asks)
            case = find_case(public_id, actor)
            return self._draw(case, partial(_seen_with, submission, broken), kept), 409
        else:
            if sentence:
                flash(sentence, "success")
        drop_draft(case.id, submission.word("form"), actor, submission.now, form_key=submission.word("form_key")[:64])
        if submission.goes_on:
            return redirect(f"/meja/{f'kasus/{follows}' if follows else ''}{_asked().address()}", 303)
        return redirect(_page_after(public_id, _TAKEN_UP.get(button, _nothing)(submission)), 303)

    @expose("/kasus/<public_id>/ketikan", methods=("POST",))
    def typing(self, public_id: str) -> ResponseReturnValue:
        """Store what is being typed in a form of a case; it is shown to nobody else and not logged."""
        return take_typed(public_id, _typed())

    @expose("/kabar")
    def news(self) -> ResponseReturnValue:
        """Answer an open page: 304 when nothing changed, else the parts drawn again."""
        actor, moment, asked = signed_in_actor(), now(), _asked()
        public_id = request.args.get("kasus", "")
        case = find_case(public_id, actor) if public_id else None
        present = _present(case, actor, moment) if case else []
        mark = mark_of(actor, asked, case, moment, present)
        known = request.headers.get("If-None-Match", "").strip('"') or request.args.get("sejak", "")
        if known == mark:
            response = Response(status=304)
        else:
            seen = read_case(case, actor, moment, _shown(), why_late=why_late) if case else None
            parts = draw_parts(actor, moment, asked, seen, present)
            chips, bell = render_template("shell/channel_chips.html"), render_template("shell/bell.html")
            menu = render_template("shell/side_menu.html", admin_view=None)
            response = jsonify(parts | {"kanal": chips, "lonceng": bell, "menu": menu})
        response.headers["ETag"] = f'"{mark}"'
        return response

    def _draw(self, case: Complaint | None, read: Callable[[Complaint], CaseView], kept: Kept) -> Response:
        actor, moment, asked = signed_in_actor(), now(), _asked()
        present = _present(case, actor, moment) if case else []
        mark = mark_of(actor, asked, case, moment, present)  # before all is read: what comes meanwhile is news
        seen, queue = read(case) if case else None, read_queue(asked, actor, moment)
        context = words(actor, moment, asked, seen, kept, present)
        context["drafts"] = drafts_told(case.id, actor, moment) if case else {}
        drawn = make_response(self.render("case_page/page.html", queue=queue, mark=mark, tab_title=TITLE, **context))
        drawn.headers["Content-Security-Policy"] = policy("frame-src 'self'")  # the pages of what is to be signed
        return drawn


def _on_desk(actor: Actor, recused: Mapping[int, frozenset[Role]]) -> "ModelSelect[Complaint]":
    here = visible(actor.scope) & (Complaint.open == True)  # noqa: E712 - uses the index
    return Complaint.select().where(here & on_desk_of(actor, recused))


@prepared_by_value
def _usually_waiting(actor: Actor) -> Any:
    return capped(_on_desk(actor, {}))


def _present(case: Complaint, actor: Actor, moment: datetime) -> list[Present]:
    """Note that this person has the case open, and return who else has."""
    said = request.headers.get("X-Aduan-Hadir", "")
    return be_present(case.id, actor.staff_id, Grade(said) if said in set(Grade) else Grade.SEEING, moment)


def _nothing(_submission: Submission) -> str:
    return ""


def _again(submission: Submission) -> str:
    """Put a reply that was taken back into the writing box, to be changed."""
    return f"&ulang={quote(submission.word('balasan'), safe='')}#tulis"


def _note_again(_submission: Submission) -> str:
    """Return to the notes, so that a second note does not go to the citizen by mistake."""
    return f"&{NOTES}#catatan"


def _text_of_macro(submission: Submission) -> str:
    """Put a macro's prepared text into the writing box, to be read before it is sent."""
    code = submission.word("templat")
    return f"&templat={quote(code, safe='')}#tulis" if code else ""


def _draft_below(submission: Submission) -> str:
    """Return the anchor of the paper just drafted, which opens its fold."""
    return f"#f-{quote(submission.word('form').removeprefix('konsep-'), safe='')}"


# What the address after an action says beside the case.
_TAKEN_UP: Mapping[str, Callable[[Submission], str]] = {
    "batal-balas": _again,
    "catatan": _note_again,
    "makro": _text_of_macro,
    "konsep": _draft_below,
}


def _page_after(public_id: str, more: str) -> str:
    """Return the page after an action: the case, or the queue where he may no longer see it."""
    try:
        find_case(public_id, signed_in_actor())
    except NotVisible:
        return f"/meja/{_asked().address()}"
    return f"/meja/kasus/{public_id}{_asked().address()}{more}"


def _seen(case: Complaint) -> CaseView:
    begun = Beginning(request.args.get("templat", ""), request.args.get("ulang", ""))
    return read_case(case, signed_in_actor(), now(), _shown(), begun, why_late)


def _opened(case: Complaint) -> CaseView:
    seen = _seen(case)
    note_opened(case.id)
    return seen


def _seen_with(submission: Submission, broken: RuleBroken, case: Complaint) -> CaseView:
    """Return the page of a refused form, with what came since that was drawn where it asks about that."""
    seen = _seen(case)
    if not isinstance(broken, UnreadNews):
        return seen
    return replace(seen, came=came_since(submission.case, submission.look.shown, submission.actor))


def _asked() -> Asked:
    return read_asked(request.args)


def _shown() -> int:
    """Return how many messages to show: `pesan` in the address, within limits."""
    typed = request.args.get("pesan", "")
    return (
        min(int(typed), LONGEST)
        if typed.isascii() and typed.isdecimal() and len(typed) < 6 and typed > "0"
        else SHOWN
    )


def _typed() -> Mapping[str, str]:
    """Return what was typed; boxes ticked under one name are joined by commas."""
    form = request.form
    return {name: ",".join(filter(None, form.getlist(name))) for name in form if name != "csrf_token"}


def _settings() -> Settings:
    return cast(Settings, current_app.config["ADUAN"])
