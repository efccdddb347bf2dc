"""The office's settings: each by name, with its allowed values and the sentence that refuses others."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from models.actions.core.office_facts import office_settings
from models.actions.core.own_types.catalogue import own_rows, row_of_type
from models.actions.office.signing_service import service_in_use
from models.actions.papers.numbers.number_paper import series_scope_of
from models.rules.cases.put_away import KEEPS_PAPER
from models.rules.clocks.warnings import quiet_hours
from models.rules.core.errors import RuleBroken
from models.rules.core.texts import storable
from models.rules.intake.file_limits import FILES_OF_PERSON, SIZE_OF_CASE, SIZE_OF_CHANNEL, SIZE_OF_PERSON
from models.rules.papers.documents import DOCUMENTS, DocumentRow
from models.rules.papers.numbering import (
    LETTER_FORMAT,
    MODE_LABELS,
    SCOPE_LABELS,
    NumberMode,
    SeriesScope,
    check_format,
)
from models.rules.papers.signing_ways import WAYS, way_key
from models.rules.papers.srikandi_form import SIFAT_LABELS, SIFAT_SETTING, SifatList
from models.rules.staff.roles import ROLES, Role
from models.tables import Classification


def _any(_value: str) -> bool:
    return True


def _filled(value: str) -> bool:
    return bool(value)


def _one_of(*values: str) -> Callable[[str], bool]:
    return lambda value: value in values


def _days(value: str) -> bool:
    return value.isascii() and value.isdigit() and int(value) <= 3650


def _minutes(value: str) -> bool:
    return value.isascii() and value.isdigit() and int(value) <= 100_000


def _pattern(value: str) -> bool:
    try:
        re.compile(value)
    except re.error:
        return False
    return bool(value)


def _code(value: str) -> bool:
    return Classification.select().where((Classification.code == value) & Classification.active).exists()


def _codes() -> list[tuple[str, str]]:
    rows = Classification.select().where(Classification.active).order_by(Classification.code)
    return [(row.code, f"{row.code} {row.meaning}") for row in rows]


def _always(*options: tuple[str, str]) -> Callable[[], list[tuple[str, str]]]:
    return lambda: list(options)


@dataclass(frozen=True)
class SettingRow:
    """One setting: its label, allowed values, the sentence that refuses others, and its choices."""

    label: str
    fits: Callable[[str], bool] = _any
    hint: str = ""
    options: Callable[[], list[tuple[str, str]]] = list  # (value, words) pairs; none: it is typed

    def words(self, value: str) -> str:
        """Return a value in the words of its choice."""
        return dict(self.options()).get(value, value)


def _ways() -> list[tuple[str, str]]:
    """Return the ways a paper may be signed here; the own service only where it is set."""
    has = service_in_use() is not None
    return [(key, row.label) for key, row in WAYS.items() if has or not row.service]


def _own_ways() -> list[tuple[str, str]]:
    return [("", "Seperti naskah lain"), *_ways()]


def _way(value: str) -> bool:
    return value in dict(_ways())


_WAYS_HINT = f"Isi dengan salah satu: {', '.join(WAYS)}. Layanan hanya sesudah diatur di menu Kantor."
_POSTS = tuple(str(role) for role in Role)
_YES_NO = _always(("ya", "Ya"), ("tidak", "Tidak"))
_FILL = "Isian ini tidak boleh kosong."
_MINUTES = "Isi dengan angka menit, misalnya 60."
_LIMIT = "Isi dengan angka; 0: tanpa batas."


def _way_of(row: DocumentRow) -> SettingRow:
    return SettingRow(
        f"Cara tanda tangan {row.title}",
        lambda value: not value or _way(value),
        f"Kosongkan, atau: {_WAYS_HINT}",
        _own_ways,
    )


SETTINGS: dict[str, SettingRow] = {
    "nama_kantor": SettingRow("Nama kantor dalam kalimat", _filled, _FILL),
    "kota": SettingRow("Kota pada tempat dan tanggal surat", _filled, _FILL),
    "kode_unit": SettingRow("Kode unit", _filled, _FILL),
    "mode_nomor": SettingRow(
        "Cara penomoran",
        _one_of(*NumberMode),
        f"Isi dengan salah satu: {', '.join(NumberMode)}.",
        _always(*MODE_LABELS.items()),
    ),
    "lingkup_seri": SettingRow(
        "Lingkup seri nomor",
        _one_of(*SeriesScope),
        f"Isi dengan salah satu: {', '.join(SeriesScope)}.",
        _always(*SCOPE_LABELS.items()),
    ),
    "klasifikasi_surat": SettingRow(
        "Kode klasifikasi surat", _code, "Kode ini tidak ada atau tidak dipakai; lihat daftar Klasifikasi.", _codes
    ),
    "format_nomor": SettingRow("Format nomor", _filled, _FILL),
    "pola_nomor": SettingRow("Pola pemeriksa nomor", _pattern, "Pola ini bukan ekspresi reguler yang sah."),
    "mode_ttd": SettingRow(
        "Cara tanda tangan",
        _way,
        _WAYS_HINT,
        _ways,
    ),
    **{way_key(row.code): _way_of(row) for row in DOCUMENTS.values() if row.numbered},
    SIFAT_SETTING: SettingRow(
        "Pilihan Sifat pada formulir SRIKANDI",
        _one_of(*SifatList),
        f"Isi dengan salah satu: {', '.join(SifatList)}.",
        _always(*SIFAT_LABELS.items()),
    ),
    "paraf_wajib": SettingRow(
        "Naskah ditandatangani sesudah semua pemaraf memaraf",
        _one_of("ya", "tidak"),
        "Isi dengan: ya, atau tidak.",
        _YES_NO,
    ),
    "telepon_publik": SettingRow("Telepon kantor yang boleh tampil di jawaban umum (pisahkan dengan koma)"),
    "penandatangan_ND-TERUS": SettingRow(
        "Penandatangan nota dinas pengoordinasian",
        _one_of(*_POSTS),
        f"Isi dengan salah satu: {', '.join(_POSTS)}.",
        _always(*((str(role), ROLES[role].label) for role in Role)),
    ),
    KEEPS_PAPER: SettingRow(
        "Berkas kertas ditata di rak sebelum kasus diarsipkan",
        _one_of("ya", "tidak"),
        "Isi dengan: ya, atau tidak.",
        _YES_NO,
    ),
    "hari_buka_kembali": SettingRow("Hari kasus selesai dapat dibuka kembali", _days, "Isi dengan angka hari."),
    "undangan_hari": SettingRow(
        "Hari undangan ke pesan pribadi menunggu pelapor, dua kali dengan pengingatnya (1 sampai 30)",
        _days,
        "Isi dengan angka hari.",
    ),
    "cadangan_hari": SettingRow(
        "Hari sebuah cadangan disimpan sebelum dihapus (kosong: tidak ditentukan)",
        lambda value: not value or _days(value),
        "Isi dengan angka hari, atau kosongkan.",
    ),
    "menit_kiriman_beruntun": SettingRow(
        "Menit antara komentar satu orang yang dijadikan satu pengaduan",
        _minutes,
        "Isi dengan angka menit; 0: tidak.",
    ),
    "jeda_tanpa_paraf_menit": SettingRow("Menit kerja jeda tanpa paraf atasan", _minutes, _MINUTES),
    "eskalasi_kasi_menit": SettingRow("Menit kerja terlambat sampai Kasi TIKKIM tahu", _minutes, _MINUTES),
    "eskalasi_kepala_menit": SettingRow("Menit kerja terlambat sampai Kepala Kantor tahu", _minutes, _MINUTES),
    "jam_tenang": SettingRow(
        "Jam tenang (tidak ada WhatsApp kepada petugas)",
        lambda value: not value or quiet_hours(value) is not None,
        "Tulis seperti 17.00-07.30, atau kosongkan bila tidak ada.",
    ),
    "ringkas_sesudah": SettingRow(
        "Pemberitahuan diringkas jadi satu bila kasusnya lebih dari",
        _one_of(*map(str, range(1, 1000))),
        "Isi dengan angka 1 sampai 999.",
    ),
    "jeda_pesan_menit": SettingRow("Menit antara dua pesan WhatsApp kepada satu petugas", _minutes, _MINUTES),
    "buka_identitas_dua_orang": SettingRow(
        "Identitas yang dirahasiakan dibuka dengan persetujuan orang kedua",
        _one_of("ya", "tidak"),
        "Isi dengan: ya, atau tidak.",
        _YES_NO,
    ),
    "buka_identitas_jam": SettingRow(
        "Jam identitas terbuka sesudah disetujui", _one_of(*map(str, range(1, 721))), "Isi dengan angka 1 sampai 720."
    ),
    "survei": SettingRow(
        "Tanya kepuasan sesudah jawaban sampai", _one_of("ya", "tidak"), "Isi dengan: ya / tidak.", _YES_NO
    ),
    "survei_skala": SettingRow("Skala kepuasan", _one_of(*map(str, range(2, 11))), "Isi dengan angka 2 sampai 10."),
    "survei_jeda_menit": SettingRow("Menit sesudah jawaban sampai kepuasan ditanyakan", _minutes, _MINUTES),
    "survei_berlaku_hari": SettingRow(
        "Hari jawaban kepuasan masih dibaca", _one_of(*map(str, range(1, 31))), "Isi dengan angka 1 sampai 30."
    ),
    FILES_OF_PERSON: SettingRow(
        "Berkas sehari dari satu pelapor yang diambil sendiri (0: tanpa batas)", _minutes, _LIMIT
    ),
    SIZE_OF_PERSON: SettingRow("MB sehari dari satu pelapor yang diambil sendiri (0: tanpa batas)", _minutes, _LIMIT),
    SIZE_OF_CASE: SettingRow("MB berkas satu kasus yang diambil sendiri (0: tanpa batas)", _minutes, _LIMIT),
    SIZE_OF_CHANNEL: SettingRow("MB sehari dari satu kanal yang diambil sendiri (0: tanpa batas)", _minutes, _LIMIT),
    "metrics_token": SettingRow("Token pembaca /metrics", hint="Kosongkan bila hanya dibaca dari komputer ini."),
}


def setting_row(key: str) -> SettingRow | None:
    """Return the row of a setting; how letters of an own type are signed is one too."""
    if key in SETTINGS or not key.startswith(way_key("")):
        return SETTINGS.get(key)
    own = row_of_type(key.removeprefix(way_key("")))
    return _way_of(own) if own is not None else None


def own_ways() -> dict[str, str]:
    """Return what the ways of signing of the office's own letters are called, by their keys, in quotes."""
    return {way_key(row.code): f"“{_way_of(row).label}”" for row in own_rows().values() if row.numbered}


def checked_setting(key: str, typed: str) -> str:
    """Return a setting as it is stored. Raises RuleBroken where its value is not allowed."""
    value = " ".join(storable(typed).split())
    known = setting_row(key)
    if known is not None and not known.fits(value):
        raise RuleBroken(f"{known.label}: {known.hint}")
    if key in ("format_nomor", "lingkup_seri"):
        both = office_settings() | {key: value}
        check_format(both.get("format_nomor", LETTER_FORMAT), series_scope_of(both))
    return value
