"""The limits of the law besides the SOP's clock: by kind and source, between dates, each with its legal basis."""

from typing import Any

from flask import abort, request
from flask.typing import ResponseReturnValue
from flask_admin import expose
from markupsafe import Markup
from wtforms import DateField, IntegerField, SelectField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from admin_app.forms.form_fields import OfficeForm, PlainText
from admin_app.lists.editable_view import EditableView
from admin_app.shell.access import now, signed_in_actor
from admin_app.shell.columns import Choice, Column, pill
from models.actions.clocks.change_calendar import enter_limit
from models.actions.clocks.keep_limits import cases_under_each, check_limit, key_of, limit_in_words, succeed
from models.rules.cases.identification import KIND_LABELS
from models.rules.clocks.statutory import ACTIONS, SOURCE_LABELS, UNIT_LABELS, Source, is_valid
from models.rules.core.moments import to_wib
from models.rules.staff.permissions import Permission
from models.tables import StatutoryRule

_EVERY = ("", "(semua)")
_SOURCES = [
    _EVERY,
    *((str(source), label) for source, label in SOURCE_LABELS.items() if source is not Source.LANGSUNG),
]


def _kinds() -> list[tuple[str, str]]:
    """Return the kinds of complaints, and those that only a limit uses so far."""
    known = {str(kind): label for kind, label in KIND_LABELS.items()}
    kinds = {row.kind for row in StatutoryRule.select(StatutoryRule.kind).where(StatutoryRule.kind != "")}
    return [*known.items(), *((kind, _kind_label(kind)) for kind in sorted(kinds - set(known)))]


def _kind_label(kind: str) -> str:
    words = {str(key): label for key, label in KIND_LABELS.items()} | dict([_EVERY])
    return words.get(kind) or kind.replace("-", " ").capitalize()


class LimitForm(OfficeForm):
    """One limit."""

    label = PlainText("Nama batas", [InputRequired(), Length(max=120)])
    kind = SelectField("Untuk jenis", choices=lambda: [_EVERY, *_kinds()])
    source = SelectField("Diteruskan oleh", choices=_SOURCES)
    action = SelectField("Yang harus terjadi", choices=[(str(key), row.label) for key, row in ACTIONS.items()])
    amount = IntegerField("Dalam", [InputRequired(), NumberRange(1, 3650)])
    unit = SelectField("Satuan", choices=[(str(key), label) for key, label in UNIT_LABELS.items()])
    basis = PlainText("Dasar hukum", [InputRequired(), Length(max=200)])
    valid_from = DateField(
        "Berlaku mulai", [InputRequired()], description="untuk kasus yang dibuka sejak tanggal ini"
    )
    valid_until = DateField("Berlaku sampai", [Optional()], description="kosongkan bila masih berlaku")


class LimitsView(EditableView):
    """Limits; a changed one succeeds the earlier, which the cases opened under it keep."""

    edit_permission = Permission.KEEP_STATUTORY
    form = LimitForm
    noun = "batas waktu"
    explanation = (
        "Berjalan di samping jam SOP; yang paling dekat ditampilkan lebih dahulu. Kasus lama tetap memakai batas "
        "yang berlaku ketika kasus itu dibuka. Batas untuk hari yang sudah ada kasusnya menunggu paraf pejabat lain "
        "di Kalender kerja."
    )
    editing_hint = "Pilih “Ganti” untuk batas baru mulai suatu tanggal."
    order = (StatutoryRule.key.asc(), StatutoryRule.valid_from.desc())
    searched = (StatutoryRule.label, StatutoryRule.basis)
    columns = (
        Column("nama", "Batas", lambda row: row.label, StatutoryRule.label),
        Column("isi", "Yang harus terjadi", limit_in_words),
        Column("jenis", "Untuk jenis", lambda row: _kind_label(row.kind), StatutoryRule.kind),
        Column("asal", "Diteruskan oleh", lambda row: dict(_SOURCES).get(row.source, row.source)),
        Column("dasar", "Dasar hukum", lambda row: row.basis),
        Column("mulai", "Berlaku mulai", lambda row: row.valid_from, StatutoryRule.valid_from),
        Column("sampai", "Sampai", lambda row: row.valid_until),
        Column("status", "Status", lambda row: _state(row)),
        Column("kasus", "Kasus", lambda row: getattr(row, "cases", 0)),
    )
    choices = (Choice("jenis", "Untuk jenis", _kinds, lambda value: StatutoryRule.kind == value),)

    def prepare(self, rows: list[Any]) -> None:
        """Count the cases under each limit. One query."""
        counts = cases_under_each([row.id for row in rows], signed_in_actor().scope)
        for row in rows:
            row.cases = counts.get(row.id, 0)

    def row_actions(self, row: StatutoryRule) -> list[tuple[str, str]]:
        """Offer to replace a limit from a date on."""
        replace = [("Ganti", self.get_url(".replace", id=row.id))] if self.may_edit() and not row.valid_until else []
        return [*super().row_actions(row), *replace]

    @expose("/ganti/", methods=("GET", "POST"))
    def replace(self) -> ResponseReturnValue:
        """Show the form filled with the present limit, or store its successor."""
        earlier = self.get_one(request.args.get("id", "")) if self.may_edit() else abort(403)
        if earlier is None:
            abort(404)
        successor = StatutoryRule(key=earlier.key)
        for name in ("label", "kind", "source", "action", "amount", "unit", "basis"):
            setattr(successor, name, getattr(earlier, name))
        return self._form_page(successor, f"Ganti batas “{earlier.label}”", is_new=True, filled=True)

    def check(self, row: StatutoryRule) -> None:
        """Raise RuleBroken where cases already have another limit, or the dates run backwards."""
        row.key = row.key or key_of(row.label, row.valid_from)
        check_limit(row)

    def waits(self, row: StatutoryRule) -> str:
        """Keep a limit for days on which cases were opened for a second person."""
        until = f" sampai {row.valid_until:%d/%m/%Y}" if row.valid_until else ""
        says = f"Batas waktu “{row.label}” ({limit_in_words(row)}) mulai {row.valid_from:%d/%m/%Y}{until}"
        return WAITS if enter_limit(row, says, signed_in_actor(), now()) else ""

    def kept(self, row: StatutoryRule) -> str:
        """End the limit it succeeds."""
        return "Batas yang lama berakhir sehari sebelumnya." if succeed(row) else ""


WAITS = (
    "Belum berlaku: sudah ada kasus yang dibuka pada hari yang diubah. "
    "Perubahan ini menunggu paraf pejabat lain di Kalender kerja."
)


def _state(row: StatutoryRule) -> Markup:
    today = to_wib(now()).date()
    if is_valid(row.valid_from, row.valid_until, today):
        return pill("Berlaku", "good")
    return pill("Akan berlaku", "info") if row.valid_from > today else pill("Berakhir")
