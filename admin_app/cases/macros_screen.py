"""Makro: several steps with one click, kept by the office: who may use each, and what it does in words."""

from collections.abc import Callable

from wtforms import BooleanField, IntegerField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from admin_app.forms.form_fields import OfficeForm, PlainText, TickedList
from admin_app.lists.editable_view import EditableView
from admin_app.shell.columns import Column, pill
from admin_app.shell.wording import role_label
from models.actions.cases.run_macro import words_of
from models.actions.core.own_types.catalogue import catalogue, row_of_type
from models.rules.cases.identification import URGENCY_LABELS
from models.rules.core.errors import RuleBroken
from models.rules.core.texts import storable
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import ROLES, SECTION_LABELS, Role
from models.tables import Category, Macro, ReplyTemplate

Choices = list[tuple[str, str]]
_NONE = ("", "– tidak –")


def _or_none(choices: Callable[[], Choices]) -> Callable[[], Choices]:
    return lambda: [_NONE, *choices()]


def _categories() -> Choices:
    rows = Category.select().where(Category.active).order_by(Category.position, Category.id)
    return [(row.key, row.label) for row in rows]


def _texts() -> Choices:
    rows = ReplyTemplate.select().where(ReplyTemplate.active).order_by(ReplyTemplate.code)
    return [(row.code, f"/{row.code}: {row.title}") for row in rows if row.purpose != "survei"]


def _papers() -> Choices:
    """Return the papers of a case, one switched off too: a macro that has it can still be changed or switched off."""
    rows = ((code, row) for code, row in catalogue().items() if row.of_case)
    return [(code, row.title if row.in_use else f"{row.title} (tidak dipakai lagi)") for code, row in rows]


class MacroForm(OfficeForm):
    """One macro."""

    name = PlainText("Nama", [InputRequired(), Length(max=60)])
    roles = TickedList(
        "Dipakai oleh",
        choices=[(str(role), row.label) for role, row in ROLES.items() if role is not Role.ADMINISTRATOR],
        description="kosong: semua peran",
    )
    category = SelectField("Kategori (tahap Identifikasi)", choices=_or_none(_categories))
    urgency = SelectField(
        "Urgensi", choices=_or_none(lambda: [(str(key), label) for key, label in URGENCY_LABELS.items()])
    )
    section = SelectField(
        "Seksi tujuan (tahap Penerusan)",
        choices=_or_none(lambda: [(str(key), label) for key, label in SECTION_LABELS.items()]),
    )
    note = TextAreaField("Catatan internal", [Length(max=1000)], render_kw={"rows": 3})
    paper = SelectField(
        "Konsep naskah",
        choices=_or_none(_papers),
    )
    text_code = SelectField(
        "Teks di kotak pesan",
        choices=_or_none(_texts),
        description="ditaruh untuk dibaca; tidak pernah dikirim sendiri",
    )
    goes_on = BooleanField("Lalu buka kasus berikutnya")
    position = IntegerField("Urutan", [InputRequired(), NumberRange(0, 999)], default=0)
    active = BooleanField("Dipakai", default=True)


class MacrosView(EditableView):
    """Macros; one no longer wanted is switched off, never deleted."""

    permission = edit_permission = Permission.KEEP_MACROS
    form = MacroForm
    noun = "makro"
    explanation = (
        "Beberapa langkah sekali tekan pada sebuah kasus. Setiap langkah diperiksa seperti dikerjakan sendiri; "
        "semuanya jadi, atau tidak satu pun. Makro tidak pernah mengirim pesan."
    )
    order = (Macro.position.asc(), Macro.name.asc())
    searched = (Macro.name, Macro.note)
    columns = (
        Column("nama", "Nama", lambda row: row.name, Macro.name),
        Column("akan", "Akan", lambda row: "; ".join(words_of(row))),
        Column("oleh", "Dipakai oleh", lambda row: _who(row)),
        Column("lalu", "Lalu", lambda row: "kasus berikutnya" if row.goes_on else ""),
        Column("urutan", "Urutan", lambda row: row.position, Macro.position),
        Column("dipakai", "Dipakai", lambda row: pill("Dipakai", "good") if row.active else pill("Tidak")),
    )

    def check(self, row: Macro) -> None:
        """Raise RuleBroken where a macro does nothing, shares its name, or would hide the text it prepares."""
        row.note = storable(row.note or "").strip()
        if not words_of(row):
            raise RuleBroken("Pilih sedikitnya satu langkah untuk makro ini.")
        row.name = " ".join(row.name.split())
        others = Macro.select(Macro.name).where(Macro.active & (Macro.id != (row.id or 0))).tuples()
        if row.active and row.name.casefold() in [name.casefold() for (name,) in others]:
            raise RuleBroken(f"Makro “{row.name}” sudah ada. Beri nama lain agar tombolnya dapat dibedakan.")
        paper = row_of_type(row.paper) if row.paper and row.active else None
        if paper is not None and not paper.in_use:
            raise RuleBroken(f"{paper.title} tidak dipakai lagi. Pilih konsep lain, atau matikan makro ini.")
        if row.text_code and row.goes_on:
            raise RuleBroken(
                "Teks di kotak pesan harus dibaca dahulu, jadi makro itu tidak membuka kasus berikutnya."
            )


def _who(row: Macro) -> str:
    return ", ".join(role_label(role) for role in row.roles.split(",") if role) or "semua"
