"""Checks the rows of a pasted staff list: who each is, and in plain words what is wrong with a row."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from models.rules.core.errors import RuleBroken
from models.rules.office.staff_table import FIELD_LABELS, Field, SheetRow, StaffTable, plain
from models.rules.staff.roles import SECTION_LABELS, Role, Section

_MONTHS = {
    month: at
    for at, months in enumerate(
        (
            *(("januari", "jan"), ("februari", "feb"), ("maret", "mar"), ("april", "apr"), ("mei",), ("juni", "jun")),
            *(("juli", "jul"), ("agustus", "agu", "agt"), ("september", "sep"), ("oktober", "okt")),
            *(("november", "nov"), ("desember", "des")),
        ),
        1,
    )
    for month in months
}
_SCIENTIFIC = re.compile(r"\d[.,]?\d*[eE]\+?\d+")
_EXCEL_DAY_0 = date(1899, 12, 30)
_PPPK = "21"  # in the place of the month of an ASN with an agreement

# What a post's name must hold, the narrower one first; every group needs one of its words.
_POSTS: tuple[tuple[Role, tuple[tuple[str, ...], ...]], ...] = (
    (
        Role.KASUBSI_INFOKIM,
        (
            ("kasubsi", "kepala subseksi", "kepala sub seksi", "kasubsie"),
            ("infokim", "informasi dan komunikasi", "informasi komunikasi"),
        ),
    ),
    (Role.KASI_TIKKIM, (("kasi ", "kasie ", "kepala seksi"), ("tikkim", "tikim", "teknologi informasi"))),
    (
        Role.KASI_LALINTALKIM,
        (("kasi ", "kasie ", "kepala seksi"), ("lalintalkim", "lantaskim", "lalu lintas", "izin tinggal")),
    ),
    (Role.KASI_INTELDAKIM, (("kasi ", "kasie ", "kepala seksi"), ("inteldakim", "intelijen", "penindakan"))),
    (Role.KEPALA_KANTOR, (("kepala kantor", "kakanim"),)),
    (Role.PENGELOLA, (("pengelola pengaduan", "pengelola layanan pengaduan", "petugas pengaduan"),)),
)
_SECTIONS: tuple[tuple[Section, tuple[str, ...]], ...] = (
    (Section.TIKKIM, ("tikkim", "tikim", "teknologi informasi", "infokim")),
    (Section.LALINTALKIM, ("lalintalkim", "lantaskim", "lalu lintas", "izin tinggal")),
    (Section.INTELDAKIM, ("inteldakim", "intelijen", "penindakan")),
)


@dataclass(frozen=True)
class Finding:
    """What is wrong with a row, in a sentence; `stops`: the row cannot be taken over as it is."""

    words: str
    stops: bool = True


@dataclass(frozen=True)
class Person:
    """One row: who it is, and what was found."""

    line: int
    name: str = ""
    nip: str = ""
    rank: str = ""
    post: Role | None = None
    section: Section | None = None
    phone: str = ""
    since: date | None = None
    findings: tuple[Finding, ...] = field(default=())

    @property
    def stopped(self) -> bool:
        """Whether the row cannot be taken over."""
        return any(finding.stops for finding in self.findings)


def people_of(table: StaffTable, phone_number: Callable[[str], str]) -> list[Person]:
    """Return every row as a person with its findings, double numbers and posts among them too."""
    found: list[Person] = []
    above: dict[Field, str] = {}
    for row in table.rows:
        cells = {name: cell for name, cell in zip(table.columns, row.cells, strict=False) if name is not None}
        person = _person(row, table, cells, above, phone_number)
        found.append(_against(person, found))
        above |= {name: cell for name, cell in cells.items() if cell}
    return found


def _person(
    row: SheetRow,
    table: StaffTable,
    cells: dict[Field, str],
    above: dict[Field, str],
    phone_number: Callable[[str], str],
) -> Person:
    shape = _shape(row, table, cells, above)
    if any(finding.stops for finding in shape):
        return Person(row.line, cells.get(Field.NAMA, "")[:200], findings=tuple(shape))
    nip, wrong_nip = read_nip(cells.get(Field.NIP, ""))
    post, wrong_post = read_post(cells.get(Field.JABATAN, ""))
    section, wrong_section = read_section(cells.get(Field.SEKSI, ""))
    since, wrong_day = read_day(cells.get(Field.MULAI, ""))
    phone, wrong_phone = _phone(cells.get(Field.TELEPON, ""), phone_number)
    findings = [*shape, *wrong_nip, *wrong_post, *wrong_section, *wrong_day, *wrong_phone]
    rank = cells.get(Field.PANGKAT, "").replace("\n", " ")
    if len(rank) > 80:
        findings.append(Finding("Pangkat lebih dari 80 karakter."))
    return Person(row.line, cells[Field.NAMA], nip, rank, post, section, phone, since, tuple(findings))


def _shape(row: SheetRow, table: StaffTable, cells: dict[Field, str], above: dict[Field, str]) -> list[Finding]:
    """Return what is wrong with the row as a whole: merged cells, shifted columns, errors of the sheet."""
    filled = [cell for cell in row.cells if cell]
    if len(filled) == 1 and len(table.columns) > 2:
        return [Finding(f"Hanya satu sel terisi (“{filled[0][:40]}”): judul kelompok atau sel gabungan, dilewati.")]
    named = max((at + 1 for at, name in enumerate(table.names) if name), default=len(row.cells))
    if any(cell and table.columns[at] is None for at, cell in enumerate(row.cells) if at >= named):
        return [Finding(f"Baris ini {len(row.cells)} kolom, judulnya {named}: selnya bergeser.")]
    broken = next((cell for cell in filled if cell.startswith("#")), "")
    if broken:
        return [Finding(f"Sel berisi “{broken[:20]}”, tanda galat lembar kerja. Perbaiki di sana, lalu salin lagi.")]
    name = cells.get(Field.NAMA, "")
    if not name:
        merged = " Mungkin selnya digabung dengan baris di atasnya; pisahkan gabungannya." if above else ""
        return [Finding(f"Nama kosong.{merged}")]
    if "\n" in name:
        return [
            Finding("Sel nama memuat dua baris (nama dan NIP dalam satu sel?). Pisahkan ke kolomnya masing-masing.")
        ]
    if any(letter.isdigit() for letter in name) or len(name) > 200:
        return [Finding(f"“{name[:40]}” bukan nama orang. Periksa pilihan kolomnya.")]
    return _merged(cells, above)


def _merged(cells: dict[Field, str], above: dict[Field, str]) -> list[Finding]:
    """Return that a cell is empty whose like above was filled, as it comes from cells merged downwards."""
    lost = [name for name in (Field.SEKSI, Field.PANGKAT) if above.get(name) and cells.get(name) == ""]
    return [
        Finding(
            f"{FIELD_LABELS[name]} kosong; mungkin selnya digabung dengan “{above[name][:40]}” di atasnya. "
            "Pisahkan gabungannya bila ya.",
            stops=False,
        )
        for name in lost
    ]


def _against(person: Person, before: list[Person]) -> Person:
    """Return a person with what collides with the rows above."""
    findings = list(person.findings)
    twin = next((one for one in before if one.nip and one.nip == person.nip), None)
    if twin is not None:
        findings.append(Finding(f"NIP sama dengan baris {twin.line} ({twin.name}). Satu orang satu baris."))
    name = person.name.casefold()
    alike = next((one for one in before if one.name.casefold() == name and not (one.nip and person.nip)), None)
    if alike is not None and twin is None and not person.stopped and not alike.stopped:
        findings.append(Finding(f"Nama sama dengan baris {alike.line}. Beri NIP keduanya bila dua orang."))
    rival = next((one for one in before if person.post and one.post is person.post and not one.stopped), None)
    if rival is not None and twin is None:
        findings.append(Finding(f"Jabatan ini sudah diisi baris {rival.line} ({rival.name})."))
    return replace(person, findings=tuple(findings))


def read_nip(typed: str) -> tuple[str, list[Finding]]:
    """Return a NIP's 18 digits, empty where there is none or it is wrong, and what is wrong with it."""
    if typed in ("", "-", "–"):
        return "", [Finding("Tanpa NIP: bila ditempel lagi, orang ini hanya dikenali dari namanya.", stops=False)]
    bare = re.sub(r"[\s.'`-]", "", re.sub(r"(?i)^nip\.?", "", typed)) if not _SCIENTIFIC.fullmatch(typed) else typed
    if _SCIENTIFIC.fullmatch(typed):
        return "", [
            Finding(f"NIP diubah Excel menjadi angka ({typed}); angkanya hilang. Jadikan kolomnya Teks, ketik ulang.")
        ]
    if not bare.isascii() or not bare.isdecimal():
        return "", [Finding(f"NIP “{typed[:30]}” memuat selain angka.")]
    if len(bare) != 18:
        old = " Ini NIP lama; pakai yang 18 angka." if len(bare) == 9 else ""
        return "", [Finding(f"NIP terdiri atas 18 angka, ini {len(bare)}.{old}")]
    if bare.endswith("000"):
        return "", [
            Finding(
                f"NIP berakhir 000 ({bare}): dibulatkan Excel sesudah 15 angka. Jadikan kolomnya Teks, ketik ulang."
            )
        ]
    wrong = _wrong_dates(bare)
    return ("", [Finding(wrong)]) if wrong else (bare, [])


