"""The issues of the SOP with their nine steps: everybody reads them; those who keep the SOP write the next one."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import abort, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose
from markupsafe import Markup
from wtforms import DateField, FieldList, FormField, IntegerField, SelectField
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import TextArea

from admin_app.forms.form_fields import OfficeForm, PlainText
from admin_app.lists.guarded_view import GuardedView
from admin_app.shell.access import demand, may, now, signed_in_actor
from admin_app.shell.columns import Column, panel, pill
from models.actions.core.office_facts import sop_in_force
from models.actions.office.keep_sop import change_sop, issue_sop, issued_steps, may_change, withdraw_sop
from models.rules.cases.sop import Step
from models.rules.clocks.due_dates import Standard, Unit
from models.rules.core.errors import AlreadyDone, RuleBroken
from models.rules.core.moments import to_wib
from models.rules.core.texts import storable
from models.rules.office.sop_issue import LONGEST_NUMBER, LONGEST_WORDS, Issue, StepIssued, changed_standards
from models.rules.staff.permissions import Permission
from models.tables import SopVersion

UNITS = {"menit": "menit kerja", "hari": "hari kerja"}
_WORDS = [InputRequired(), Length(max=LONGEST_WORDS)]


class StepForm(OfficeForm):
    """One step."""

    title = PlainText("Kegiatan", _WORDS, widget=TextArea(), render_kw={"rows": 2})
    actor = PlainText("Pelaksana", _WORDS, widget=TextArea(), render_kw={"rows": 2})
    amount = IntegerField("Waktu", [InputRequired(), NumberRange(1)])
    unit = SelectField("Satuan", choices=list(UNITS.items()))
    output = PlainText("Keluaran", _WORDS, widget=TextArea(), render_kw={"rows": 2})


class SopForm(OfficeForm):
    """One issue of the SOP, always with nine steps in their order."""

    number = PlainText("Nomor SOP", [InputRequired(), Length(max=LONGEST_NUMBER)])
    title = PlainText("Judul", _WORDS)
    valid_from = DateField("Berlaku mulai", [InputRequired()])
    steps = FieldList(FormField(StepForm), min_entries=len(Step), max_entries=len(Step))

    def issue(self) -> Issue:
        """Return what was typed."""
        steps = tuple(_step(place, typed) for place, typed in enumerate(self.steps.data, start=1))
        return Issue(storable(self.number.data), storable(self.title.data), self.valid_from.data, steps)


def _step(place: int, typed: dict[str, Any]) -> StepIssued:
    words = [storable(typed[name]) for name in ("title", "actor", "output")]
    return StepIssued(place, words[0], words[1], Standard(typed["amount"], Unit(typed["unit"])), words[2])


class SopVersionsView(GuardedView):
    """The issues of the SOP; the next one is a changed copy of an earlier one, valid from a day on."""

    explanation = "Setiap pengaduan mengikuti terbitan SOP yang berlaku ketika pengaduan itu dibuka."
    list_template = "office/sop.html"
    noun = "SOP"
    order = (SopVersion.valid_from.desc(),)
    columns = (
        Column("berlaku", "Berlaku mulai", lambda row: row.valid_from, SopVersion.valid_from),
        Column("status", "Status", lambda row: row.state),
        Column("nomor", "Nomor", lambda row: row.number),
        Column("judul", "Judul", lambda row: row.title),
        Column("dimuat", "Dimuat", lambda row: row.loaded_at),
    )

    def prepare(self, rows: list[Any]) -> None:
        """Say which issue is in force."""
        current, today = sop_in_force(now()).id, to_wib(now()).date()
        for row in rows:
            row.is_current, row.is_to_come = row.id == current, row.valid_from > today
            other = pill("Akan berlaku", "info") if row.is_to_come else pill("Digantikan")
            row.state = pill("Berlaku", "good") if row.is_current else other

    def may_keep(self) -> bool:
        """Whether who is asking may write an issue."""
        return may(Permission.KEEP_SOP)

    def row_actions(self, row: SopVersion) -> list[tuple[str, str]]:
        """Offer to show the steps, and to change an issue under which no complaint was opened yet."""
        found = [("Langkah", super().row_actions(row)[0][1])]
        if self.may_keep() and may_change(row, now()):
            found.append(("Ubah", self.get_url(".change", id=row.id)))
        return found

    def detail_panels(self, row: Any) -> list[Markup]:
        """Return the nine steps, and the times that differ from the issue before."""
        steps = issued_steps(row.id)
        before = SopVersion.select().where(SopVersion.valid_from < row.valid_from)
        earlier = before.order_by(SopVersion.valid_from.desc()).first()
        were = changed_standards(issued_steps(earlier.id), steps) if earlier else {}
        withdrawn = self.may_keep() and row.is_to_come and not row.is_current
        return [panel("office/sop_steps.html", steps=steps, units=UNITS, were=were, withdrawn=withdrawn, issue=row)]

    @expose("/susun", methods=("GET", "POST"))
    def compose(self) -> ResponseReturnValue:
        """Show the form filled from the issue in force, or store the next one."""
        demand(Permission.KEEP_SOP)
        return self._form_page(sop_in_force(now()), "Susun terbitan SOP berikutnya", issue_sop, fresh=True)

    @expose("/ubah", methods=("GET", "POST"))
    def change(self) -> ResponseReturnValue:
        """Show the form of an issue without complaints, or store it."""
        row = self._asked()
        return self._form_page(row, "Ubah terbitan SOP", partial(change_sop, row.id))

    @expose("/batalkan", methods=("POST",))
    def withdraw(self) -> ResponseReturnValue:
        """Withdraw an issue whose first day has not come."""
        row = self._asked()
        try:
            withdraw_sop(row.id, signed_in_actor(), now(), form_key=request.form.get("form_key"))
        except AlreadyDone:
            raise
        except RuleBroken as broken:
            flash(broken.sentence, "error")
        else:
            flash("Terbitan dibatalkan. Yang berlaku sekarang tetap berlaku.", "success")
        return redirect(self.get_url(".index_view"))

    def _asked(self) -> Any:
        demand(Permission.KEEP_SOP)
        return self.get_one(request.args.get("id", "")) or abort(404)

    def _form_page(
        self, row: SopVersion, title: str, keep: Callable[..., Any], fresh: bool = False
    ) -> ResponseReturnValue:
        form, status = _filled(row, fresh), 200
        if request.method == "POST":
            form = SopForm(request.form)
            if form.validate() and _kept(form, keep):
                flash("Terbitan SOP disimpan. Pengaduan yang sudah dibuka tetap memakai waktu lamanya.", "success")
                return redirect(self.get_url(".index_view"))
            status = 409
        back = self.get_url(".index_view")
        return self.render("office/sop_form.html", form=form, title=title, list_url=back), status


def _kept(form: SopForm, keep: Callable[..., Any]) -> bool:
    try:
        keep(form.issue(), signed_in_actor(), now(), form_key=request.form.get("form_key"))
    except AlreadyDone:
        raise
    except RuleBroken as broken:
        flash(broken.sentence, "error")
        return False
    return True


def _filled(row: SopVersion, fresh: bool) -> SopForm:
    steps = [
        {
            **{"title": step.title, "actor": step.actor, "output": step.output},
            **{"amount": step.standard.amount, "unit": str(step.standard.unit)},
        }
        for step in issued_steps(row.id)
    ]
    day = None if fresh else row.valid_from
    return SopForm(data={"number": row.number, "title": row.title, "valid_from": day, "steps": steps})
