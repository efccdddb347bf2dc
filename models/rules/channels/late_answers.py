"""When an answer that has not ended counts as late, and why it waits: a row per state, a row per cause.

Lateness changes no state. What surely did not leave goes by itself when its cause ends; the others wait for a person.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from models.rules.channels.passes import Halt
from models.rules.replies.delivery import MOST_FAULTS, ReplyState

_S = ReplyState
LATE_SECONDS = 600.0  # what ADUAN_LATE_SECONDS is unless set

# After so many times that setting an answer in a state is late: what a person or the citizen must end takes longer.
TIMES: dict[ReplyState, float] = {
    _S.QUEUED: 1,
    _S.SENDING: 1,
    _S.WAITING: 1,
    _S.UNKNOWN: 1.5,
    _S.HOLD: 6,
    _S.PARKED: 6,
}
# These go on by themselves as soon as their cause ends, so that their lateness is the channel's trouble.
BY_ITSELF = frozenset({_S.QUEUED, _S.SENDING, _S.WAITING, _S.UNKNOWN})
# These end when a person or the citizen acts.
BY_PEOPLE = frozenset({_S.HOLD, _S.PARKED})


def late_after(state: ReplyState, late_seconds: float) -> timedelta:
    """Return how long an answer may be in a state before it is late."""
    return timedelta(seconds=TIMES[state] * late_seconds)


@dataclass(frozen=True)
class Waiting:
    """What is known of an answer that has not ended, and of its channel; nothing that could quote a citizen."""

    state: ReplyState
    faults: int = 0
    behind: bool = False  # an earlier answer of its conversation has not ended
    enabled: bool = True
    agent_alive: bool = True
    locked: bool = False  # no sign of an agent, and none can be given: another program holds the database
    halt: str = ""
    channel_state: str = "ok"
    channel_reason: str = ""
    delivers: bool = True  # sending went through lately
    blocked: bool = False  # its number is probably banned
    turn: str = ""  # why it waits for its turn, and when that comes (pace.py)


_CAUSES: tuple[tuple[Callable[[Waiting], bool], Callable[[Waiting], str]], ...] = (
    (
        lambda one: one.state is _S.HOLD and one.faults >= MOST_FAULTS,
        lambda _one: "disisihkan karena program gagal padanya: tetapkan di Kotak keluar",
    ),
    (lambda one: one.state is _S.HOLD, lambda _one: "tertahan sampai petugas memeriksa telepon dan menetapkannya"),
    (lambda one: one.state is _S.PARKED, lambda _one: "waktu menjawab di kanal ini habis: pilih cara lain"),
    (lambda one: not one.enabled, lambda _one: "kanalnya dimatikan"),
    (lambda one: one.locked, lambda _one: "basis data dikunci program lain: tutup program itu"),
    (
        lambda one: one.blocked and one.state is not _S.UNKNOWN,
        lambda _one: "nomornya mungkin diblokir WhatsApp: buka Kanal, lalu Nomor diblokir",
    ),
    (lambda one: not one.agent_alive, lambda _one: "penghubung kanal tidak berjalan"),
    (lambda one: one.halt == Halt.DISK, lambda _one: "disk komputer kanal hampir penuh"),
    (lambda one: one.halt == Halt.CLOCK, lambda _one: "jam komputer kanal salah"),
    (
        lambda one: one.halt == Halt.RESTORED,
        lambda _one: "cadangan dipulihkan: dipastikan dahulu apa yang sudah terkirim",
    ),
    (
        lambda one: one.channel_state in ("jeda", "terganggu"),
        lambda one: f"kanal tidak menerima: {one.channel_reason}".rstrip(" :"),
    ),
    (lambda one: not one.delivers, lambda _one: "penghubung kanal berjalan, tetapi tidak mengirim: mulai ulang"),
    (lambda one: one.faults > 0, lambda _one: "program gagal padanya: dicoba lagi"),
    (lambda one: bool(one.turn), lambda one: one.turn),
    (lambda one: one.state is _S.UNKNOWN, lambda _one: "belum diketahui apakah sampai: dipastikan di kanal"),
    (lambda one: one.behind, lambda _one: "menunggu jawaban sebelumnya dalam percakapan yang sama"),
    (lambda one: one.state is _S.WAITING, lambda _one: "kanal belum menerimanya: dicoba lagi"),
    (lambda one: one.state is _S.SENDING, lambda _one: "pengirimannya terputus: dipastikan pada putaran berikut"),
)
_UNKNOWN_CAUSE = "sebabnya belum diketahui: lihat catatan program"


def cause_of(one: Waiting) -> str:
    """Return why an answer waits; never empty."""
    return next((says(one) for holds, says in _CAUSES if holds(one)), "") or _UNKNOWN_CAUSE