def _wrong_dates(nip: str) -> str:
    """Return what is wrong with the dates in a NIP: born, appointed, sex."""
    try:
        born = date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        return f"Tanggal lahir dalam NIP tidak ada: {nip[6:8]}-{nip[4:6]}-{nip[:4]}. Periksa angkanya."
    year, month = int(nip[8:12]), nip[12:14]
    if month != _PPPK and not 1 <= int(month) <= 12:
        return f"Bulan pengangkatan dalam NIP tidak ada: {month}. Periksa angkanya."
    if not born.year + 15 <= year <= born.year + 60:
        return f"NIP menyebut lahir {born.year} dan diangkat {year}. Periksa angkanya."
    return "" if nip[14] in "12" else f"Angka ke-15 NIP harus 1 atau 2, ini {nip[14]}. Periksa angkanya."


def read_post(typed: str) -> tuple[Role | None, list[Finding]]:
    """Return the post of the SOP these words name; a finding where they name another or an acting holder."""
    words = f"{plain(typed)} "
    if not words.strip():
        return None, []
    post = next(
        (role for role, groups in _POSTS if all(any(one in words for one in group) for group in groups)), None
    )
    if re.match(r"(plt|plh|pelaksana tugas|pelaksana harian)\b", words):
        return None, [
            Finding("Plh. dan Plt. dicatat lewat Serah tugas, dengan nomor surat perintahnya.", stops=False)
        ]
    if post is None:
        told = f"“{typed[:60]}” bukan jabatan dalam SOP: orangnya dicatat tanpa jabatan."
        return None, [Finding(told, stops=False)]
    return post, []


