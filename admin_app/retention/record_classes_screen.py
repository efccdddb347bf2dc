"""The retention schedule (JRA): how long files of each class are kept, and what then becomes of them."""

from wtforms import IntegerField, SelectField
from wtforms.validators import InputRequired, Length, NumberRange, Regexp

from admin_app.forms.form_fields import OfficeForm, PlainText
from admin_app.lists.editable_view import EditableView
from admin_app.shell.columns import Column
from models.rules.cases.identification import KIND_LABELS
from models.rules.core.errors import RuleBroken
from models.rules.retention.retention import CONDUCT, FATE_LABELS, Fate
from models.rules.staff.permissions import Permission
from models.tables import RecordClass

_KINDS = {"": "Semua jenis lain", **{str(kind): label for kind, label in KIND_LABELS.items()}}
_CODE = "Hanya huruf kecil, angka, dan garis bawah."
KINDS: dict[str, str] = _KINDS | {CONDUCT: "Tentang perilaku pegawai"}


class RecordClassForm(OfficeForm):
    """One class."""

    key = PlainText("Kode", [InputRequired(), Length(max=40), Regexp(r"^[a-z0-9_]+$", message=_CODE)])
    label = PlainText("Nama kelas", [InputRequired(), Length(max=120)])
    kind = SelectField("Untuk jenis", choices=list(KINDS.items()))
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
        Column("jenis", "Untuk jenis", lambda row: KINDS.get(row.kind, row.kind)),
        Column("aktif", "Aktif (tahun)", lambda row: row.active_years),
        Column("inaktif", "Inaktif (tahun)", lambda row: row.inactive_years),
        Column("nasib", "Nasib akhir", lambda row: FATE_LABELS[Fate(row.fate)]),
        Column("dasar", "Dasar", lambda row: row.basis),
    )

    def check(self, row: RecordClass) -> None:
        """Raise RuleBroken where another class is for the same kind already."""
        same = RecordClass.select().where((RecordClass.kind == row.kind) & (RecordClass.id != (row.id or 0)))
        if same.exists():
            raise RuleBroken(f"Jenis “{KINDS[row.kind]}” sudah mempunyai kelas. Ubah kelas itu.")
