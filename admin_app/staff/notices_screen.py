"""The bell: a person's notices, the waiting ones first, opened one by one or marked as seen all together."""

from collections.abc import Iterable

from flask import Flask, flash, g, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.shell.access import current_actor, now, signed_in_actor
from admin_app.shell.guarded_page import GuardedPage
from models.actions.cases.hand_in_report import NOTICE as FIELD_CHECK
from models.actions.cases.take_case import NOTICE as TAKEN
from models.actions.core.form_key import spend_form_key
from models.actions.core.see_notices import WARNING, own_notices, see_all_notices, see_notice, waiting_notices
from models.actions.intake.officer_answers import NOTICE as OFFICER_ANSWER
from models.tables import Complaint, Notice, database

KINDS = {WARNING: "Peringatan waktu", "paraf_jeda": "Jeda", "blok_nomor": "Penomoran", "periksa_nomor": "Buku nomor"}
KINDS |= {"identitas": "Identitas pelapor", "serah_tugas": "Serah tugas", "sebutan": "Catatan internal"}
KINDS |= {TAKEN: "Penunjukan"}
KINDS |= {FIELD_CHECK: "Penelitian lapangan"}
KINDS |= {OFFICER_ANSWER: "Balasan petugas"}
_SHOWN = 60
# A counter beyond this only says that there are many.
_MOST = 99


def register(app: Flask) -> None:
    """Give the templates `bell()`: how many notices wait for who is asking."""
    app.jinja_env.globals.update(bell=bell)


def bell() -> str:
    """Return the bell's counter; empty where nothing waits or nobody is signed in."""
    actor = current_actor()
    if request.method != "GET" or "bell" not in g:  # drawn more than once on a page
        g.bell = waiting_notices(actor).limit(_MOST + 1).count() if actor else 0
    count = g.bell
    return "" if not count else str(count) if count <= _MOST else f"{_MOST}+"


class NoticesPage(GuardedPage):
    """Everybody's own notices."""

    def is_visible(self) -> bool:
        """Return False: the bell leads here."""
        return False

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show the waiting notices, then the earlier ones."""
        actor = signed_in_actor()
        waiting = list(waiting_notices(actor).order_by(Notice.id.desc()).limit(_SHOWN))
        known = [row.id for row in waiting]
        earlier = own_notices(actor).where(Notice.id.not_in(known)).order_by(Notice.id.desc()).limit(_SHOWN)
        rows = [*waiting, *earlier]
        words = {"numbers": _numbers(rows), "kinds": KINDS, "count": bell()}
        return self.render("staff/notice_list.html", waiting=waiting, earlier=rows[len(waiting) :], **words)

    @expose("/buka", methods=("POST",))
    def open(self) -> ResponseReturnValue:
        """Mark one notice as seen and open what it is about."""
        notice = see_notice(_number("notice"), signed_in_actor(), now())
        case = Complaint.get_or_none(Complaint.id == notice.complaint) if notice.complaint else None
        elsewhere = "/pesan/" if notice.kind == OFFICER_ANSWER else self.get_url(".index")
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


def _numbers(rows: Iterable[Notice]) -> dict[int, str]:
    """Return the numbers of the notices' cases by id. One query."""
    ids = {row.complaint for row in rows if row.complaint}
    return dict(Complaint.select(Complaint.id, Complaint.number).where(Complaint.id.in_(ids)).tuples())
