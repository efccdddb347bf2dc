"""The template of the letter to the complainant: number and date on one line, English below it (notadinas §3.4 b)."""

from docgen.templates.layout import TEXT_WIDTH, signature, template
from docgen.templates.letters import attachments, copies
from docgen.templates.markup import cell, each, only_if, paragraph, row, table, twips

_LABEL, _COLON, _DATE = twips(2.2), twips(0.4), twips(4.6)
_WIDTHS = [_LABEL, _COLON, TEXT_WIDTH - _LABEL - _COLON - _DATE, _DATE]
_LINES = (("Sifat", "{{ sifat }}"), ("Lampiran", "{{ lampiran }}"), ("Hal", "{{ hal }}"))
_DATE_LINE = (
    '<w:p><w:pPr><w:pStyle w:val="Kepala"/><w:jc w:val="right"/></w:pPr><w:r><w:t>{{ tanggal }}</w:t></w:r></w:p>'
)


def surat_jawaban() -> bytes:
    """Make the template of SURAT."""
    text = (
        paragraph(
            "Isi",
            "Sehubungan dengan pengaduan Saudara dengan nomor registrasi {{ no_reg }} yang kami terima melalui "
            "{{ sarana }} pada tanggal {{ diterima }} mengenai “{{ pokok }}”, bersama ini kami sampaikan hal-hal "
            "sebagai berikut:",
            keep=True,
        )
        + each("baris in jawaban", "Isi", "{{ baris }}")
        + attachments("surat")
        + paragraph(
            "Isi",
            "Apabila Saudara memerlukan penjelasan lebih lanjut, Saudara dapat menghubungi kami dengan menyebutkan "
            "nomor registrasi tersebut.",
        )
        + paragraph("Isi", "Demikian kami sampaikan. Atas perhatian Saudara, kami ucapkan terima kasih.", keep=True)
    )
    return template(_head() + _addressee() + text + signature() + copies() + _translation())


def _head() -> str:
    first = [*_labelled("Nomor", "{{ nomor }}", _WIDTHS[2]), cell(_DATE, _DATE_LINE)]
    wide = _WIDTHS[2] + _DATE
    rest = "".join(row([*_labelled(label, text, wide, span=2)]) for label, text in _LINES)
    return paragraph("Jarak", keep=True) + table(_WIDTHS, row(first) + rest)


def _labelled(label: str, text: str, width: int, span: int = 1) -> list[str]:
    names = [cell(_LABEL, paragraph("Kepala", label)), cell(_COLON, paragraph("Kepala", ":"))]
    return [*names, cell(width, paragraph("Kepala", text), span=span)]


def _addressee() -> str:
    space = paragraph("Kepala")
    lines = paragraph("Kepala", "Yth. {{ yth }}") + each("baris in alamat", "Kepala", "{{ baris }}")
    return space + lines + paragraph("Kepala", "di Tempat") + space


def _translation() -> str:
    """Write the courtesy translation below the letter; the Indonesian text prevails."""
    inside = (
        paragraph("Garis", keep=True)
        + paragraph("Subjudul", "Courtesy translation")
        + each("baris in terjemahan", "Isi", "{{ baris }}", keep=True)
        + paragraph(
            "Isi",
            "This translation is offered as a courtesy for complaint number {{ no_reg }}. Should the two texts "
            "differ, the Indonesian text prevails.",
        )
    )
    return only_if("terjemahan", inside) + paragraph("Akhir")
