"""Who may sign for whom: written delegations (a.n., u.b.), from which post to which, for which papers, and when."""

from wtforms import DateField, SelectField
from wtforms.validators import InputRequired, Length, Optional

from admin_app.forms.form_fields import OfficeForm, PlainText, TickedList
from admin_app.lists.editable_view import EditableView
from admin_app.office.office_people_screen import post_options
from admin_app.shell.columns import Choice, Column
from admin_app.shell.wording import role_label
from models.actions.core.own_types.catalogue import titles
from models.rules.core.errors import RuleBroken
from models.rules.staff.permissions import Permission
from models.tables import Delegation


def _types() -> list[tuple[str, str]]:
    return [*titles().items()]


def _titles(codes: str) -> str:
    known = titles()
    return ", ".join(known.get(code, code) for code in codes.split(","))


class DelegationForm(OfficeForm):
    """One delegation."""

    from_post = SelectField("Dari jabatan", choices=post_options())
    to_post = SelectField("Kepada jabatan", choices=post_options())
    document_types = TickedList("Untuk naskah", [InputRequired()], choices=_types)
    valid_from = DateField("Mulai", [InputRequired()])
    valid_until = DateField("Sampai", [Optional()], description="kosongkan bila tanpa batas")
    basis = PlainText("Dasar", [InputRequired(), Length(max=200)], description="nomor surat pelimpahan")


class DelegationsView(EditableView):
    """Delegations over time."""

    permission = edit_permission = Permission.KEEP_OFFICE
    form = DelegationForm
    noun = "pelimpahan"
    explanation = (
        "Yang menerima pelimpahan dapat menandatangani a.n. pejabatnya selama masa itu; "
        "pelimpahan berikutnya satu tingkat ke bawah tercetak u.b."
    )
    order = (Delegation.valid_from.desc(),)
    columns = (
        Column("dari", "Dari", lambda row: role_label(row.from_post), Delegation.from_post),
        Column("kepada", "Kepada", lambda row: role_label(row.to_post), Delegation.to_post),
        Column("naskah", "Untuk naskah", lambda row: _titles(row.document_types)),
        Column("mulai", "Mulai", lambda row: row.valid_from, Delegation.valid_from),
        Column("sampai", "Sampai", lambda row: row.valid_until),
        Column("dasar", "Dasar", lambda row: row.basis),
    )
    choices = (Choice("jabatan", "Dari jabatan", post_options, lambda value: Delegation.from_post == value),)

    def check(self, row: Delegation) -> None:
        """Raise RuleBroken where the dates run backwards or a post delegates to itself."""
        if row.valid_until and row.valid_until < row.valid_from:
            raise RuleBroken("Tanggal akhir tidak boleh sebelum tanggal mulai.")
        if row.from_post == row.to_post:
            raise RuleBroken("Pilih jabatan lain sebagai penerima pelimpahan.")
