"""Beranda: the first page after signing in, with what waits for the person; also serves Flask-Admin's files."""

from collections.abc import Mapping
from typing import cast

from flask import current_app, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import AdminIndexView, expose

from admin_app.case_page.buttons import BUTTONS
from admin_app.forms.finding_case import find_case
from admin_app.forms.submission import Submission
from admin_app.home.blocks import Marks, Shown, Viewer, read_blocks
from admin_app.home.disposition import disposition_words
from admin_app.home.roles import blocks_of
from admin_app.queue.came_in import NOTHING_CAME, CameIn, came_since, note_shown
from admin_app.shell import times
from admin_app.shell.access import may, now, signed_in_actor
from admin_app.shell.guarded_page import Guarded
from admin_app.shell.stamping import stamp
from docgen.wording import date_with_day
from models.actions.cases.desk import on_desk_of
from models.actions.core.actor import Actor
from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible, RuleBroken, UnreadNews
from models.rules.core.moments import to_wib
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import SECTION_HEADS, Role
from models.tables import Staff
from models.tables.core.settings import Settings

# The greeting, until which hour.
_GREETINGS = ((11, "Selamat pagi"), (15, "Selamat siang"), (18, "Selamat sore"), (24, "Selamat malam"))

# For whom papers wait that others drafted.
_SIGNERS = frozenset({Role.KASUBSI_INFOKIM, *SECTION_HEADS.values()})


class HomePage(Guarded, AdminIndexView):
    """The home of every role."""

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show what waits for who is asking."""
        return self._draw()

    @expose("/beranda/disposisi/<public_id>", methods=("POST",))
    def dispose(self, public_id: str) -> ResponseReturnValue:
        """Make the disposition of a case, as the button on its page does, and return home."""
        actor = signed_in_actor()
        case = find_case(public_id, actor)
        submission = Submission(case, _typed(), actor, now(), _settings())
        try:
            note_shown(case.id, submission.look_if_asked, actor, submission.now)
            flash(BUTTONS["langkah"](submission), "success")
        except (NotVisible, NotPermitted):
            raise
        except AlreadyDone as done:
            flash(done.sentence, "warning")
        except RuleBroken as broken:
            asks = isinstance(broken, UnreadNews)
            came = came_since(find_case(public_id, actor), submission.look.shown, actor) if asks else NOTHING_CAME
            return self._draw(public_id, broken.sentence, came), 409
        return redirect("/", 303)

    def _draw(self, kept: str = "", problem: str = "", came: CameIn = NOTHING_CAME) -> str:
        actor = signed_in_actor()
        shown, marks = read_home(actor)
        return str(
            self.render(
                "home/page.html",
                shown=shown,
                marks=marks,
                mark=stamp([[one.said for one in shown], sorted(marks.items())]),
                greeting=_greeting(),
                name=_name_of(actor),
                today=date_with_day(to_wib(now()).date()),
                sees_cases=may(Permission.READ_CASES),
                signs=actor.among(_SIGNERS),
                kept=kept,
                problem=problem,
                typed=_typed() if problem else {},
                came=came,
                times=times,
                now=now(),
                **disposition_words(),
            )
        )


def read_home(actor: Actor) -> tuple[list[Shown], Marks]:
    """Read every block of a person's home, and what is said beside a line of the other blocks its case is in."""
    viewer = Viewer(actor, now(), on_desk_of(actor), _settings())
    return read_blocks(blocks_of(actor.roles), viewer)


def _greeting() -> str:
    hour = to_wib(now()).hour
    return next(words for end, words in _GREETINGS if hour < end)


def _name_of(actor: Actor) -> str:
    row = Staff.get_or_none(Staff.id == actor.staff_id)
    return str(row.name) if row is not None and row.name else actor.username


def _typed() -> Mapping[str, str]:
    return cast(Mapping[str, str], request.form.to_dict())


def _settings() -> Settings:
    return cast(Settings, current_app.config["ADUAN"])
