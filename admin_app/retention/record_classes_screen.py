"""The retention schedule (JRA): how long files of each class are kept, and what then becomes of them."""

from wtforms import IntegerField, SelectField
from wtforms.validators import InputRequired, Length, NumberRange, Regexp

from admin_app.forms.form_fields import OfficeForm, PlainText
from admin_app.lists.editable_view import EditableView
from admin_app.second.asking import ask_row
from admin_app.shell.columns import Column
from models.actions.retention.keep_classes import CLASS_KINDS, HELD_CLASS, check_class
from models.rules.retention.retention import FATE_LABELS, Fate
from models.rules.staff.permissions import Permission
from models.tables import RecordClass

_CODE = "Hanya huruf kecil, angka, dan garis bawah."


class RecordClassForm(OfficeForm):
    """One class."""

    key = PlainText("Kode", [InputRequired(), Length(max=40), Regexp(r"^[a-z0-9_]+$", message=_CODE)])
    label = PlainText("Nama kelas", [InputRequired(), Length(max=120)])
    kind = SelectField("Untuk jenis", choices=list(CLASS_KINDS.items()))
    active_years = IntegerField("Tahun aktif", [InputRequired(), NumberRange(0, 100)])
    inactive_years = IntegerField("Tahun inaktif", [InputRequired(), NumberRange(0, 100)])
    fate = SelectField("Nasib akhir", choices=[(str(fate), label) for fate, label in FATE_LABELS.items()])
    basis = PlainText("Dasar", [InputRequired(), Length(max=200)], description="misalnya nomor JRA")


class RecordClassesView(EditableView):
    """Classes of the schedule."""

    permission = edit_permission = Permission.KEEP_RETENTION
    form = RecordClassForm
    noun = "kelas"
    explanation = (
        "Masa simpan dihitung sejak kasus ditutup. Tidak ada yang musnah dengan sendirinya: "
        "berkas yang habis masanya hanya dapat diusulkan di halaman Retensi."
    )
    order = (RecordClass.id.asc(),)
    columns = (
        Column("nama", "Kelas", lambda row: row.label, RecordClass.label),
        Column("jenis", "Untuk jenis", lambda row: CLASS_KINDS.get(row.kind, row.kind)),
        Column("aktif", "Aktif (tahun)", lambda row: row.active_years),
        Column("inaktif", "Inaktif (tahun)", lambda row: row.inactive_years),
        Column("nasib", "Nasib akhir", lambda row: FATE_LABELS[Fate(row.fate)]),
        Column("dasar", "Dasar", lambda row: row.basis),
    )

    def check(self, row: RecordClass) -> None:
        """Raise RuleBroken where a class may not be stored as entered."""
        check_class(row)

    def waits(self, row: RecordClass) -> str:
        """Ask a second person: by the schedule files are proposed for destruction."""
        return ask_row(HELD_CLASS, row)
