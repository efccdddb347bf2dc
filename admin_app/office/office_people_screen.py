"""Who signs for the office: the officials, and who held which post and when."""

from typing import Any

from wtforms import DateField, SelectField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from admin_app.forms.form_fields import OfficeForm, PlainText
from admin_app.lists.editable_view import EditableView
from admin_app.second.asking import ask_row
from admin_app.shell.columns import Choice, Column
from admin_app.shell.wording import role_label, section_label
from docgen.wording import person_name
from models.actions.core.second.rows import stored
from models.actions.office.holders import HELD_HOLDER, POST_KINDS, check_holder, gives_rights
from models.actions.staff.keep_staff import OFFICER_SECTIONS
from models.rules.core.errors import RuleBroken
from models.rules.intake.filing import phone_number
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import ROLES, SECTION_LABELS, Role
from models.tables import OfficeHolder, Official

# A section officer signs nothing, and the administrator holds no post of the SOP.
POSTS = tuple(role for role in Role if role not in (Role.PETUGAS_SEKSI, Role.ADMINISTRATOR))
_SECTIONS = [("", "–"), *((str(section), SECTION_LABELS[section]) for section in OFFICER_SECTIONS)]


def post_options() -> list[tuple[str, str]]:
    """Return the posts that sign papers."""
    return [(str(post), ROLES[post].title) for post in POSTS]


class OfficialForm(OfficeForm):
    """A person who signs."""

    name = PlainText("Nama lengkap dengan gelar", [InputRequired(), Length(max=200)])
    nip = PlainText("NIP", [Optional(), Regexp(r"^\d{18}$", message="NIP terdiri atas 18 angka.")])
    rank = PlainText("Pangkat/golongan", [Length(max=80)])
    section = SelectField("Seksi", choices=_SECTIONS, coerce=lambda value: value or None)
    phone = PlainText("Telepon", [Length(max=40)], description="dipakai ketika akunnya dibuat")


class OfficialsView(EditableView):
    """The officials."""

    permission = edit_permission = Permission.KEEP_OFFICE
    form = OfficialForm
    noun = "pejabat"
    explanation = (
        "Nama dan NIP dicetak pada nota dinas persis seperti di sini; ejaan gelar dirapikan ketika disimpan."
    )
    order = (Official.name.asc(),)
    searched = (Official.name, Official.nip)
    columns = (
        Column("nama", "Nama", lambda row: row.name, Official.name),
        Column("nip", "NIP", lambda row: row.nip),
        Column("pangkat", "Pangkat", lambda row: row.rank),
        Column("seksi", "Seksi", lambda row: section_label(row.section)),
        Column("telepon", "Telepon", lambda row: row.phone),
    )

    def check(self, row: Official) -> None:
        """Correct titles and telephone. Raises RuleBroken where another official has the NIP."""
        row.name = person_name(row.name)
        row.phone = phone_number(row.phone) if row.phone else ""
        other = Official.get_or_none((Official.nip == row.nip) & (Official.id != (row.id or 0))) if row.nip else None
        if other is not None:
            raise RuleBroken(
                f"NIP {row.nip} sudah tercatat untuk {other.name}. Ubah yang sudah ada, atau periksa NIP."
            )


class OfficeHolderForm(OfficeForm):
    """Who holds a post."""

    post = SelectField("Jabatan", choices=post_options())
    official = SelectField("Pejabat", coerce=int)
    kind = SelectField("Sebagai", choices=list(POST_KINDS.items()))
    valid_from = DateField("Mulai", [InputRequired()])
    valid_until = DateField("Sampai", [Optional()], description="kosongkan bila masih menjabat")
    order_number = PlainText("Nomor surat perintah", [Length(max=80)], description="wajib untuk Plt. dan Plh.")

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self.official.choices = [(row.id, row.name) for row in Official.select().order_by(Official.name)]
        if not self.official.choices:
            self.official.description = "belum ada pejabat; tambahkan dahulu di Kantor › Pejabat"
        holder = words.get("obj")
        if holder is not None and not self.is_submitted_form(args):
            self.official.data = holder.official_id

    @staticmethod
    def is_submitted_form(args: tuple[object, ...]) -> bool:
        """Whether the form was filled in by a person."""
        return bool(args and args[0])


class OfficeHoldersView(EditableView):
    """Posts and their holders over time."""

    permission = edit_permission = Permission.KEEP_OFFICE
    form = OfficeHolderForm
    noun = "pemangku jabatan"
    explanation = "Naskah memakai pemangku yang menjabat pada tanggal naskah; Plh. didahulukan, lalu Plt."
    list_joins = (OfficeHolder.official,)
    order = (OfficeHolder.post.asc(), OfficeHolder.valid_from.desc())
    columns = (
        Column("jabatan", "Jabatan", lambda row: role_label(row.post), OfficeHolder.post),
        Column("pejabat", "Pejabat", lambda row: row.official.name, Official.name),
        Column("sebagai", "Sebagai", lambda row: POST_KINDS.get(row.kind, row.kind)),
        Column("mulai", "Mulai", lambda row: row.valid_from, OfficeHolder.valid_from),
        Column("sampai", "Sampai", lambda row: row.valid_until),
        Column("diakhiri", "Diakhiri", lambda row: row.ended_at),
        Column("surat", "Surat perintah", lambda row: row.order_number),
    )
    choices = (Choice("jabatan", "Jabatan", post_options, lambda value: OfficeHolder.post == value),)

    def check(self, row: OfficeHolder) -> None:
        """Raise RuleBroken where a holder may not be stored as entered."""
        check_holder(row)

    def waits(self, row: OfficeHolder) -> str:
        """Ask a second person for an acting holder, since he has the rights of the post."""
        return ask_row(HELD_HOLDER, row) if gives_rights(row, stored(HELD_HOLDER, row)) else ""
