"""A reply's states and moves, what the delivery of each purpose brings about, and when to try again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from models.rules.cases.sop import STAGES, Move, Output, Stage


class ReplyState(StrEnum):
    """The states of design §5; `unknown` means that nobody knows whether it arrived."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    WAITING = "waiting"
    REFUSED = "refused"
    PARKED = "parked"
    UNKNOWN = "unknown"
    HOLD = "hold"
    CANCELLED = "cancelled"


_R = ReplyState

REPLY_MOVES: dict[ReplyState, frozenset[ReplyState]] = {
    # A person may settle every reply that has not ended; a row the program fails at again and again is held.
    _R.QUEUED: frozenset({_R.SENDING, _R.SENT, _R.HOLD, _R.CANCELLED, _R.PARKED}),
    _R.SENDING: frozenset({_R.SENT, _R.WAITING, _R.REFUSED, _R.PARKED, _R.UNKNOWN}),
    _R.WAITING: frozenset({_R.SENDING, _R.SENT, _R.QUEUED, _R.HOLD, _R.CANCELLED, _R.PARKED}),
    _R.PARKED: frozenset({_R.QUEUED, _R.SENT, _R.CANCELLED}),
    _R.UNKNOWN: frozenset({_R.SENT, _R.QUEUED, _R.HOLD, _R.CANCELLED}),
    _R.HOLD: frozenset({_R.SENT, _R.QUEUED, _R.CANCELLED}),
    _R.SENT: frozenset(),
    _R.REFUSED: frozenset(),
    _R.CANCELLED: frozenset(),
}

REPLY_LABELS: dict[ReplyState, str] = {
    _R.QUEUED: "Menunggu dikirim",
    _R.SENDING: "Sedang dikirim",
    _R.SENT: "Terkirim",
    _R.WAITING: "Dicoba lagi nanti",
    _R.REFUSED: "Ditolak kanal",
    _R.PARKED: "Jendela kanal tertutup",
    _R.UNKNOWN: "Sedang dipastikan",
    _R.HOLD: "Tertahan – periksa telepon",
    _R.CANCELLED: "Dibatalkan",
}

# One of these is still on its way: later replies of the same thread wait for it (FIFO, at most one in flight).
OPEN_STATES = frozenset({_R.QUEUED, _R.SENDING, _R.WAITING, _R.PARKED, _R.UNKNOWN, _R.HOLD})
# Nothing more happens to one of these.
ENDED = frozenset({_R.SENT, _R.REFUSED, _R.CANCELLED})
# These may be at the platform, so that only a look there settles them.
MAYBE_OUT = frozenset({_R.SENDING, _R.UNKNOWN, _R.HOLD})
# These never reached the citizen, and never will.
NEVER_LEFT = frozenset({_R.CANCELLED, _R.REFUSED})
CLAIMABLE = frozenset({_R.QUEUED, _R.WAITING})
# A row the program itself fails at so often in a row is set aside for a person, and the others go on.
MOST_FAULTS = 3
# After two automatic sendings of a reply proven absent, a person looks (reliability §4.2).
MAX_RESENDS = 2
ABSENT_TWICE = 2
# A platform that works but never answers about one reply is asked for so many settle windows (R5: ten minutes).
UNANSWERED_WINDOWS = 5

# The same words again to one conversation within this time are asked about first: they are mostly a slip, and where
# a platform names no ids of ours, two messages of the same words cannot be told apart (reliability §4.2).
SAME_WORDS_WITHIN = timedelta(minutes=10)


class Purpose(StrEnum):
    """Why the office writes to the citizen."""

    TANGGAPAN_AWAL = "tanggapan_awal"
    JAWABAN = "jawaban"
    PERTANYAAN = "pertanyaan"
    LAIN = "lain"
    UNDANGAN = "undangan"
    SURVEI = "survei"
    KODE = "kode"


