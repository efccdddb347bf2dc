"""Kerjakan sekaligus: one action on the cases ticked in the queue, previewed, then checked and done one by one."""

from collections.abc import Iterable

from flask import Flask, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.forms.choices import Choices, choices, people
from admin_app.forms.kept_form import NOTHING_KEPT
from admin_app.forms.submission import SHOWN_NEWS
from admin_app.queue.bulk_work import BULK, BulkAction, done, offered, ticked, tried
from admin_app.queue.queue_asking import read_asked
from admin_app.shell import times
from admin_app.shell.access import current_actor, now, signed_in_actor
from admin_app.shell.guarded_page import GuardedPage
from admin_app.shell.masking import mask_rows
from models.actions.cases.take_case import may_be_given
from models.actions.core.form_key import spend_form_key
from models.actions.core.unread_news import Look
from models.rules.core.errors import RuleBroken, UnreadNews
from models.rules.core.texts import storable
from models.rules.staff.permissions import Permission
from models.tables import Complaint, database

_VERSION, _SHOWN = "versi:", f"{SHOWN_NEWS}:"


def register(app: Flask) -> None:
    """Give the templates `bulk_choices()`."""
    app.jinja_env.globals.update(bulk_choices=bulk_choices)


def bulk_choices() -> list[tuple[str, str]]:
    """Return the actions offered to this person, by key and label."""
    actor = current_actor()
    return offered(actor) if actor else []


class BulkPage(GuardedPage):
    """Reached from the queue with the cases ticked there."""

    permission = Permission.READ_CASES

    def is_visible(self) -> bool:
        """Return False: it is reached from the queue."""
        return False

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Redirect to the queue, since nothing is ticked yet."""
        return redirect(f"/meja/{read_asked(request.args).address()}")

    @expose("/", methods=("POST",))
    def preview(self) -> ResponseReturnValue:
        """Show what would happen to each case, and the fields the action needs."""
        return self._preview("")

    @expose("/lakukan", methods=("POST",))
    def run(self) -> ResponseReturnValue:
        """Do it on each case alone, and show what happened to each."""
        actor, action = signed_in_actor(), _chosen()
        cases, words = ticked(request.form.getlist("kasus"), actor), _words(action)
        if missing := [field.label for field in action.fields if not words[field.name].strip()]:
            return self._preview(f"Isi lebih dahulu: {', '.join(missing)}."), 409
        with database.atomic():
            spend_form_key(request.form.get("form_key"), actor, now())
        outcomes = done(action, cases, _sent(_VERSION), _looks(), words, actor, now())
        mask_rows(one.case for one in outcomes if one.case.identity_protected)
        asked = read_asked(request.args)
        again = {
            "key": request.form.get("tindakan", ""),
            "words": words,
            "times": times,
            "now": now(),
            "asked": asked,
        }
        return self.render("queue/bulk_done.html", action=action, outcomes=outcomes, **again)

    def _preview(self, problem: str) -> str:
        actor, action = signed_in_actor(), _chosen()
        cases, words = ticked(request.form.getlist("kasus"), actor), _words(action)
        # What still has to be typed cannot be tried; the rest is.
        whole = all(words[field.name].strip() for field in action.fields)
        outcomes = tried(action, cases, words, actor, now()) if whole else []
        mask_rows(case for case in cases if case.identity_protected)
        asked = read_asked(request.args)
        shown = {"cases": cases, "outcomes": outcomes, "words": words, "key": request.form.get("tindakan", "")}
        kept = {"kept": NOTHING_KEPT, "choices": lambda name: _choices(name, cases)}
        return str(self.render("queue/bulk.html", action=action, asked=asked, problem=problem, **shown, **kept))


def _chosen() -> BulkAction:
    wanted = request.form.get("tindakan", "")
    if wanted not in dict(bulk_choices()):
        raise RuleBroken("Pilih tindakan untuk yang dicentang lebih dahulu.")
    return BULK[wanted]


def _sent(prefix: str) -> dict[str, str]:
    """Return the fields of this prefix, by the case they are of."""
    return {name.removeprefix(prefix): text for name, text in request.form.items() if name.startswith(prefix)}


def _looks() -> dict[str, Look]:
    asked = request.form.get(UnreadNews.asks) == "ya"
    numbers = {case: text for case, text in _sent(_SHOWN).items() if text.isascii() and text.isdecimal()}
    return {case: Look(int(text[:15]), asked) for case, text in numbers.items()}


def _choices(name: str, cases: Iterable[Complaint]) -> Choices:
    """Return a list to choose from; of people only those who may hold one of the ticked cases."""
    return people(may_be_given(cases, now())) if name == "holders" else choices(name)


def _words(action: BulkAction) -> dict[str, str]:
    return {field.name: storable(request.form.get(field.name, "")).replace("\r\n", "\n") for field in action.fields}
