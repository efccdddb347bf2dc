"""The notice of a breach of personal data (UU 27/2022, Pasal 46): to the institution, then a letter for each person.

What was found is filled in; what the program cannot know is a line to write on, and the paper says so.
"""

from collections.abc import Mapping

from docgen.archive.headed import headed
from docgen.documents.reading import FactsReader
from docgen.markup import paragraph
from docgen.plain_document import beside, facts_table, space, text
from docgen.wording import long_moment

TITLE = "PEMBERITAHUAN KEGAGALAN PELINDUNGAN DATA PRIBADI"
BLANK = "……………………………………………………………………"
_SHORT = BLANK[:28]
_LINE = f"\n{BLANK}"  # of its own, as a justified line would be drawn apart
TO_WRITE = "Garis titik-titik berarti tidak diketahui dari catatan program: isi dengan tangan sebelum dikirim."
_WHAT: Mapping[str, str] = {
    "akun": "Akun petugas dipakai orang lain",
    "berkas": "Berkas berisi data pribadi berada di tangan yang salah",
    "cakram": "Cakram atau komputer yang memuat data kantor hilang",
    "cadangan": "Cadangan data kantor hilang",
}
_HOW: Mapping[str, str] = {
    "akun": "dapat dilihat oleh orang lain yang memakai akun petugas",
    "berkas": "termuat dalam berkas yang berada di tangan yang salah",
    "cakram": "termuat dalam cakram atau komputer kantor yang hilang",
    "cadangan": "termuat dalam cadangan data kantor yang hilang",
}
_COUNTED = "{} (orang, atau pengaduan yang identitasnya dirahasiakan)"
_ASKED = "Yang dapat Saudara lakukan: mewaspadai telepon, pesan, atau orang yang mengaku dari kantor ini, dan"
_OPENING = "Yth. ……………………………… (lembaga pelindungan data pribadi)\nMenurut Pasal 46 UU 27/2022 kami beri tahukan:"


def breach_notice(facts: Mapping[str, object]) -> bytes:
    """Return the .docx of the notices of a breach. Raises FieldMissing or FieldWrong."""
    read = FactsReader(facts)
    kind = read.one_of("kind", tuple(_WHAT))
    letters = read.rows("letters", lambda one: _letter(read, kind, one))
    body = _to_institution(read, kind) + _signed(read) + "".join(letters or [_letter(read, kind, None)])
    return headed(read, TITLE, "Nomor: ………………………………", body + paragraph("Akhir"))


def _to_institution(read: FactsReader, kind: str) -> str:
    rows = [
        ("Diketahui", long_moment(read.moment("known"))),
        ("Yang terjadi", f"{_WHAT[kind]}: {BLANK}"),
        ("Kapan terungkap", _when(read, kind)),
        ("Pasti terkena", _count(read, "certain")),
        ("Mungkin terkena", _count(read, "possible")),
        ("Data yang terungkap", read.line("data") or BLANK),
        ("Penanganan dan pemulihan", BLANK),
        ("Narahubung", f"{BLANK}\n{read.line('phone')}".strip()),
    ]
    notes = [*read.lines("unknown"), *read.lines("letters_lack")]
    told = "".join(text("IsiNaskah", f"– {line}") for line in notes)
    head = text("IsiNaskah", TO_WRITE) + space(6) + text("IsiNaskah", _OPENING) + space(6) + facts_table(rows)
    return head + (space(8) + text("IsiNaskah", "Catatan:") + told if told else "")


def _count(read: FactsReader, key: str) -> str:
    number = read.count_or_none(key)
    return BLANK if number is None else _COUNTED.format(number)


def _when(read: FactsReader, kind: str) -> str:
    """Return when it happened, as far as the office knows: of what is lost alone up to when it held data."""
    since, until = read.moment_or_none("since"), read.moment_or_none("until")
    if until is None:
        return BLANK
    if kind == "akun":
        return f"antara {long_moment(since)} dan {long_moment(until)}" if since else BLANK
    if kind == "berkas":
        return f"berkas itu keluar dari program {long_moment(until)}; sampai di tangan yang salah: {BLANK}"
    return f"datanya sampai {long_moment(until)}; hilang: {BLANK}"


def _letter(read: FactsReader, kind: str, one: FactsReader | None) -> str:
    """Return the letter to one person, on a page of its own, or one to be filled in by hand for each.

    Whoever is protected is addressed by his complaint alone.
    """
    known, name = long_moment(read.moment("known")), one.line("name") if one else ""
    cases = ", ".join(one.lines("cases")) if one else _SHORT
    whom = name or (f"pelapor pengaduan nomor {cases}" if one and cases else _SHORT)
    of_cases = f" pada pengaduan nomor {cases}" if cases else ""
    sure = "" if one is None or one.yes("certain") else "mungkin "
    lines = (
        f"Pada {known} kami mengetahui bahwa data pribadi Saudara{of_cases} {sure}{_HOW[kind]}.",
        f"Data yang terungkap: {(one.line('data') if one else '') or _LINE}",
        f"Kapan dan bagaimana terungkap: {_when(read, kind)}{_LINE}",
        f"Yang sudah kami lakukan untuk menangani dan memulihkan: {_LINE}",
        f"{_ASKED} {_LINE}",
        f"Pertanyaan dan permintaan Saudara kami terima di: {read.line('phone') or _LINE}",
    )
    head = paragraph("IsiNaskah", "", new_page=True) + text("JudulNaskah", f"{read.line('office')}\n{TITLE}")
    head += space(12) + text("IsiNaskah", f"Yth. Saudara {whom}") + space(6)
    return head + "".join(text("IsiNaskah", line) for line in lines) + _signed(read)


def _signed(read: FactsReader) -> str:
    place = read.line("place") or "………………………"
    return space(10) + beside("TandaTangan", [f"{place}, ……………………", "Kepala Kantor,", " ", " ", "………………………………"])