@dataclass(frozen=True)
class PurposeRow:
    """A purpose's label, where it may be chosen, and what its confirmed delivery brings about."""

    label: str
    stage: Stage | None = None  # None: at any open stage
    output: Output | None = None
    move: Move | None = None
    by_agent: bool = False  # no officer chooses it
    late: Stage | None = None  # the stage of a case at which who was merged into it may still be sent this
    public: bool = False  # only where everybody can read it: it asks the citizen to write in private
    worded: bool = True  # said in a prepared text the office may change
    fallen: Move | None = None  # where the case goes when what was delivered turns out not to be there

    @property
    def answers(self) -> bool:
        """Whether its delivery says that the citizen has his answer, so that the answer must be in it."""
        return self.output in (Output.JAWABAN, Output.JAWABAN_TERTULIS)


PURPOSES: dict[Purpose, PurposeRow] = {
    Purpose.TANGGAPAN_AWAL: PurposeRow(
        *("Tanggapan awal", Stage.TANGGAPAN_AWAL, Output.TANGGAPAN_AWAL, Move.TANGGAPAN_SELESAI),
        fallen=Move.TANGGAPAN_JATUH,
    ),
    Purpose.JAWABAN: PurposeRow(
        *("Jawaban pengaduan", Stage.PENYAMPAIAN, Output.JAWABAN, Move.JAWABAN_SELESAI),
        late=Stage.DOKUMENTASI,
        fallen=Move.JAWABAN_JATUH,
    ),
    Purpose.PERTANYAAN: PurposeRow(
        *("Jawaban pertanyaan", Stage.IDENTIFIKASI, Output.JAWABAN_TERTULIS, Move.TUTUP_PERTANYAAN),
        fallen=Move.PERTANYAAN_JATUH,
    ),
    Purpose.LAIN: PurposeRow("Pesan lain"),
    Purpose.UNDANGAN: PurposeRow("Undangan ke pesan pribadi", public=True),
    Purpose.SURVEI: PurposeRow("Pertanyaan kepuasan", by_agent=True),
    Purpose.KODE: PurposeRow("Kata pemastian undangan", by_agent=True, worded=False),
}

# The outputs that a delivery itself is.
DELIVERED = frozenset(row.output for row in PURPOSES.values() if row.output is not None)


def may_go_out(purpose: Purpose, stage: Stage, merged: bool = False) -> bool:
    """Whether an officer may send this at a stage; `merged`: to a citizen whose complaint was merged into this."""
    row = PURPOSES[purpose]
    fits = row.stage in (None, stage) or (merged and row.late is stage)
    return fits and STAGES[stage].open and not row.by_agent


class Way(StrEnum):
    """How an answer reached the citizen other than through our outbox; each is recorded as delivery proof."""

    APLIKASI_ASLI = "aplikasi_asli"
    TELEPON = "telepon"
    SURAT = "surat"
    TATAP_MUKA = "tatap_muka"
    KANAL_LAIN = "kanal_lain"


WAY_LABELS: dict[Way, str] = {
    Way.APLIKASI_ASLI: "Dijawab di aplikasi asli",
    Way.TELEPON: "Disampaikan lewat telepon",
    Way.SURAT: "Disampaikan dengan surat",
    Way.TATAP_MUKA: "Disampaikan langsung di kantor",
    Way.KANAL_LAIN: "Disampaikan lewat kanal lain",
}

# F24: exponential from 2 s to 300 s; F23: a stated time is obeyed, capped at one hour.
_FIRST, _LONGEST, _LONGEST_STATED = 2.0, 300.0, 3600.0


def next_attempt(attempts: int, now: datetime, stated_seconds: float | None, jitter: float) -> datetime:
    """Return when to try again: when the platform said, else later each time; `jitter` (0–1) spreads the attempts."""
    if stated_seconds is not None:
        return now + timedelta(seconds=min(max(stated_seconds, 0.0), _LONGEST_STATED))
    ceiling = min(_FIRST * 2 ** max(attempts - 1, 0), _LONGEST)
    return now + timedelta(seconds=ceiling * (0.5 + jitter / 2))
