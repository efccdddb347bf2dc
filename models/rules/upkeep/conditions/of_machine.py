"""What can be wrong with a machine of the office: its disk, its memory, its clock."""

from collections.abc import Callable
from datetime import timedelta

from models.rules.upkeep.clock_readings import CLOCK_STOPS, CLOCK_TOLD, ClockReading
from models.rules.upkeep.conditions.row import Condition, Effect, Seen, Sign, Source, Weight

MEGABYTE = 1024 * 1024
# reliability R7
MEDIA_NEEDS, SENDING_NEEDS, WORK_NEEDS = 500 * MEGABYTE, 200 * MEGABYTE, 50 * MEGABYTE
MEMORY_TOLD = 150 * MEGABYTE
UNTIMELY_HOSTS = 2  # one host's certificate may have run out; those of several do not on one day


def _met(sign: Sign) -> Callable[[Seen], bool]:
    return lambda seen: sign in seen.signs


def _always(words: str) -> Callable[[Seen], str]:
    return lambda _seen: words


def _free_between(least: int, below: int) -> Callable[[Seen], bool]:
    return lambda seen: seen.free is not None and least <= seen.free < below


def _room(words: str) -> Callable[[Seen], str]:
    return lambda seen: f"Sisa tempat di disk komputer ini {(seen.free or 0) // MEGABYTE} MB. {words}"


def _off(seen: Seen) -> timedelta:
    return abs(seen.clock.ahead) if seen.clock and seen.clock.sure else timedelta(0)


def _doubted(seen: Seen) -> bool:
    return seen.clock is not None and not seen.clock.sure and abs(seen.clock.ahead) > CLOCK_TOLD


def _apart(seen: Seen) -> bool:
    return seen.office_clock is not None and abs(seen.office_clock.ahead) > CLOCK_TOLD


def is_of_clock(says: str) -> bool:
    """Whether a reason why an agent sends nothing is the clock of its PC."""
    return says.startswith(_CLOCK)


def _clock(words: str, of: Callable[[Seen], ClockReading | None] = lambda seen: seen.clock) -> Callable[[Seen], str]:
    def said(seen: Seen) -> str:
        reading = of(seen) or ClockReading(timedelta(0), "")
        way = "lebih cepat" if reading.ahead > timedelta(0) else "lebih lambat"
        return f"{_CLOCK} {_span(abs(reading.ahead))} {way} daripada jam {reading.whose}. {words}"

    return said


def _span(off: timedelta) -> str:
    if off >= timedelta(days=2):
        return f"{round(off / timedelta(days=1))} hari"
    minutes = round(off / timedelta(minutes=1))
    return f"{minutes} menit" if minutes < 180 else f"{round(minutes / 60)} jam"


_CLOCK = "Jam komputer ini"
_CHAPTER = "Caranya di panduan, bab Bila komputer bermasalah."
_BY_ITSELF = "Kosongkan tempat; sesudah itu program melanjutkan sendiri."
_SET = "Setel jam komputer lewat jaringan (NTP)"
_E, _W, _S = Effect, Weight, Sign

