"""Which event of a case a person is shown first, what he is to do about it, and when many cases become one line."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache

from models.rules.core.stored_moments import is_impossible


class Family(StrEnum):
    """What is told together where many cases wait at once."""

    WAKTU = "waktu"
    DISPOSISI = "disposisi"
    NASKAH = "naskah"
    KABAR = "kabar"


@dataclass(frozen=True)
class NoticeSort:
    """One sort of event. `kind`, head and grade of its key tell it; `to_do` empty: what the stage asks."""

    kind: str
    family: Family
    label: str
    counted: str  # after the number of cases, where many are told in one line
    to_do: str = ""
    head: str = ""
    tail: str = ""


_W, _D, _N, _K = Family.WAKTU, Family.DISPOSISI, Family.NASKAH, Family.KABAR
_TIME, _NEWS = "Peringatan waktu", "Kabar"
_DECIDE = "menunggu keputusan Anda"

# What is asked as long as it waits: its row remembers that it was told.
ASKED_KINDS = frozenset(
    {
        *("tanda_tangan", "disposisi", "paraf_kalender", "paraf_jeda", "berkas_dipinjam"),
        *("kanal_token", "kanal_versi", "kanal_anggaran"),
    }
)

# Read downwards: of several events of one case, the one that stands first is shown.
SORTS: tuple[NoticeSort, ...] = (
    NoticeSort("peringatan", _W, _TIME, "lewat batas hukum", head="hukum", tail="100"),
    NoticeSort("peringatan", _W, _TIME, _DECIDE, "Buka kasusnya dan putuskan.", tail="jalur80"),
    NoticeSort("peringatan", _W, _TIME, "terlambat dan belum ditangani", tail="kepala"),
    NoticeSort("peringatan", _W, _TIME, "terlambat", tail="kasi"),
    NoticeSort("disposisi", _D, "Disposisi", "menunggu disposisi"),
    NoticeSort(
        "tanda_tangan",
        _N,
        "Tanda tangan",
        "menunggu tanda tangan",
        "Baca naskahnya, lalu tanda tangani atau kembalikan.",
    ),
    NoticeSort(
        "identitas",
        _K,
        "Identitas pelapor",
        "dengan permintaan identitas",
        "Setujui atau tolak permintaannya.",
        head="minta",
    ),
    NoticeSort(
        "undangan",
        _K,
        "Undangan",
        "dengan undangan diterima",
        "Kirim jawabannya di percakapan pribadi itu.",
        head="undangan-diterima",
    ),
    NoticeSort(
        "undangan",
        _K,
        "Undangan",
        "dengan undangan sia-sia",
        "Tutup penyampaian sebagai tidak dapat dihubungi.",
        head="undangan-sia-sia",
    ),
    NoticeSort("undangan", _K, "Undangan", "dengan undangan belum diterima", "Ingatkan pelapor satu kali lagi."),
    NoticeSort("jawaban_jatuh", _K, "Jawaban tidak sampai", "dengan jawaban tidak sampai"),
    NoticeSort("paraf_jeda", _K, "Jeda", "dengan jeda menunggu paraf", "Paraf jedanya, atau tolak."),
    NoticeSort(
        "penelitian",
        _K,
        "Penelitian lapangan",
        "dengan laporan dikembalikan",
        "Perbaiki laporannya, lalu serahkan lagi.",
        head="penelitian-kembali",
    ),
    NoticeSort(
        "penelitian",
        _K,
        "Penelitian lapangan",
        "dengan laporan baru",
        "Baca laporannya, lalu tetapkan jawaban atau kembalikan.",
    ),
    NoticeSort("peringatan", _W, _TIME, _DECIDE, "Buka kasusnya dan putuskan.", tail="jalur"),
    NoticeSort("peringatan", _W, _TIME, "habis waktunya", tail="100"),
    NoticeSort("peringatan", _W, _TIME, "hampir lewat batas hukum", head="hukum", tail="80"),
    NoticeSort("penunjukan", _K, "Penunjukan", "diserahkan kepada Anda"),
    NoticeSort(
        "identitas", _K, "Identitas pelapor", "dengan putusan identitas", "Lihat putusannya pada halaman kasus."
    ),
    NoticeSort("peringatan", _W, _TIME, "hampir habis waktunya", tail="80"),
    NoticeSort("peringatan", _W, _TIME, "memakai separuh waktunya"),
    NoticeSort(
        "berkas_dipinjam",
        _K,
        "Berkas dipinjam",
        "dengan berkas kertas yang seharusnya kembali",
        "Tagih peminjamnya, lalu catat kembalinya pada Arsip.",
    ),
    NoticeSort("sebutan", _K, "Catatan internal", "dengan catatan untuk Anda", "Baca catatannya pada halaman kasus."),
)
# What belongs to no case, and what a later version told.
OTHER = NoticeSort("", Family.KABAR, _NEWS, "dengan kabar lain", "Buka kasusnya.")
OFFICE_LABELS = {"blok_nomor": "Penomoran", "periksa_nomor": "Buku nomor", "serah_tugas": "Serah tugas"}
OFFICE_LABELS |= {"balasan_petugas": "Balasan petugas", "pesan_lama": "Pesan lama", "tanda_tangan": "Tanda tangan"}
OFFICE_LABELS |= {
    "orang_kedua": "Orang kedua",
    "paraf_kalender": "Kalender kerja",
    "nomor_diblokir": "Nomor diblokir",
}

# How a line for many cases begins, after their number, and how it ends.
_MANY: dict[Family, tuple[str, str]] = {
    Family.WAKTU: ("pengaduan diperingatkan waktunya", "Kerjakan dari yang paling mendesak."),
    Family.DISPOSISI: ("pengaduan menunggu disposisi Anda", "Beri disposisi dari Beranda."),
    Family.NASKAH: ("pengaduan dengan naskah menunggu tanda tangan Anda", "Lihat dan tanda tangani berturut-turut."),
    Family.KABAR: ("pengaduan dengan kabar baru", "Buka dari yang paling mendesak."),
}
_MANY_AFTER, _GAP_MINUTES = 20, 30  # where the office has not set it


@cache
def _sorts() -> dict[str, tuple[NoticeSort, ...]]:
    """Return the sorts by their kind, in order."""
    return {kind: tuple(row for row in SORTS if row.kind == kind) for kind in {row.kind for row in SORTS}}


def sort_of(kind: str, key: str) -> NoticeSort:
    """Return what sort of event a notice tells of, by its kind and its key; OTHER where no row fits."""
    head, _, grade, *_ = (*key.split(":"), "", "", "")
    fits = (row for row in _sorts().get(kind, ()) if row.head in ("", head) and row.tail in ("", grade))
    return next(fits, OTHER)


def rank_of(sort: NoticeSort) -> int:
    """Return the place of a sort in its table; the lower, the graver."""
    return _ranks().get(sort, len(SORTS))


@cache
def _ranks() -> dict[NoticeSort, int]:
    return {sort: place for place, sort in enumerate(SORTS)}


@dataclass(frozen=True)
class Event:
    """One event as it was told: which row of the notices, of which case, of which sort, in which words."""

    id: int
    case: int | None  # the leading case where it is merged
    sort: NoticeSort
    text: str
    made_at: datetime
    waits: bool = True  # neither seen nor over


@dataclass(frozen=True)
class OneCase:
    """Everything a person was told of one case: the gravest that waits, and what else there is."""

    first: Event
    others: tuple[Event, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether anything of it is still to be read."""
        return self.first.waits

    @property
    def family(self) -> Family:
        """Return the family of the gravest."""
        return self.first.sort.family

    @property
    def also(self) -> tuple[str, ...]:
        """Return what else waits, by its label, without the one shown and each once."""
        words = dict.fromkeys(event.sort.label for event in self.others if event.waits)
        return tuple(word for word in words if word != self.first.sort.label)


