"""The chapters of a case's dossier, each the body of a document made from the case's facts (SOP step 9)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from docgen.documents.reading import FactsReader
from docgen.markup import paragraph
from docgen.plain_document import Picture, beside, drawn, facts_table, listing, space, text
from docgen.wording import NO_TEXT, NOTHING, YES, long_date, long_moment, nip, short_moment, size

_PICTURE_BOX = (15.5, 9.6)  # centimetres: two pictures with their lines fill a page


@dataclass(frozen=True)
class Chapter:
    """One chapter: its title and its body; pictures only where it has some."""

    title: str
    body: str
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Gap:
    """An original that could not be had: its name, its sha256 where it was stored once, and why."""

    name: str
    sha256: str
    why: str


def chapters(facts: FactsReader, pictures: Mapping[str, Picture], gaps: Sequence[Gap] = ()) -> dict[str, Chapter]:
    """Return every chapter by name, in order.

    `pictures`: the files that can be shown, by sha256; `gaps`: the originals that could not be had.
    """
    made = {name: make(facts) for name, make in _CHAPTERS.items()}
    made["pengesahan"] = _sign_off(facts, gaps)
    shown, body = _attachments(facts, pictures, {gap.sha256: gap.why for gap in gaps if gap.sha256})
    made["lampiran"] = Chapter("Lampiran pesan", body, tuple(shown))
    return {name: made[name] for name in ORDER}


ORDER = ("kronologi", "percakapan", "lampiran", "keluaran", "naskah", "penyampaian", "catatan", "pengesahan")


def _head(words: str) -> str:
    return text("SelJudul", words)


def _chronology(facts: FactsReader) -> Chapter:
    steps = listing(
        (("Langkah SOP", 3.7), ("Petugas", 2.6), ("Target", 1.6), ("Mulai (WIB)", 1.8), ("Batas (WIB)", 1.8),
         ("Selesai (WIB)", 1.8), ("Menit kerja", 1.3), ("Tepat waktu", 1.4)),
        facts.rows("steps", _step),
        "Belum ada langkah.",
    )  # fmt: skip
    moves = listing(
        (("Waktu (WIB)", 2.9), ("Petugas", 3.0), ("Perpindahan", 4.1), ("Ke tahap", 2.9), ("Alasan", 3.1)),
        facts.rows("moves", _move),
        "Belum ada perpindahan.",
    )
    pauses = listing(
        (("Langkah", 1.9), ("Mulai (WIB)", 2.9), ("Sampai (WIB)", 2.9), ("Alasan", 4.9), ("Bukti", 3.4)),
        facts.rows("pauses", _pause),
        "Waktu tidak pernah dihentikan.",
    )
    return Chapter(
        "Kronologi dan kendali waktu",
        _head("Waktu setiap langkah")
        + steps
        + paragraph("Jarak")
        + _head("Perpindahan kasus")
        + moves
        + paragraph("Jarak")
        + _head("Penghentian waktu")
        + pauses,
    )


def _step(row: FactsReader) -> list[str]:
    again = row.count("round")
    title = f"{row.count('step')}. {row.line('title')}" + (f" (putaran {again})" if again > 1 else "")
    minutes = row.count_or_none("net_minutes")
    return [
        title,
        row.line("actor"),
        row.line("target"),
        short_moment(row.moment_or_none("start")),
        short_moment(row.moment_or_none("due")),
        short_moment(row.moment_or_none("end")),
        NOTHING if minutes is None else str(minutes),
        YES[row.yes_or_none("on_time")],
    ]


def _move(row: FactsReader) -> list[str]:
    return [
        short_moment(row.moment("moment")),
        row.line("actor"),
        row.line("move"),
        row.line("destination"),
        row.text("reason") or NOTHING,
    ]


def _pause(row: FactsReader) -> list[str]:
    start, end = row.moment("start"), row.moment_or_none("end")
    return [str(row.count("step")), short_moment(start), short_moment(end), row.text("why"), row.line("proof")]


def _conversation(facts: FactsReader) -> Chapter:
    rows = facts.rows("conversation", _utterance)
    columns = (("Waktu (WIB)", 2.9), ("Pengirim", 3.1), ("Isi pesan (apa adanya)", 10.0))
    return Chapter("Percakapan", listing(columns, rows, "Tidak ada percakapan."))


def _utterance(row: FactsReader) -> list[str]:
    said = [row.text("text") or NO_TEXT]
    said += [f"[Berkas: {name}]" for name in row.lines("files")]
    said += row.rows("versions", _version)
    withdrawn = row.moment_or_none("withdrawn")
    if withdrawn:
        said.append(f"[Ditarik oleh pengirim; diketahui {short_moment(withdrawn)}]")
    return [short_moment(row.moment("moment")), row.line("sender"), "\n".join(said)]


def _version(row: FactsReader) -> str:
    return f"[Diubah; diketahui {short_moment(row.moment('moment'))}:] {row.text('text')}"


def _attachments(
    facts: FactsReader, pictures: Mapping[str, Picture], gone: Mapping[str, str]
) -> tuple[list[Picture], str]:
    shown: list[Picture] = []
    bodies: list[str] = []
    rows: list[list[str]] = []
    for place, file in enumerate(facts.rows("attachments", _file), 1):
        picture = pictures.get(file["sha256"])
        if picture:
            shown.append(picture)
            bodies.append(_shown_picture(len(shown), picture, file))
        lies = gone.get(file["sha256"], "").capitalize() or "Dalam arsip ZIP"
        how = f"Gambar {len(shown)}" if picture else lies if file["sha256"] else "Tidak dapat diambil"
        rows.append([str(place), file["name"], file["moment"], file["size"], file["sha256"] or NOTHING, how])
    columns = (
        ("No", 0.8),
        ("Nama berkas", 3.4),
        ("Waktu (WIB)", 2.0),
        ("Ukuran", 1.6),
        ("SHA-256", 5.6),
        ("Letak", 2.6),
    )
    table = listing(columns, rows, "Tidak ada berkas pada pesan.")
    return shown, table + paragraph("Jarak") + "".join(bodies)


def _file(row: FactsReader) -> dict[str, str]:
    octets = row.count_or_none("size")
    return {
        "name": row.line("name"),
        "moment": short_moment(row.moment("moment")),
        "size": NOTHING if octets is None else size(octets),
        "sha256": row.line("sha256"),
    }


def _shown_picture(place: int, picture: Picture, file: Mapping[str, str]) -> str:
    words = f"Gambar {place}. {file['name']}, dikirim {file['moment']} WIB. SHA-256 {file['sha256']}"
    return drawn(place, picture, "KopBaris", _PICTURE_BOX) + text("SelKecil", words) + paragraph("Jarak")


def _outputs(facts: FactsReader) -> Chapter:
    body = "".join(_output_body(*row) for row in facts.rows("outputs", _output))
    return Chapter("Keluaran langkah dan disposisi", body or text("Sel", "Belum ada keluaran."))


def _output(row: FactsReader) -> tuple[str, str, str]:
    undone = " (tidak berlaku lagi)" if row.yes("undone") else ""
    where = f"langkah {row.count('step')}, putaran {row.count('round')}"
    who = f"{row.line('actor')}, {long_moment(row.moment('moment'))}; {where}"
    return row.line("kind") + undone, who, row.text("text")


def _output_body(title: str, who: str, words: str) -> str:
    return _head(title) + text("SelKecil", who, keep=True) + text("Sel", words or NOTHING) + paragraph("Jarak")


def _papers(facts: FactsReader) -> Chapter:
    columns = (
        ("No", 0.8),
        ("Naskah", 2.9),
        ("Nomor dan tanggal", 4.5),
        ("Penanda tangan", 2.5),
        ("Status", 2.5),
        ("SHA-256", 2.8),
    )
    rows = [[str(place), *row] for place, row in enumerate(facts.rows("papers", _paper), 1)]
    return Chapter("Naskah yang diterbitkan", listing(columns, rows, "Belum ada naskah yang diterbitkan."))


def _paper(row: FactsReader) -> list[str]:
    number, day = row.line("number"), row.day_or_none("date")
    cancelled, earlier, scan = row.text("reason"), row.text("why_earlier"), row.text("no_scan")
    copy = row.text("copy")
    title, about = row.line("title"), row.text("subject")
    return [
        f"{title}\n{about}" if about and about != title else title,
        f"{number or 'Tanpa nomor'}\n{long_date(day)}" + (f"\nBertanggal lebih awal: {earlier}" if earlier else ""),
        row.line("signer") + (f"\nBerdasarkan {authority}" if (authority := row.text("authority")) else ""),
        row.line("state")
        + (f": {cancelled}" if cancelled else "")
        + (f"\nPindaian {scan}" if scan else "")
        + (f"\nSalinan bertanda tangan: {copy}" if copy else ""),
        row.line("sha256") or NOTHING,
    ]


def _deliveries(facts: FactsReader) -> Chapter:
    bodies = facts.rows("deliveries", _delivery)
    return Chapter("Jawaban dan bukti penyampaian", "".join(bodies) or text("Sel", "Belum ada jawaban."))


def _delivery(row: FactsReader) -> str:
    lines = [
        ("Cara", row.line("way")),
        ("Waktu", long_moment(row.moment("moment"))),
        ("Petugas", row.line("officer")),
        ("Tanda terima kanal", row.line("receipt") or NOTHING),
        ("Berkas bukti (SHA-256)", row.line("proof") or NOTHING),
        ("Isi", row.text("text")),
    ]
    return _head(row.line("purpose")) + facts_table(lines) + paragraph("Jarak")


def _records(facts: FactsReader) -> Chapter:
    columns = (("Waktu (WIB)", 2.6), ("Petugas", 2.8), ("Apa", 3.6), ("Isi", 7.0))
    table = listing(columns, facts.rows("records", _record), "Tidak ada catatan lain.")
    return Chapter("Catatan, pengembalian, foto, dan yang tidak terbit", table)


def _record(row: FactsReader) -> list[str]:
    return [
        short_moment(row.moment_or_none("moment")),
        row.line("actor"),
        row.line("what"),
        row.text("text") or NOTHING,
    ]


def _sign_off(facts: FactsReader, gaps: Sequence[Gap]) -> Chapter:
    end = facts.inner("sign_off")
    archived = end.moment_or_none("archived")
    day = end.day_or_none("sheet_date")
    sheet = f"Ditandatangani {end.line('sheet_signer')} pada {long_date(day)}" if day else "Belum ditandatangani"
    filed = f"{long_moment(archived)} oleh {end.line('archivist')}" if archived else "Belum diarsipkan"
    lines = [("Lembar pengaduan", sheet), ("Diarsipkan", filed), ("Hasil", end.line("result"))]
    words = "Berkas ini memuat seluruh catatan pengaduan di atas sebagaimana tersimpan dalam sistem pada saat disusun"
    words += ", kecuali berkas asli berikut, yang tidak dapat disertakan." if gaps else "."
    body = facts_table(lines) + space(12) + text("IsiNaskah", words)
    return Chapter("Pengesahan", body + _missing(gaps) + _signature(end.inner("signer")))


def _missing(gaps: Sequence[Gap]) -> str:
    if not gaps:
        return ""
    columns = (("Berkas asli", 7.0), ("SHA-256", 5.6), ("Sebab", 3.4))
    rows = [[gap.name, gap.sha256 or NOTHING, gap.why.capitalize()] for gap in gaps]
    return space(6) + listing(columns, rows, NOTHING) + space(12)


def _signature(signer: FactsReader) -> str:
    number = signer.line("nip")
    lines = [*signer.lines("title_lines"), "\n\n\n", signer.line("name") or "……"]
    return beside("TandaTangan", [*lines, f"NIP {nip(number)}"] if number else lines)


_CHAPTERS: dict[str, Callable[[FactsReader], Chapter]] = {
    "kronologi": _chronology,
    "percakapan": _conversation,
    "keluaran": _outputs,
    "naskah": _papers,
    "penyampaian": _deliveries,
    "catatan": _records,
}
