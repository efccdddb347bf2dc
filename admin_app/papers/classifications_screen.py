"""The archive codes of letters, each with its scheme: the same code means different things in different schemes."""

from wtforms import BooleanField, DateField
from wtforms.validators import InputRequired, Length, Regexp

from admin_app.forms.form_fields import OfficeForm, PlainText
from admin_app.lists.editable_view import EditableView
from admin_app.shell.columns import Choice, Column, pill
from models.rules.core.errors import RuleBroken
from models.rules.staff.permissions import Permission
from models.tables import ArchiveScheme, Classification

_CODE = r"^[A-Z]{2}(\.\d{2}){1,3}$"


def _schemes() -> list[tuple[str, str]]:
    names = {row.scheme for row in Classification.select(Classification.scheme)}
    return [(name, name) for name in sorted(names)]


class ClassificationForm(OfficeForm):
    """One code."""

    code = PlainText("Kode", [InputRequired(), Regexp(_CODE, message="Kode berbentuk UM.01.01.")])
    meaning = PlainText("Arti", [InputRequired(), Length(max=200)])
    scheme = PlainText("Skema", [InputRequired(), Length(max=40)], description="misalnya: Kemenkumham, Imipas")
    valid_from = DateField("Berlaku mulai", [InputRequired()])
    active = BooleanField("Dipakai", default=True)


class ClassificationsView(EditableView):
    """Codes; one no longer used is switched off, never deleted."""

    permission = edit_permission = Permission.KEEP_OFFICE
    form = ClassificationForm
    noun = "kode klasifikasi"
    explanation = "Kode yang sama dapat berarti lain dalam skema lain. Kode surat dipilih di Profil kantor."
    order = (Classification.code.asc(), Classification.valid_from.desc())
    searched = (Classification.code, Classification.meaning)
    columns = (
        Column("kode", "Kode", lambda row: row.code, Classification.code),
        Column("arti", "Arti", lambda row: row.meaning, Classification.meaning),
        Column("skema", "Skema", lambda row: row.scheme, Classification.scheme),
        Column("mulai", "Berlaku mulai", lambda row: row.valid_from, Classification.valid_from),
        Column("dipakai", "Dipakai", lambda row: pill("Dipakai", "good") if row.active else pill("Tidak")),
    )
    choices = (Choice("skema", "Skema", _schemes, lambda value: Classification.scheme == value),)

    def check(self, row: Classification) -> None:
        """Raise RuleBroken for a code of an imported scheme: what is filed by it is kept as the file said."""
        stored = Classification.get_or_none(Classification.id == row.id) if row.id else None
        named = {row.scheme, *([stored.scheme] if stored else [])}
        if ArchiveScheme.select().where(ArchiveScheme.name.in_(named)).exists():
            raise RuleBroken(
                "Kode dari skema yang diimpor tidak diubah satu per satu. Impor skema berikutnya di Skema arsip."
            )
