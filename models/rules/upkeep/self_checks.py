"""What both programs watch of the PC they run on: a table of checks, what each stops, and what staff are told.

A check is a row: its key, what it reads, when it holds, what stops then, and the sentence with what to do.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from models.rules.upkeep.clock_readings import CLOCK_STOPS, CLOCK_TOLD, ClockReading

MEGABYTE = 1024 * 1024
# reliability R7
MEDIA_NEEDS, SENDING_NEEDS, WORK_NEEDS = 500 * MEGABYTE, 200 * MEGABYTE, 50 * MEGABYTE
MEMORY_TOLD = 150 * MEGABYTE
UNTIMELY_HOSTS = 2  # one host's certificate may have run out; those of several do not on one day


class Sign(StrEnum):
    """What a program met that is so or not."""

    DAMAGED = "damaged"
    DISK_ERRORS = "disk errors"
    DISK_FULL = "disk full"
    UNWRITABLE = "unwritable"
    LOCKED = "locked"
    UNREACHABLE = "unreachable"
    ONLY_READ = "only read"
    CROWDED = "no connection left"
    NOT_ADMITTED = "not admitted"
    KEY_LOST = "key lost"
    KEY_CHANGED = "key changed"
    UNTIMELY = "certificates out of time"
    SCHEMA_OLDER = "schema older"
    SCHEMA_NEWER = "schema newer"
    OFFICE_MOVED = "office moved"


class Effect(StrEnum):
    """What a finding stops: nothing, sending, everything that is stamped with a time, or the whole program."""

    TELLS = "tells"
    STOPS_SENDING = "stops sending"
    STOPS_STAMPING = "stops stamping"
    STOPS_ALL = "stops all"


class Weight(StrEnum):
    """What /readyz makes of a finding."""

    DEGRADED = "degraded"
    NOT_READY = "not ready"


@dataclass(frozen=True)
class Seen:
    """What a program saw; None: not known here."""

    signs: frozenset[Sign] = frozenset()
    free: int | None = None
    clock: ClockReading | None = None
    office_clock: ClockReading | None = None  # of this PC beside the database server's, which programs share
    memory: int | None = None
    jobs: tuple[str, ...] = ()  # what stands still because a job by the clock does not go through
    backup: str = ""  # what does not go through of the planned backups
    second: str = ""  # and of their second place
    drill: str = ""  # what is told of the restore drills


@dataclass(frozen=True)
class SelfCheck:
    """One row. `where`: what is read. `says` for staff with what to do, `operators` for logs and command lines."""

    key: str
    where: str
    effect: Effect
    weight: Weight
    holds: Callable[[Seen], bool]
    says: Callable[[Seen], str]
    operators: str


@dataclass(frozen=True)
class SelfFinding:
    """One check that holds."""

    key: str
    effect: Effect
    weight: Weight
    says: str
    operators: str


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


def _some(jobs: Sequence[str]) -> str:
    """Name the first three: where all stand still, the sentence would hide what to do at its end."""
    more = [f"{len(jobs) - 3} tugas lain juga berhenti"] if len(jobs) > 3 else []
    return ", ".join([*jobs[:3], *more])


_CLOCK = "Jam komputer ini"
_CHAPTER = "Caranya di panduan, bab Bila komputer bermasalah."
_BY_ITSELF = "Kosongkan tempat; sesudah itu program melanjutkan sendiri."
_SET = "Setel jam komputer lewat jaringan (NTP)"
_E, _W, _S = Effect, Weight, Sign

# fmt: off
SELF_CHECKS: tuple[SelfCheck, ...] = (
    SelfCheck("damaged", "the pages of the SQLite file", _E.STOPS_ALL, _W.NOT_READY, _met(_S.DAMAGED), _always(
        "Berkas basis data di komputer ini rusak. Hentikan kedua program, lalu pulihkan cadangan terakhir: "
        f"run_admin.py restore BERKAS --replace. {_CHAPTER}"
    ), "the database file is damaged: stop both programs and restore a backup (restore FILE --replace)"),
    SelfCheck("disk_errors", "an error of the disk", _E.STOPS_ALL, _W.NOT_READY, _met(_S.DISK_ERRORS), _always(
        "Disk komputer ini melaporkan kesalahan. Periksa kabel dan kesehatan disk, lalu jalankan kedua program lagi; "
        f"bila terulang, ganti disk dan pulihkan cadangan. {_CHAPTER}"
    ), "the disk under the database reports errors: check it, then start both programs anew"),
    SelfCheck("disk_full", "a write that found no room", _E.STOPS_ALL, _W.NOT_READY, _met(_S.DISK_FULL), _always(
        f"Disk komputer ini penuh. {_BY_ITSELF} {_CHAPTER}"
    ), "the disk is full: make room"),
    SelfCheck("disk_stop", "free bytes of the disk", _E.STOPS_ALL, _W.NOT_READY, _free_between(0, WORK_NEEDS), _room(
        f"Pekerjaan berhenti supaya tidak ada yang rusak. {_BY_ITSELF} {_CHAPTER}"
    ), "less than 50 MB are free: everything waits, make room"),
    SelfCheck("unwritable", "a small write into the data folder", _E.STOPS_ALL, _W.NOT_READY, _met(_S.UNWRITABLE),
        _always(
        "Folder data di komputer ini tidak dapat ditulisi. Periksa apakah disknya terpasang, tidak hanya-baca, dan "
        f"boleh ditulisi akun yang menjalankan program. {_CHAPTER}"
    ), "the data folder cannot be written to: check disk, mount and rights"),
    SelfCheck("locked", "a writing transaction that waited in vain", _E.TELLS, _W.NOT_READY, _met(_S.LOCKED), _always(
        "Basis data sedang dikunci program lain, jadi tidak ada yang dapat disimpan. Tutup yang membuka aduan.db "
        f"(penjelajah, pencadangan, antivirus); di PostgreSQL akhiri sambungan yang menguncinya. {_CHAPTER}"
    ), "another program holds the database locked: close what has aduan.db open; on PostgreSQL end the session"),
    SelfCheck("unreachable", "the database server", _E.TELLS, _W.NOT_READY, _met(_S.UNREACHABLE), _always(
        "Basis data tidak menjawab. Periksa apakah server basis data berjalan dan jaringannya tersambung; program "
        f"mencoba lagi sendiri. {_CHAPTER}"
    ), "the database does not answer: see that it runs"),
    SelfCheck("only_read", "whether the server takes writes", _E.TELLS, _W.NOT_READY, _met(_S.ONLY_READ), _always(
        "Server basis data hanya dapat dibaca, jadi tidak ada yang dapat disimpan. Periksa disk servernya dan apakah "
        f"ia salinan cadangan; begitu ia menerima tulisan, program melanjutkan sendiri. {_CHAPTER}"
    ), "the database server only lets itself be read: see its disk, and whether it is a standby"),
    SelfCheck("crowded", "the database server", _E.TELLS, _W.NOT_READY, _met(_S.CROWDED), _always(
        "Server basis data tidak menerima sambungan lagi. Tutup program lain yang memakainya, atau naikkan "
        f"max_connections; program mencoba lagi sendiri. {_CHAPTER}"
    ), "the database server has no connection left: close other programs, or raise max_connections"),
    SelfCheck("not_admitted", "the database server", _E.TELLS, _W.NOT_READY, _met(_S.NOT_ADMITTED), _always(
        "Server basis data menolak nama atau sandi program ini. Isikan yang benar pada ADUAN_DATABASE_URL, lalu "
        f"mulai ulang kedua program. {_CHAPTER}"
    ), "the database server refuses this name or password: put it right in ADUAN_DATABASE_URL, start both anew"),
    SelfCheck("schema_older", "the migrations the database had", _E.TELLS, _W.NOT_READY, _met(_S.SCHEMA_OLDER),
        _always(
        "Basis data ini belum ditingkatkan untuk program yang berjalan. Hentikan kedua program, jalankan "
        "run_admin.py migrate, lalu jalankan keduanya lagi."
    ), "the schema is older than this program: stop both programs and run 'run_admin.py migrate'"),
    SelfCheck("schema_newer", "the migrations the database had", _E.TELLS, _W.NOT_READY, _met(_S.SCHEMA_NEWER),
        _always(
        "Basis data ini sudah ditingkatkan untuk program yang lebih baru daripada yang berjalan. Jangan menyimpan "
        "apa pun; hentikan kedua program, lalu jalankan versi yang baru."
    ), "the schema is newer than this program: stop agent, back office and watcher, and start the newer version"),
    SelfCheck("office_moved", "the marks of a move between databases", _E.TELLS, _W.NOT_READY, _met(_S.OFFICE_MOVED),
        _always(
        "Kantor tidak bekerja di basis data ini: ia sudah pindah dari sini, atau pindahnya ke sini belum selesai. "
        "Isikan alamat basis data kantor pada ADUAN_DATABASE_URL, lalu mulai ulang kedua program."
    ), "the office was moved out of this database, or is not all in it: set ADUAN_DATABASE_URL to where it works"),
    SelfCheck("disk_sending", "free bytes of the disk", _E.STOPS_SENDING, _W.DEGRADED,
        _free_between(WORK_NEEDS, SENDING_NEEDS), _room(
        f"Jawaban tidak dikirim dan menunggu; pesan tetap masuk. {_BY_ITSELF}"
    ), "less than 200 MB are free: nothing is sent, messages still come in"),
    SelfCheck("disk_media", "free bytes of the disk", _E.TELLS, _W.DEGRADED,
        _free_between(SENDING_NEEDS, MEDIA_NEEDS), _room(
        f"Berkas lampiran menunggu dan belum diunduh. {_BY_ITSELF}"
    ), "less than 500 MB are free: files of messages wait"),
    SelfCheck("clock_far", "the time platforms and the database server state", _E.STOPS_STAMPING, _W.DEGRADED,
        lambda seen: _off(seen) > CLOCK_STOPS, _clock(
        f"Pesan tidak diambil dan jawaban tidak dikirim, supaya tidak tercatat pada waktu yang salah. {_SET}; "
        "sesudah itu program melanjutkan sendiri."
    ), "this PC's clock is wrong: nothing is read, sent or stamped until it is set"),
    SelfCheck("clock_near", "the time platforms and the database server state", _E.TELLS, _W.DEGRADED,
        lambda seen: CLOCK_TOLD < _off(seen) <= CLOCK_STOPS, _clock(f"{_SET}."),
        "this PC's clock is off: set it by NTP"),
    SelfCheck("clock_gateway", "the time one gateway states, where nobody else does", _E.TELLS, _W.DEGRADED, _doubted,
        _clock("Salah satunya salah: cocokkan keduanya dengan jam lain, lalu setel yang salah lewat jaringan (NTP)."),
        "this PC and a gateway state different times: set the wrong one by NTP"),
    SelfCheck("clock_office", "the time the database server states, asked by whoever looks at the office", _E.TELLS,
        _W.DEGRADED, _apart, _clock(
        "Yang dicatat di sini memakai jam ini. Cocokkan keduanya dengan jam lain, lalu setel yang salah lewat "
        "jaringan (NTP).", of=lambda seen: seen.office_clock
    ), "the clocks of this PC and of the database server differ: set the wrong one by NTP"),
    SelfCheck("clock_certificates", "certificates of several platforms at once", _E.TELLS, _W.DEGRADED,
        _met(_S.UNTIMELY), _always(
        "Sertifikat beberapa platform sekaligus tidak berlaku menurut tanggal komputer ini, jadi mungkin jamnya "
        "salah. Periksa tanggal dan jam komputer ini; bila benar, periksa jaringannya."
    ), "certificates of several platforms are not valid by this PC's date: see whether its clock is right"),
    SelfCheck("key_lost", "secret.key beside sealed values", _E.TELLS, _W.DEGRADED, _met(_S.KEY_LOST), _always(
        "Berkas secret.key hilang, jadi kunci kanal dan kode kedua tidak terbaca. Taruh kembali berkasnya dari "
        f"simpanan di folder data. {_CHAPTER}"
    ), "secret.key is missing beside values it sealed: put it back"),
    SelfCheck("key_changed", "secret.key tried on sealed values", _E.TELLS, _W.DEGRADED, _met(_S.KEY_CHANGED),
        _always(
        "Berkas secret.key bukan yang menyegel kunci kanal dan kode kedua di sini. Taruh kembali secret.key yang "
        f"benar di folder data. {_CHAPTER}"
    ), "secret.key is not the one that sealed the kept values: put the right one back"),
    SelfCheck("agent_jobs", "the stamps of the agent's jobs by the clock", _E.TELLS, _W.DEGRADED,
        lambda seen: bool(seen.jobs), lambda seen: (
        f"Penghubung kanal berjalan, tetapi {_some(seen.jobs)}. Mulai ulang penghubung kanal; bila berulang, "
        "kirimkan catatan program kepada pengembang."
    ), "a job by the clock has not gone through for its time though an agent lives; the log says why"),
    SelfCheck("backup_failed", "the plan of backups and its copies", _E.TELLS, _W.DEGRADED,
        lambda seen: bool(seen.backup), lambda seen: seen.backup,
        "planned backups are not made: 'run_admin.py doctor' says where and why"),
    SelfCheck("backup_second", "the plan's second place and the copies there", _E.TELLS, _W.DEGRADED,
        lambda seen: bool(seen.second), lambda seen: seen.second,
        "backups are not carried to the second place: 'run_admin.py doctor' says where and why"),
    SelfCheck("restore_drill", "the restore drills", _E.TELLS, _W.DEGRADED,
        lambda seen: bool(seen.drill), lambda seen: seen.drill,
        "the last restore drill failed, or none succeeded for a month: 'run_admin.py doctor' says why"),
    SelfCheck("memory", "memory that programs can still have", _E.TELLS, _W.DEGRADED,
        lambda seen: seen.memory is not None and seen.memory < MEMORY_TOLD, lambda seen: (
        f"Sisa memori komputer ini {(seen.memory or 0) // MEGABYTE} MB. Tutup program lain di komputer ini; bila "
        "berulang, tambah memorinya."
    ), "memory is nearly used up: close other programs"),
)
# fmt: on

# What /readyz says of the schema where they hold.
SCHEMA_CHECKS = {"schema_older": "older", "schema_newer": "newer", "office_moved": "moved"}


def judge_self(seen: Seen) -> tuple[SelfFinding, ...]:
    """Return every check that holds, in the order of the table: the gravest first."""
    held = (row for row in SELF_CHECKS if row.holds(seen))
    return tuple(SelfFinding(row.key, row.effect, row.weight, row.says(seen), row.operators) for row in held)


_REACH: dict[Effect, frozenset[Effect]] = {
    Effect.STOPS_SENDING: frozenset({_E.STOPS_SENDING, _E.STOPS_STAMPING, _E.STOPS_ALL}),
    Effect.STOPS_STAMPING: frozenset({_E.STOPS_STAMPING, _E.STOPS_ALL}),
    Effect.STOPS_ALL: frozenset({_E.STOPS_ALL}),
}


def what_stops(findings: Iterable[SelfFinding], effect: Effect) -> SelfFinding | None:
    """Return the first finding that stops this, None where nothing does: who stops all also stops sending."""
    return next((finding for finding in findings if finding.effect in _REACH[effect]), None)
