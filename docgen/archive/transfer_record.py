"""The record (berita acara) of inactive files handed to the records centre, with their list, signed by both."""

from collections.abc import Mapping

from docgen.archive.headed import headed
from docgen.documents.reading import FactsReader
from docgen.markup import cell, paragraph, row, table, twips
from docgen.plain_document import listing, space, text
from docgen.wording import NOTHING, counted, date_in_words
from models.rules.core.moments import to_wib

_COLUMNS = (
    *(("No.", 0.9), ("Nomor berkas", 3.0), ("Kode", 1.9), ("Uraian", 2.4)),
    *(("Tahun", 1.6), ("Lembar", 1.6), ("Tempat semula", 2.4), ("Simpan sampai", 2.2)),
)
_HALF = twips(8.0)
_CLOSING = "Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya."


def transfer_record(facts: Mapping[str, object]) -> bytes:
    """Return the .docx of a record. Raises FieldMissing or FieldWrong."""
    read = FactsReader(facts)
    day = to_wib(read.moment("made")).date()
    rows = read.rows("items", _item)
    handed, received = read.inner("handed_by"), read.inner("received_by")
    opening = (
        f"Pada hari ini, {date_in_words(day)}, bertempat di {read.filled_line('place')}, {_named(handed)}, "
        f"memindahkan {counted(len(rows), 'berkas')} arsip inaktif pengaduan kepada {_named(received)}, untuk "
        f"disimpan di {read.filled_line('receiver')}, menurut daftar di bawah ini."
    )
    body = text("IsiNaskah", opening) + space(6) + listing(_COLUMNS, rows, "Tidak ada berkas.") + space(6)
    body += text("SelKecil", "Tanda –: tempat berkas kertasnya dan lembarnya tidak tercatat.")
    body += space(6) + text("IsiNaskah", _CLOSING) + _signatures(received, handed)
    title = "BERITA ACARA PEMINDAHAN ARSIP INAKTIF"
    return headed(read, title, f"Nomor: {read.filled_line('number')}", body)


def _named(person: FactsReader) -> str:
    return f"{person.filled_line('name')}, {person.filled_line('title')}"


def _item(item: FactsReader) -> list[str]:
    sheets = item.count("sheets")
    told = [item.line("code") or NOTHING, item.line("category") or NOTHING, item.line("years")]
    count = str(sheets) if sheets else NOTHING
    kept = [item.line("stood") or NOTHING, item.line("until") or NOTHING]
    return [str(item.count("place")), item.filled_line("number"), *told, count, *kept]


def _signatures(received: FactsReader, handed: FactsReader) -> str:
    people = (("Yang menerima,", received), ("Yang memindahkan,", handed))
    titles = [cell(_HALF, text("TandaTangan", f"{word}\n{one.line('title')}", keep=True)) for word, one in people]
    room = [cell(_HALF, paragraph("RuangTandaTangan", keep=True)) for _ in people]
    names = [cell(_HALF, text("TandaTangan", one.line("name"))) for _word, one in people]
    return table([_HALF, _HALF], row(titles) + row(room) + row(names)) + paragraph("Akhir")