def read_section(typed: str) -> tuple[Section | None, list[Finding]]:
    """Return the section these words name; a finding where it works on no complaints."""
    words = plain(typed)
    found = next((section for section, names in _SECTIONS if any(name in words for name in names)), None)
    if found is not None or not words:
        return found, []
    known = ", ".join(SECTION_LABELS[section] for section, _ in _SECTIONS)
    return None, [Finding(f"Seksi “{typed[:40]}” tidak dicatat; yang dikenal: {known}.", stops=False)]


def read_day(typed: str) -> tuple[date | None, list[Finding]]:
    """Return a date as offices write it, or as a spreadsheet's number of days; a finding for anything else."""
    words = typed.strip().lower()
    if not words or words in ("-", "–"):
        return None, []
    try:
        return _day(words), []
    except (ValueError, OverflowError):
        return None, [Finding(f"Tanggal mulai “{typed[:30]}” tidak ada. Tulis seperti 31-12-2025.")]


def _day(words: str) -> date:
    if re.fullmatch(r"\d{5}", words):
        return _EXCEL_DAY_0 + timedelta(days=int(words))
    parts = re.split(r"[\s./-]+", words)
    if len(parts) != 3:
        raise ValueError
    if len(parts[0]) == 4:
        parts.reverse()
    month = _MONTHS.get(parts[1]) or int(parts[1])
    found = date(int(parts[2]), month, int(parts[0]))
    if not 1970 <= found.year <= 2100:
        raise ValueError
    return found


def _phone(typed: str, phone_number: Callable[[str], str]) -> tuple[str, list[Finding]]:
    if typed in ("", "-", "–"):
        return "", []
    if _SCIENTIFIC.fullmatch(typed):
        return "", [Finding(f"Telepon diubah Excel menjadi angka ({typed}). Jadikan kolomnya Teks, ketik ulang.")]
    try:
        # A sheet drops the leading 0 of what it takes for a number.
        return phone_number(f"0{typed}" if re.fullmatch(r"8\d{7,12}", typed) else typed), []
    except RuleBroken as broken:
        return "", [Finding(broken.sentence)]
