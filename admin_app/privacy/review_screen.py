"""Tinjau kata-kata: the texts of a protected case, looked through before it leaves the first desk."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose
from werkzeug.exceptions import NotFound

from admin_app.forms.finding_case import find_case
from admin_app.privacy.confidentiality_screen import Submission
from admin_app.privacy.traced_looks import note_shown
from admin_app.shell.access import now, signed_in_actor
from admin_app.shell.guarded_page import GuardedPage
from models.actions.core.actor import Actor
from models.actions.core.identities import mask_of
from models.actions.core.text_marks.standing import standing
from models.actions.core.text_marks.unreviewed import Wording, unreviewed_texts
from models.actions.privacy.mark_words import hide_words, spare_words, undo_mark
from models.actions.privacy.review_texts import confirm_review, may_review
from models.rules.core.errors import NotPermitted, NotVisible, RuleBroken
from models.rules.core.texts import storable
from models.rules.privacy.masking import mask_name
from models.rules.privacy.reviewed_text import Stretch, Why, stretches
from models.rules.staff.permissions import Permission
from models.tables import Complaint, TextMark

MOST = 50  # texts shown and confirmed at once


@dataclass(frozen=True)
class TextShown:
    """One text to look through, in parts; `found`: each word that may be left to be read."""

    key: str
    later: bool  # an edit of a message, not its first wording
    parts: tuple[Stretch, ...]
    found: tuple[str, ...]


@dataclass(frozen=True)
class MarkShown:
    """One mark, with its words as far as this person may read them."""

    row: TextMark
    words: str
    may_undo: bool


@dataclass(frozen=True)
class Review:
    """Everything the page shows."""

    case: Complaint
    may_review: bool
    may_hide: bool
    texts: tuple[TextShown, ...]
    left: int
    marks: tuple[MarkShown, ...]


def read_review(case: Complaint, actor: Actor) -> Review:
    """Return the page: the waiting texts with their words only for who looks through them now."""
    mine, waiting, mask = may_review(case, actor), unreviewed_texts(case), mask_of(case)
    shown = waiting[:MOST] if mine else []
    return Review(
        case=case,
        may_review=mine,
        may_hide=bool(case.identity_protected) and (mine or actor.may(Permission.PROTECT)),
        texts=tuple(_text(one, stretches(one.text, mask)) for one in shown),
        left=len(waiting) - len(shown),
        marks=tuple(_mark(row, mine, actor) for row in standing(case.id)),
    )


def _text(one: Wording, parts: list[Stretch]) -> TextShown:
    found = dict.fromkeys(part.text for part in parts if part.why is Why.FOUND)
    return TextShown(f"{one.message}:{one.version}", one.version > 0, tuple(parts), tuple(found))


def _mark(row: TextMark, mine: bool, actor: Actor) -> MarkShown:
    wanted = Permission.UNPROTECT if row.hides else Permission.PROTECT
    return MarkShown(row, row.words if mine or not row.hides else mask_name(row.words), mine or actor.may(wanted))


def _hide(said: Submission) -> str:
    hide_words(said.case.id, said.word("kata"), said.actor, said.now, form_key=said.key)
    return "Ditandai: kata itu kini disamarkan di mana-mana."


def _spare(said: Submission) -> str:
    spare_words(said.case.id, said.word("kata"), said.actor, said.now, form_key=said.key)
    return "Kata itu dibiarkan tampak dalam kasus ini."


def _undo(said: Submission) -> str:
    undo_mark(said.case.id, said.number("tanda"), said.actor, said.now, form_key=said.key)
    return "Tanda dicabut."


def _confirm(said: Submission) -> str:
    left = confirm_review(said.case.id, _shown(), said.actor, said.now, form_key=said.key)
    return f"Tercatat. Masih {left} pesan menunggu ditinjau." if left else "Semua pesan kasus ini sudah ditinjau."


def _shown() -> list[tuple[int, int]]:
    pairs = (one.partition(":") for one in request.form.getlist("pesan")[:MOST])
    return [(int(a), int(b)) for a, _, b in pairs if _is_id(a) and _is_id(b)]


def _is_id(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) < 16


BUTTONS: Mapping[str, Callable[[Submission], str]] = {
    "samarkan": _hide,
    "biarkan": _spare,
    "cabut": _undo,
    "selesai": _confirm,
}


class ReviewPage(GuardedPage):
    """Reached from a protected case."""

    permission = Permission.READ_CASES

    def is_visible(self) -> bool:
        """Return False: it is reached from its case."""
        return False

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Lead to the queue: a review is always of one case."""
        return redirect("/meja/")

    @expose("/<public_id>")
    def one(self, public_id: str) -> ResponseReturnValue:
        """Show what waits in one case; the look is stored before."""
        return self._draw(public_id)

    @expose("/<public_id>/<button>", methods=("POST",))
    def submit(self, public_id: str, button: str) -> ResponseReturnValue:
        """Do what a button says; where it is refused, show the page with what was typed."""
        if button not in BUTTONS:
            raise NotFound
        actor = signed_in_actor()
        case = find_case(public_id, actor)
        try:
            sentence = BUTTONS[button](Submission(case, actor, now()))
        except (NotVisible, NotPermitted):
            raise
        except RuleBroken as broken:
            note_shown("text_review.one")
            return self._draw(public_id, broken.sentence, button), 409
        flash(sentence, "success")
        return redirect(self._after(case, actor, button), 303)

    def _after(self, case: Complaint, actor: Actor, button: str) -> str:
        """Return the page again, or the case once nothing waits on it any more."""
        done = button == "selesai" and not unreviewed_texts(case)
        return f"/meja/kasus/{case.public_id}" if done else str(self.get_url(".one", public_id=case.public_id))

    def _draw(self, public_id: str, problem: str = "", form: str = "") -> str:
        actor = signed_in_actor()
        seen = read_review(find_case(public_id, actor), actor)
        typed = storable(request.form.get("kata", "")) if problem else ""
        words: dict[str, Any] = {"problem": problem, "kept_form": form, "typed": typed}
        return self.render("privacy/text_review.html", seen=seen, case=seen.case, Why=Why, **words)
