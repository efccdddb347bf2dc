"""The prepared texts of answers, and the satisfaction question."""

import re

from markupsafe import Markup
from wtforms import BooleanField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from admin_app.forms.form_fields import OfficeForm, PlainText
from admin_app.lists.editable_view import EditableView
from admin_app.shell.columns import Choice, Column, pill
from models.rules.channels.approved_texts import NAME
from models.rules.channels.messages import Kind
from models.rules.core.errors import RuleBroken
from models.rules.core.texts import excerpt
from models.rules.replies.blanks import ASKED, AT_SENDING, PLACEHOLDERS
from models.rules.replies.delivery import PURPOSES, Purpose
from models.rules.replies.languages import LANGUAGES
from models.rules.staff.permissions import Permission
from models.tables import ReplyTemplate

_ASKED = ("{nomor}", "{kantor}", "{pilihan}")
_KINDS = {str(Kind.DM): "Pesan pribadi", str(Kind.COMMENT): "Komentar (terbaca semua orang)"}
_PLACEHOLDER = re.compile(r"\{[^{}\n]*\}")


def _purposes() -> list[tuple[str, str]]:
    return [(str(purpose), row.label) for purpose, row in PURPOSES.items() if row.worded]


def _words(row: ReplyTemplate, text: str) -> Markup:
    """Return words for citizens marked with their language, for screen readers and against translation."""
    return Markup('<span lang="{}" translate="no">{}</span>').format(row.language, text)


class ReplyTextForm(OfficeForm):
    """One text."""

    code = PlainText(
        "Kode", [InputRequired(), Length(max=30), Regexp(r"^[a-z0-9-]+$", message="Huruf kecil dan angka.")]
    )
    title = PlainText("Judul", [InputRequired(), Length(max=120)])
    purpose = SelectField("Maksud", choices=_purposes)
    language = SelectField("Bahasa", choices=list(LANGUAGES.items()))
    kind = SelectField("Untuk", choices=list(_KINDS.items()))
    approved_as = PlainText(
        "Nama templat di WhatsApp Manager",
        [
            Optional(),
            Length(max=80),
            Regexp(NAME.pattern + "$", message="Huruf kecil, angka, garis bawah; boleh /en_US."),
        ],
        description="Bila Meta sudah menyetujui teks ini sebagai templat: dapat dikirim walau waktu menjawab habis.",
    )
    text = TextAreaField("Teks", [InputRequired(), Length(max=4000)], render_kw={"rows": 8})
    active = BooleanField("Dipakai", default=True)


class ReplyTextsView(EditableView):
    """Texts; one no longer used is switched off, never deleted."""

    permission = edit_permission = Permission.KEEP_TEXTS
    form = ReplyTextForm
    noun = "teks siap pakai"
    explanation = (
        "Dipanggil dengan /kode di kotak pesan. Diisi sendiri: {nomor}, {nama}, {kantor}, {jawaban}; diisi petugas "
        "sebelum dikirim: {isi apa saja}, misalnya {isi tanggal}. "
        "Pada undangan, saat dikirim: {kode}, {jalur}. Pada pertanyaan kepuasan: {nomor}, {kantor}, {pilihan}. "
        "Teks yang menjanjikan yang tidak dapat dipenuhi kanal, atau menyebut meja yang tidak dituju kasusnya, tidak "
        "ditawarkan di sana."
    )
    order = (ReplyTemplate.purpose.asc(), ReplyTemplate.code.asc())
    searched = (ReplyTemplate.title, ReplyTemplate.text)
    columns = (
        Column("kode", "Kode", lambda row: row.code, ReplyTemplate.code),
        Column("judul", "Judul", lambda row: row.title, ReplyTemplate.title),
        Column("maksud", "Maksud", lambda row: PURPOSES[Purpose(row.purpose)].label, ReplyTemplate.purpose),
        Column("bahasa", "Bahasa", lambda row: LANGUAGES.get(row.language, row.language)),
        Column("untuk", "Untuk", lambda row: _KINDS.get(row.kind, row.kind)),
        Column("teks", "Teks", lambda row: _words(row, excerpt(row.text, 120))),
        Column("dipakai", "Dipakai", lambda row: pill("Dipakai", "good") if row.active else pill("Tidak")),
    )
    detail_columns = (*columns[:5], Column("teks", "Teks", lambda row: _words(row, row.text)), columns[6])
    choices = (Choice("maksud", "Maksud", _purposes, lambda value: ReplyTemplate.purpose == value),)

    def check(self, row: ReplyTemplate) -> None:
        """Raise RuleBroken where a text has a placeholder nobody fills, since the citizen would read it."""
        by_agent = PURPOSES[Purpose(row.purpose)].by_agent
        known = _ASKED if by_agent else PLACEHOLDERS + (AT_SENDING if PURPOSES[Purpose(row.purpose)].public else ())
        # What an officer fills in is a place only where an officer sends.
        text = row.text if by_agent else ASKED.sub("", row.text)
        strange = [found for found in _PLACEHOLDER.findall(text) if found not in known]
        if strange:
            raise RuleBroken(f"Tidak ada yang mengisi {strange[0]}. Yang dikenal di sini: {', '.join(known)}.")
