"""The record (berita acara) of a destruction: what was destroyed and who decided it, signed by both on paper."""

from collections.abc import Mapping

from docgen.archive.headed import headed
from docgen.documents.reading import FactsReader
from docgen.markup import cell, paragraph, row, table, twips
from docgen.plain_document import facts_table, listing, space, text
from docgen.wording import NOTHING, counted, date_in_words, long_date, long_moment, nip
from models.rules.core.moments import to_wib

_COLUMNS = (("No.", 1.0), ("Nomor pengaduan", 3.9), ("Alasan", 5.3), ("Pesan", 1.4), ("Berkas", 1.5), ("Hasil", 2.9))
_HALF = twips(8.0)
_CLOSING = "Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya."


def destruction_record(facts: Mapping[str, object]) -> bytes:
    """Return the .docx of the record of a list that was carried out. Raises FieldMissing or FieldWrong."""
    read = FactsReader(facts)
    moment = read.moment("carried_out")
    rows = read.rows("items", _item)
    gone = sum(1 for line in rows if line[-1] == "Dimusnahkan")
    opening = (
        f"Pada hari ini, {date_in_words(to_wib(moment).date())}, bertempat di {read.filled_line('place')}, telah "
        f"dimusnahkan isi {counted(gone, 'berkas')} pengaduan dari daftar usul musnah nomor {read.line('number')} "
        f"menurut jadwal retensi arsip, {_how(read)}. Nomor pengaduan, jalannya penanganan, dan angka-angka laporan "
        "tetap disimpan."
    )
    course = facts_table(
        [
            ("Panitia penilai", _panel(read.inner("panel"))),
            ("Persetujuan lembaga kearsipan", _consent(read)),
            ("Diusulkan", _by(read.inner("maker"), "proposed")),
            ("Disetujui", _by(read.inner("approver"), "approved")),
            ("Dilaksanakan", ", ".join(filter(None, (read.line("carrier"), long_moment(moment))))),
            ("Penghapusan di berkas", _erased(read)),
            ("Catatan", read.line("note") or NOTHING),
        ]
    )
    body = (
        text("IsiNaskah", opening)
        + course
        + space(10)
        + listing(_COLUMNS, rows, "Tidak ada berkas.")
        + space(10)
        + "".join(text("IsiNaskah", line) for line in _still(read))
        + text("IsiNaskah", _CLOSING)
        + _signatures(read)
    )
    number = f"Nomor: {read.line('record_number') or '………………………………'}"
    return headed(read, "BERITA ACARA PEMUSNAHAN ARSIP", number, body + paragraph("Akhir"))


def _panel(read: FactsReader) -> str:
    """Return the panel's letters and members, a line each; a list of before panels were recorded has none."""
    members = read.rows(
        "members", lambda one: f"{one.line('name')}, {one.line('title')} ({one.line('part').lower()})"
    )
    return "\n".join([*(f"SK nomor {letter}" for letter in read.lines("letters")), *members]) or NOTHING


def _consent(read: FactsReader) -> str:
    letter, dated = read.line("consent"), read.day_or_none("consent_date")
    return f"Surat nomor {letter} tanggal {long_date(dated)}" if letter and dated else NOTHING


def _how(read: FactsReader) -> str:
    """Return how it was done, as far as it is done: the file is rewritten later than its rows are emptied."""
    if read.yes("ordered") and read.moment_or_none("erased") is None:
        return (
            "dengan cara dikosongkan dari tabel basis data dan dihapus dari tempat penyimpanan berkas sistem Aduan; "
            "penghapusan di berkas basis data masih menunggu"
        )
    return "dengan cara dihapus dari basis data dan tempat penyimpanan berkas sistem Aduan"


def _erased(read: FactsReader) -> str:
    if not read.yes("ordered"):
        return NOTHING
    erased, planned, problem = read.moment_or_none("erased"), read.moment_or_none("planned"), read.line("problem")
    if erased is not None:
        return long_moment(erased)
    when = f"direncanakan {long_moment(planned)}" if planned else "belum direncanakan"
    return f"menunggu penghapusan di berkas, {when}" + (f" ({problem})" if problem else "")


def _still(read: FactsReader) -> list[str]:
    """Return where the contents still stand, as of the day the record is printed."""
    lines, kept = list(read.lines("elsewhere")), list(read.lines("kept"))
    if kept:
        kept.insert(0, "Kantor sendiri tetap menyimpan kata-kata dari berkas itu di:")
    if not lines:
        return kept
    return [
        *kept,
        f"Di luar basis data, menurut keadaan {long_moment(read.moment('as_of'))}, isi itu masih termuat di:",
        *lines,
    ]


def _item(item: FactsReader) -> list[str]:
    kept = item.line("kept_because")
    place, number = str(item.count("place")), item.filled_line("number")
    counts = [str(item.count("messages")), str(item.count("files"))]
    return [place, number, item.line("reason"), *counts, f"Tidak: {kept}" if kept else "Dimusnahkan"]


def _by(person: FactsReader, when: str) -> str:
    return f"{person.line('name')}, {person.line('title')}, {long_moment(person.moment(when))}"


def _signatures(read: FactsReader) -> str:
    people = (("Yang mengusulkan,", read.inner("maker")), ("Menyetujui,", read.inner("approver")))
    titles = [cell(_HALF, _lines(word, person.line("title"))) for word, person in people]
    room = [cell(_HALF, paragraph("RuangTandaTangan")) for _ in people]
    names = [cell(_HALF, _lines(person.line("name"), _number(person))) for _word, person in people]
    return table([_HALF, _HALF], row(titles) + row(room) + row(names))


def _lines(*lines: str) -> str:
    return "".join(text("TandaTangan", line) for line in lines if line)


def _number(person: FactsReader) -> str:
    number = person.line("nip")
    return f"NIP {nip(number)}" if number else ""
