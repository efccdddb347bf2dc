"""The bundle an administrator hands over: what runs where, who holds what, what is wrong, what comes first."""

from collections.abc import Mapping

from docgen.archive.headed import headed
from docgen.documents.reading import FactsReader
from docgen.markup import cell, paragraph, row, table, twips
from docgen.plain_document import space, text
from docgen.upkeep.hand_over_sections import SECTIONS
from docgen.wording import long_moment

_HALF = twips(8.0)
_AT_MARGIN = '<w:ind w:left="0" w:firstLine="0"/>'
_OPENING = (
    "Berkas ini menyebut apa yang dijaga administrator sistem Aduan menurut keadaan {when}, dibaca program dari "
    "kantor ini pada saat itu. Di dalamnya tidak ada kata sandi, token, atau kunci. Yang tidak dapat dilihat program "
    "ditulis “tidak diketahui”; titik-titik diisi tangan oleh yang menyerahkan."
)
_CLOSING = "Diserahkan dan diterima setelah setiap bagian diperiksa bersama."


def hand_over_bundle(facts: Mapping[str, object]) -> bytes:
    """Return the .docx of the bundle. Raises FieldMissing or FieldWrong."""
    read = FactsReader(facts)
    when = long_moment(read.moment("made"))
    body = text("IsiNaskah", _OPENING.format(when=when))
    for number, (title, section) in enumerate(SECTIONS, 1):
        body += space(8) + _heading(f"{number}. {title}") + section(read)
    body += space(10) + text("IsiNaskah", _CLOSING, keep=True) + _signatures() + paragraph("Akhir")
    return headed(read, "BERKAS SERAH TERIMA ADMINISTRATOR", f"Sistem Aduan, keadaan {when}", body)


def _heading(words: str) -> str:
    """Return the heading of a section, at the margin as its tables are."""
    return text("Subjudul", words, keep=True).replace("<w:keepNext/>", f"<w:keepNext/>{_AT_MARGIN}")


def _signatures() -> str:
    words = ("Yang menyerahkan,", "Yang menerima,")
    titles = [cell(_HALF, text("TandaTangan", word, keep=True)) for word in words]
    room = [cell(_HALF, paragraph("RuangTandaTangan", keep=True)) for _ in words]
    names = [cell(_HALF, text("TandaTangan", "……………………………………\nNama dan tanggal")) for _ in words]
    return table([_HALF, _HALF], row(titles) + row(room) + row(names))
