"""The categories of complaints: the section that usually answers, and whether the complainant is hidden."""

from wtforms import BooleanField, IntegerField, SelectField
from wtforms.validators import InputRequired, Length, NumberRange, Regexp

from admin_app.forms.form_fields import OfficeForm, PlainText
from admin_app.lists.editable_view import EditableView
from admin_app.shell.columns import Column, pill
from admin_app.shell.wording import section_label
from models.rules.core.errors import RuleBroken
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import SECTION_LABELS, Section
from models.tables import Category


class CategoryForm(OfficeForm):
    """One category."""

    key = PlainText(
        "Kunci",
        [InputRequired(), Length(max=40), Regexp(r"^[a-z0-9_]+$", message="Huruf kecil, angka, dan garis bawah.")],
        description="nama singkat bagi aturan usulan dan unduhan, misalnya paspor_hilang; tidak dicetak",
    )
    label = PlainText("Nama", [InputRequired(), Length(max=120)])
    section = SelectField("Biasanya dijawab", choices=[(str(key), label) for key, label in SECTION_LABELS.items()])
    position = IntegerField("Urutan", [InputRequired(), NumberRange(0, 999)], default=0)
    protects_identity = BooleanField("Identitas pelapor selalu dirahasiakan")
    misconduct = BooleanField(
        "Tentang perilaku pegawai", description="hanya kepada Kepala Kantor; seksi tidak melihat"
    )
    active = BooleanField("Dipakai", default=True)


class CategoriesView(EditableView):
    """Categories; one no longer used is switched off, never deleted."""

    permission = edit_permission = Permission.KEEP_CATEGORIES
    form = CategoryForm
    noun = "kategori"
    explanation = "Perubahan berlaku untuk pengaduan yang diidentifikasi sesudahnya."
    order = (Category.position.asc(), Category.label.asc())
    searched = (Category.label, Category.key)
    columns = (
        Column("nama", "Nama", lambda row: row.label, Category.label),
        Column("seksi", "Biasanya dijawab", lambda row: section_label(row.section), Category.section),
        Column(
            "identitas",
            "Identitas pelapor",
            lambda row: pill("Dirahasiakan", "warn") if row.protects_identity else "",
        ),
        Column("jalur", "Jalur", lambda row: pill("Perilaku pegawai", "bad") if row.misconduct else "Biasa"),
        Column("dipakai", "Dipakai", lambda row: pill("Dipakai", "good") if row.active else pill("Tidak")),
    )

    def check(self, row: Category) -> None:
        """Raise RuleBroken where complaints about officers would go to a section, or name or key are not allowed."""
        before = Category.get_or_none(Category.id == row.id) if row.id else None
        if before is not None and before.key != row.key:
            raise RuleBroken(
                f"Kunci “{before.key}” tidak dapat diubah: pengaduan, aturan usulan, dan makro memakainya. "
                "Ubah namanya saja, atau matikan kategori ini dan tambahkan yang baru."
            )
        if row.misconduct and row.section != Section.KEPALA_KANTOR:
            raise RuleBroken("Kategori tentang perilaku pegawai hanya dijawab Kepala Kantor.")
        row.protects_identity = row.protects_identity or row.misconduct
        row.label = " ".join(row.label.split())
        others = Category.select(Category.label).where(Category.active & (Category.id != (row.id or 0)))
        if row.active and row.label.casefold() in [label.casefold() for (label,) in others.tuples()]:
            raise RuleBroken(f"Kategori “{row.label}” sudah ada. Ubah yang sudah ada, atau beri nama lain.")
