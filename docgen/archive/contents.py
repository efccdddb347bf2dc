"""The list of items of a folder (daftar isi berkas), printed to lie on top in it."""

from collections.abc import Mapping

from docgen.archive.headed import headed
from docgen.documents.reading import FactsReader
from docgen.plain_document import facts_table, listing, space, text
from docgen.wording import NOTHING, SECURITY_CLASSES, counted, long_moment

_COLUMNS = (*(("No.", 1.0), ("Kode", 2.0), ("Uraian", 5.9), ("Tanggal", 2.1), ("Lembar", 1.5), ("Keterangan", 3.5)),)


def folder_contents(facts: Mapping[str, object]) -> bytes:
    """Return the .docx of a folder's list of items. Raises FieldMissing or FieldWrong."""
    read = FactsReader(facts)
    rows = read.rows("items", _item)
    head = facts_table(
        [
            ("Nomor berkas", read.filled_line("number")),
            ("Kode klasifikasi", _code(read)),
            ("Uraian berkas", read.line("subject") or NOTHING),
            ("Kurun waktu", read.line("years")),
            ("Keamanan", SECURITY_CLASSES.get(read.line("keamanan"), NOTHING)),
            ("Jumlah item", str(len(rows))),
            ("Lembar di dalam berkas", _sheets(read)),
            ("Tempat", read.line("place") or "belum ditata di rak"),
            ("Masa simpan", read.line("kept")),
            ("Disimpan sampai", read.line("until") or NOTHING),
        ]
    )
    body = head + space(10) + listing(_COLUMNS, rows, "Belum ada isi.") + space(8)
    body += text("SelKecil", f"Menurut keadaan {long_moment(read.moment('as_of'))}. {_LEGEND}")
    return headed(read, "DAFTAR ISI BERKAS", f"Nomor: {read.filled_line('number')}", body)


_LEGEND = (
    "Lembar dihitung dari halaman PDF, dicetak satu sisi; tanda –: tidak dicetak, PDF-nya belum ada, atau tidak "
    "terbaca."
)


def _code(read: FactsReader) -> str:
    code, meaning = read.line("code"), read.line("meaning")
    return f"{code} {meaning}".strip() if code else "belum dipilih"


def _sheets(read: FactsReader) -> str:
    if not (sheets := read.count("sheets")):
        return NOTHING
    return f"{counted(sheets, 'lembar')}, dihitung {read.line('placed_by')} {long_moment(read.moment('placed_at'))}"


def _item(item: FactsReader) -> list[str]:
    day, pages = item.day_or_none("day"), item.count("pages")
    told = [str(item.count("place")), item.line("code") or NOTHING, item.filled_line("what")]
    return [*told, f"{day:%d-%m-%Y}" if day else NOTHING, str(pages) if pages else NOTHING, item.line("remark")]
