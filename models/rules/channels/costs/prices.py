"""What a platform that is paid by use charges for, and its prices as dated rows with their source: an estimate.

Where the platform does not say whether it charges for something, it is counted as if it did: an office may spend less
than it reads here, not more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MILLION = 1_000_000  # prices are whole millionths of a dollar: sums of floats would drift


class Charged(StrEnum):
    """What is charged for: a thing read, once a day of UTC however often it is read, or a request that writes."""

    MESSAGE_READ = "pesan dibaca"
    OWN_READ = "sebutan dibaca"
    PUBLICATION_READ = "kiriman lain dibaca"
    USER_READ = "akun dibaca"
    MESSAGE_SENT = "pesan dikirim"
    PUBLISHED = "balasan dikirim"
    LINK_SENT = "balasan bertautan"
    UPLOAD = "berkas diunggah"


CHARGED_WORDS: dict[Charged, str] = {
    Charged.MESSAGE_READ: "Pesan pribadi dibaca",
    Charged.OWN_READ: "Sebutan dan balasan kantor dibaca",
    Charged.PUBLICATION_READ: "Kiriman yang dijawab, ikut terbaca",
    Charged.USER_READ: "Nama akun, ikut terbaca",
    Charged.MESSAGE_SENT: "Pesan pribadi dikirim",
    Charged.PUBLISHED: "Balasan publik",
    Charged.LINK_SENT: "Balasan publik bertautan",
    Charged.UPLOAD: "Gambar diunggah",
}
# X's list does not say whether it charges for these; they are counted as if it did.
UNSURE = frozenset({Charged.PUBLICATION_READ, Charged.USER_READ, Charged.UPLOAD})


@dataclass(frozen=True)
class Charge:
    """One thing charged: `resource` names what was read; empty for a request, of which each is charged.

    `count` is -1 for a request that was counted before it left and surely did not arrive. `day`: of UTC, by the
    platform's clock; None: today.
    """

    what: Charged
    resource: str = ""
    count: int = 1
    day: date | None = None


@dataclass(frozen=True)
class Price:
    """What one of these costs from a day on, in millionths of a dollar."""

    what: Charged
    micros: int
    since: date
    source: str


_LAUNCH, _OWNED = date(2026, 2, 6), date(2026, 4, 20)
_PILOT = "docs.x.com/changelog, 6 Februari 2026"
_CHANGED = "docs.x.com/changelog, 16 April 2026"
_LIST = "docs.x.com/x-api/getting-started/pricing, dibaca 22 Agustus 2026"
_C = Charged

# Of one thing the newest row that has begun counts. A reply X calls "summoned" costs 10,000: what it takes for one is
# nowhere said, so the dearer price stands.
PRICES: tuple[Price, ...] = (
    Price(_C.MESSAGE_READ, 10_000, _LAUNCH, _LIST),
    Price(_C.OWN_READ, 5_000, _LAUNCH, _PILOT),
    Price(_C.OWN_READ, 1_000, _OWNED, _CHANGED),
    Price(_C.PUBLICATION_READ, 5_000, _LAUNCH, _LIST),
    Price(_C.USER_READ, 10_000, _LAUNCH, _LIST),
    Price(_C.MESSAGE_SENT, 15_000, _LAUNCH, _LIST),
    Price(_C.PUBLISHED, 15_000, _OWNED, _CHANGED),
    Price(_C.LINK_SENT, 200_000, _OWNED, _CHANGED),
    Price(_C.UPLOAD, 5_000, _LAUNCH, _LIST),
)

Counts = Mapping[tuple[date, Charged], int]


def price_at(what: Charged, day: date, corrected: Sequence[Price] = ()) -> Price:
    """Return the price of one on a day: the newest row that has begun, the office's own before one of the same day.

    A day before the first row has the first one's.
    """
    rows = [row for row in (*PRICES, *corrected) if row.what is what]
    begun = [row for row in rows if row.since <= day] or rows[:1]
    return max(enumerate(begun), key=lambda one: (one[1].since, one[0]))[1]


def cost(counts: Counts, corrected: Sequence[Price] = ()) -> int:
    """Return what was spent, each day at its own price, in millionths of a dollar."""
    return sum(count * price_at(what, day, corrected).micros for (day, what), count in counts.items())


def month_of(day: date) -> tuple[date, date]:
    """Return the first day of a calendar month and of the next: X bills by UTC, so its months begin at 07.00 WIB."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1)


def dollars(micros: int) -> str:
    """Return an amount in words: US$12,34; below a dollar with all its decimals, or a price would look rounded."""
    exact = f"{micros / MILLION:,.6f}".rstrip("0")
    whole = exact if micros < MILLION and len(exact.partition(".")[2]) > 2 else f"{micros / MILLION:,.2f}"
    return "US$" + whole.translate(str.maketrans(",.", ".,"))


def by_kind(counts: Counts, corrected: Sequence[Price] = ()) -> dict[Charged, tuple[int, int]]:
    """Return of each thing how many were counted and what they cost."""
    found: dict[Charged, tuple[int, int]] = {}
    for what in Charged:
        mine = {key: count for key, count in counts.items() if key[1] is what}
        if mine:
            found[what] = (sum(mine.values()), cost(mine, corrected))
    return found