# fmt: off
OF_MACHINE: tuple[Condition, ...] = (
    Condition("damaged", "the pages of the SQLite file", Source.MACHINE, "Basis data",
        _E.STOPS_ALL, _W.NOT_READY, _met(_S.DAMAGED), _always(
        "Berkas basis data di komputer ini rusak. Hentikan kedua program, lalu pulihkan cadangan terakhir: "
        f"run_admin.py restore BERKAS --replace. {_CHAPTER}"
    ), "the database file is damaged: stop both programs and restore a backup (restore FILE --replace)"),
    Condition("disk_errors", "an error of the disk", Source.MACHINE, "Disk",
        _E.STOPS_ALL, _W.NOT_READY, _met(_S.DISK_ERRORS), _always(
        "Disk komputer ini melaporkan kesalahan. Periksa kabel dan kesehatan disk, lalu jalankan kedua program lagi; "
        f"bila terulang, ganti disk dan pulihkan cadangan. {_CHAPTER}"
    ), "the disk under the database reports errors: check it, then start both programs anew"),
    Condition("disk_full", "a write that found no room", Source.MACHINE, "Disk",
        _E.STOPS_ALL, _W.NOT_READY, _met(_S.DISK_FULL), _always(
        f"Disk komputer ini penuh. {_BY_ITSELF} {_CHAPTER}"
    ), "the disk is full: make room"),
    Condition("disk_stop", "free bytes of the disk", Source.MACHINE, "Disk",
        _E.STOPS_ALL, _W.NOT_READY, _free_between(0, WORK_NEEDS), _room(
        f"Pekerjaan berhenti supaya tidak ada yang rusak. {_BY_ITSELF} {_CHAPTER}"
    ), "less than 50 MB are free: everything waits, make room"),
    Condition("unwritable", "a small write into the data folder", Source.MACHINE, "Basis data",
        _E.STOPS_ALL, _W.NOT_READY, _met(_S.UNWRITABLE),
        _always(
        "Folder data di komputer ini tidak dapat ditulisi. Periksa apakah disknya terpasang, tidak hanya-baca, dan "
        f"boleh ditulisi akun yang menjalankan program. {_CHAPTER}"
    ), "the data folder cannot be written to: check disk, mount and rights"),
    Condition("disk_sending", "free bytes of the disk", Source.MACHINE, "Disk",
        _E.STOPS_SENDING, _W.DEGRADED,
        _free_between(WORK_NEEDS, SENDING_NEEDS), _room(
        f"Jawaban tidak dikirim dan menunggu; pesan tetap masuk. {_BY_ITSELF}"
    ), "less than 200 MB are free: nothing is sent, messages still come in"),
    Condition("disk_media", "free bytes of the disk", Source.MACHINE, "Disk",
        _E.TELLS, _W.DEGRADED,
        _free_between(SENDING_NEEDS, MEDIA_NEEDS), _room(
        f"Berkas lampiran menunggu dan belum diunduh. {_BY_ITSELF}"
    ), "less than 500 MB are free: files of messages wait"),
    Condition("memory", "memory that programs can still have", Source.MACHINE, "Memori",
        _E.TELLS, _W.DEGRADED,
        lambda seen: seen.memory is not None and seen.memory < MEMORY_TOLD, lambda seen: (
        f"Sisa memori komputer ini {(seen.memory or 0) // MEGABYTE} MB. Tutup program lain di komputer ini; bila "
        "berulang, tambah memorinya."
    ), "memory is nearly used up: close other programs"),
    Condition("clock_far", "the time platforms and the database server state", Source.AGENT, "Jam",
        _E.STOPS_STAMPING, _W.DEGRADED,
        lambda seen: _off(seen) > CLOCK_STOPS, _clock(
        f"Pesan tidak diambil dan jawaban tidak dikirim, supaya tidak tercatat pada waktu yang salah. {_SET}; "
        "sesudah itu program melanjutkan sendiri."
    ), "this PC's clock is wrong: nothing is read, sent or stamped until it is set"),
    Condition("clock_near", "the time platforms and the database server state", Source.AGENT, "Jam",
        _E.TELLS, _W.DEGRADED,
        lambda seen: CLOCK_TOLD < _off(seen) <= CLOCK_STOPS, _clock(f"{_SET}."),
        "this PC's clock is off: set it by NTP"),
    Condition("clock_gateway", "the time one gateway states, where nobody else does", Source.AGENT, "Jam",
        _E.TELLS, _W.DEGRADED, _doubted,
        _clock("Salah satunya salah: cocokkan keduanya dengan jam lain, lalu setel yang salah lewat jaringan (NTP)."),
        "this PC and a gateway state different times: set the wrong one by NTP"),
    Condition("clock_certificates", "certificates of several platforms at once", Source.AGENT, "Jam",
        _E.TELLS, _W.DEGRADED,
        _met(_S.UNTIMELY), _always(
        "Sertifikat beberapa platform sekaligus tidak berlaku menurut tanggal komputer ini, jadi mungkin jamnya "
        "salah. Periksa tanggal dan jam komputer ini; bila benar, periksa jaringannya."
    ), "certificates of several platforms are not valid by this PC's date: see whether its clock is right"),
    Condition("clock_office", "the time the database server states, asked by whoever looks", Source.OFFICE, "Jam",
        _E.TELLS,
        _W.DEGRADED, _apart, _clock(
        "Yang dicatat di sini memakai jam ini. Cocokkan keduanya dengan jam lain, lalu setel yang salah lewat "
        "jaringan (NTP).", of=lambda seen: seen.office_clock
    ), "the clocks of this PC and of the database server differ: set the wrong one by NTP"),
)
# fmt: on
