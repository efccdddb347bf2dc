"""The bell: a person's notices, one a case, the waiting ones first; opened singly or marked as seen together."""

from flask import Flask, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose
from peewee import fn

from admin_app.shell.access import current_actor, now, signed_in_actor
from admin_app.shell.frame_numbers import BELL, counters_of, frame_numbers
from admin_app.shell.guarded_page import GuardedPage
from admin_app.staff.notice_lines import earlier_lines, waiting_lines
from models.actions.clocks.ask_changes import NOTICE as CHANGE_WAITS
from models.actions.core.form_key import spend_form_key
from models.actions.core.see_notices import (
    counting_cases,
    own_notices,
    see_all_notices,
    see_notice,
    waiting_cases,
)
from models.actions.intake.officer_answers import NOTICE as OFFICER_ANSWER
from models.rules.staff.notices import SORTS, Family
from models.tables import Complaint, Notice, database
from models.tables.core.prepared import Worded

# Where a line for many cases leads.
_LISTS = {
    Family.WAKTU: "/meja/?tab=saya",
    Family.DISPOSISI: "/",
    Family.NASKAH: "/tanda-tangan-berturut/",
    Family.KABAR: "/meja/?tab=terbuka",
}
# Where one that belongs to no case leads; any other stays on this page.
_OF_NO_CASE = {OFFICER_ANSWER: "/pesan/", CHANGE_WAITS: "/kalender/"}
_SHOWN = 60
# A counter beyond this only says that there are many.
_MOST = 99


def register(app: Flask) -> None:
    """Give the templates `bell()`: of how many cases a notice waits for who is asking."""
    app.jinja_env.globals.update(bell=bell)
    counters_of(app).bell = _counting


def bell() -> str:
    """Return the bell's counter; empty where nothing waits or nobody is signed in."""
    actor = current_actor()
    if actor is None:
        return ""
    # What was just done may have changed it; a page that only reads draws it more than once.
    count = frame_numbers()[BELL] if request.method == "GET" else waiting_cases(actor, _MOST + 1)
    return "" if not count else str(count) if count <= _MOST else f"{_MOST}+"


def _counting() -> Worded:
    return counting_cases(signed_in_actor(), _MOST + 1)


class NoticesPage(GuardedPage):
    """Everybody's own notices."""

    def is_visible(self) -> bool:
        """Return False: the bell leads here."""
        return False

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show the waiting notices, then the earlier ones."""
        actor = signed_in_actor()
        waiting = waiting_lines(actor, _SHOWN)
        newest = own_notices(actor).select(fn.MAX(Notice.id)).scalar()
        words = {"earlier": earlier_lines(actor, waiting.cases, _SHOWN), "newest": newest, "count": bell()}
        return self.render("staff/notice_list.html", waiting=waiting.lines, **words)

    @expose("/buka", methods=("POST",))
    def open(self) -> ResponseReturnValue:
        """Mark a notice, or those of a line for many cases, as seen and open what it is about."""
        family = request.form.get("keluarga", "")
        if family in list(Family):
            kinds = {row.kind for row in SORTS if row.family == family}
            see_all_notices(signed_in_actor(), _number("newest"), now(), kinds)
            return redirect(_LISTS[Family(family)])
        notice = see_notice(_number("notice"), signed_in_actor(), now())
        case = Complaint.get_or_none(Complaint.id == notice.complaint) if notice.complaint else None
        elsewhere = _OF_NO_CASE.get(notice.kind) or self.get_url(".index")
        return redirect(f"/meja/kasus/{case.public_id}" if case else elsewhere)

    @expose("/semua", methods=("POST",))
    def see_all(self) -> ResponseReturnValue:
        """Mark every notice shown as seen."""
        actor = signed_in_actor()
        with database.atomic():
            spend_form_key(request.form.get("form_key"), actor, now())
            count = see_all_notices(actor, _number("newest"), now())
        flash(f"{count} pemberitahuan ditandai sudah dibaca.", "success")
        return redirect(self.get_url(".index"))


def _number(name: str) -> int:
    """Return an id from the form; 0 where it is not a number."""
    typed = request.form.get(name, "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 16 else 0
