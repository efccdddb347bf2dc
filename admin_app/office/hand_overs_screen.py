"""Serah tugas: who is Plh. or Plt. of which post and when, and what waits on the desk handed over."""

from typing import Any

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose
from wtforms import DateField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from admin_app.forms.form_fields import OfficeForm, PlainText
from admin_app.forms.row_ids import row_id
from admin_app.office.office_people_screen import post_options
from admin_app.second.asking import WAITS, ask_second, waiting_of
from admin_app.shell.access import demand, now, passed_over, signed_in_actor
from admin_app.shell.guarded_page import GuardedPage
from models.actions.cases.desk import on_desk_of
from models.actions.core.actor import ACTING, Actor, in_force, not_ended_by
from models.actions.core.second.needed import needs_second
from models.actions.core.second.requests import Wish
from models.actions.office.hand_over import HandOver, check_hand_over, end_hand_over, hand_over, holder_was_told
from models.actions.office.holders import POST_KINDS
from models.actions.office.second_kinds import HAND_OVER, hand_over_body, person_target
from models.rules.core.errors import NotPermitted, NotVisible, RuleBroken
from models.rules.core.moments import day_begins, to_wib
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import ROLES, Role
from models.tables import Complaint, OfficeHolder, Official, Staff, database
from models.tables.privacy.visible import visible

_EARLIER = 20
_ALONE = "Penggantinya diberi tahu lewat lonceng; pada jabatannya sendiri tidak ada akun aktif."


class HandOverForm(OfficeForm):
    """One hand-over."""

    post = SelectField("Jabatan yang diserahkan", choices=post_options())
    staff = SelectField(
        "Kepada",
        coerce=int,
        description="bila Anda sendiri penggantinya, Kepala Kantor atau Administrator yang mencatat",
    )
    kind = SelectField("Sebagai", choices=[(key, POST_KINDS[key]) for key in ACTING])
    first = DateField("Mulai", [InputRequired()])
    last = DateField("Sampai", [InputRequired()], description="termasuk hari ini")
    order_number = PlainText("Nomor surat perintah", [InputRequired(), Length(max=80)])
    note = TextAreaField(
        "Yang diserahkan",
        [Length(max=2000)],
        description="pesan kepada pengganti; yang di meja jabatan itu tampil sendiri padanya",
        render_kw={"rows": 3},
    )

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self.staff.choices = _people()


class HandOversPage(GuardedPage):
    """The present, future and past hand-overs, and the form for a new one."""

    permission = Permission.HAND_OVER

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show the list and the empty form."""
        today = to_wib(now()).date()
        return self._draw(HandOverForm(first=today, last=today))

    @expose("/simpan", methods=("POST",))
    def add(self) -> ResponseReturnValue:
        """Add a hand-over; where it is refused, show the form with what was typed."""
        actor = demand(Permission.HAND_OVER)
        form = HandOverForm(request.form)
        if not form.validate():
            return self._draw(form, "Ada isian yang perlu dibetulkan."), 409
        asked = HandOver(
            Role(form.post.data),
            form.staff.data,
            form.first.data,
            form.last.data,
            form.order_number.data,
            form.kind.data,
            form.note.data or "",
        )
        try:
            told = _handed(asked, actor)
        except (NotPermitted, NotVisible):
            raise
        except RuleBroken as broken:
            return self._draw(form, broken.sentence), 409
        flash(told, "warning" if told == WAITS else "success")
        return redirect(self.get_url(".index"), 303)

    @expose("/akhiri", methods=("POST",))
    def end(self) -> ResponseReturnValue:
        """End a hand-over now."""
        actor = demand(Permission.HAND_OVER)
        holder = request.form.get("serah", 0, type=row_id)
        if not 0 < holder < 2**31:
            raise NotVisible
        ended = end_hand_over(holder, actor, now(), form_key=request.form.get("form_key"))
        begun = ended.valid_from <= to_wib(now()).date()
        flash(
            "Serah tugas diakhiri; haknya berhenti sekarang juga."
            if begun
            else "Serah tugas dibatalkan sebelum mulai.",
            "success",
        )
        return redirect(self.get_url(".index"), 303)

    def _draw(self, form: HandOverForm, problem: str = "") -> str:
        today = to_wib(now()).date()
        words = {
            "running": _acting(in_force(today)),
            "coming": _acting((OfficeHolder.valid_from > today) & not_ended_by(today)),
        }
        earlier = _acting((OfficeHolder.valid_until < today) | ~not_ended_by(today))[:_EARLIER]
        return self.render(
            "office/hand_overs.html",
            form=form,
            problem=problem,
            earlier=earlier,
            waiting=_waiting(),
            asked=waiting_of(HAND_OVER),
            kinds=POST_KINDS,
            begins=day_begins,
            **words,
        )


def _handed(asked: HandOver, actor: Actor) -> str:
    """Hand over, or ask a second person for it; return what is said of it."""
    form_key = request.form.get("form_key")
    if needs_second(actor, Permission.HAND_OVER):
        with database.atomic():
            check_hand_over(asked, actor, now())
            ask_second(Wish(HAND_OVER, person_target(asked), hand_over_body(asked)), form_key)
        return WAITS
    row = hand_over(asked, actor, now(), form_key=form_key)
    return f"Serah tugas tercatat. {'Keduanya diberi tahu lewat lonceng.' if holder_was_told(row) else _ALONE}"


def _people() -> list[tuple[int, str]]:
    known = Staff.active & Staff.official.is_null(False) & (Staff.role != str(Role.ADMINISTRATOR))
    known &= Staff.id != (signed_in_actor().staff_id or 0)
    rows = Staff.select().where(known).order_by(Staff.name)
    return [(row.id, f"{row.name or row.username} ({ROLES[Role(row.role)].label})") for row in rows]


def _acting(condition: object) -> list[OfficeHolder]:
    rows = OfficeHolder.select(OfficeHolder, Official).join(Official)
    acting = rows.where(OfficeHolder.kind.in_(ACTING) & condition)
    return list(acting.order_by(OfficeHolder.valid_from.desc(), OfficeHolder.id.desc()))


def _waiting() -> dict[str, int]:
    """Return how many cases wait on the desk of each post, of those the post itself may see."""
    found, recused = {}, passed_over()
    for key, _title in post_options():
        holder = Actor("", Role(key), section=ROLES[Role(key)].section)
        here = (Complaint.open == True) & visible(holder.scope)  # noqa: E712 - led by the index
        found[key] = Complaint.select().where(here & on_desk_of(holder, recused)).count()
    return found