@dataclass(frozen=True)
class ManyCases:
    """Many cases of one family as one line."""

    family: Family
    cases: tuple[OneCase, ...] = field(repr=False)

    @property
    def newest(self) -> int:
        """Return the newest row told by this line."""
        return max(event.id for case in self.cases for event in (case.first, *case.others))

    @property
    def sentence(self) -> str:
        """Return how many cases, how many of each sort, the gravest first, and what to do."""
        words, to_do = _MANY[self.family]
        ranked = sorted(self.cases, key=lambda case: rank_of(case.first.sort))
        counts = Counter(case.first.sort.counted for case in ranked)
        parts = ", ".join(f"{count} {word}" for word, count in counts.items())
        told = f": {parts}" if len(counts) > 1 or self.family is Family.WAKTU else ""
        return f"{len(self.cases)} {words}{told}. {to_do}"


def by_case(events: Sequence[Event]) -> list[OneCase]:
    """Return the events one per case, the case with the newest event first; what belongs to no case stays alone.

    Shown of a case is what waits before what does not, the graver sort before the lesser, the newer before the older.
    """
    cases: dict[object, list[Event]] = {}
    for event in sorted(events, key=lambda one: one.id, reverse=True):
        cases.setdefault(("alone", event.id) if event.case is None else event.case, []).append(event)
    found = []
    for mine in cases.values():
        ordered = sorted(mine, key=lambda one: (not one.waits, rank_of(one.sort) if one.waits else 0, -one.id))
        found.append(OneCase(ordered[0], tuple(ordered[1:])))
    return found


def folded(cases: Sequence[OneCase], many_after: int) -> list[OneCase | ManyCases]:
    """Return the cases, those of a family with more than so many of them as one line, in the place of its first."""
    sizes = Counter(case.family for case in cases if case.first.case is not None)
    found: dict[object, OneCase | ManyCases] = {}
    for case in cases:
        if case.first.case is None or sizes[case.family] <= many_after:
            found[case.first.id] = case
        elif case.family not in found:
            mine = tuple(one for one in cases if one.first.case is not None and one.family is case.family)
            found[case.family] = ManyCases(case.family, mine)
    return list(found.values())


def to_do(sort: NoticeSort, mine: bool, of_stage: str, holder: str) -> str:
    """Return what to do in one sentence: by the sort, the stage of one's own case, or whom to ask about another's."""
    if sort.to_do:
        return sort.to_do
    if mine or sort.family is not Family.WAKTU:
        return of_stage
    return f"Tanyakan kepada {holder} mengapa belum selesai."


def many_after(settings: Mapping[str, str]) -> int:
    """Return from how many cases on they are told in one line; the default where the setting is invalid."""
    return _number(settings.get("ringkas_sesudah", ""), _MANY_AFTER, least=1)


def next_message(last: datetime | None, now: datetime, settings: Mapping[str, str]) -> datetime:
    """Return when the next message may go to a telephone: so many minutes after the last one, so that none floods."""
    gap = timedelta(minutes=_number(settings.get("jeda_pesan_menit", ""), _GAP_MINUTES))
    return now if last is None or is_impossible(last, now) else max(now, last + gap)


def _number(text: str, default: int, least: int = 0) -> int:
    sound = text.isascii() and text.isdecimal() and len(text) < 5
    return int(text) if sound and int(text) >= least else default
