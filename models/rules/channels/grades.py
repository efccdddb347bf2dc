"""The grades of a delivery: what may follow what, what is enough to end a step, and how papers and screens name them.

A grade rises with better news. It falls only by the platform's or a person's word: never by absence, an older tick,
or an error after it reached the citizen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from models.rules.channels.messages import Ack
from models.rules.core.moments import to_wib


class DeliveryGrade(StrEnum):
    """What is known of an answer of ours."""

    HANDED = "handed"
    VOUCHED = "vouched"
    ACCEPTED = "accepted"
    REACHED = "reached"
    READ = "read"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class GradeRow:
    """One grade: its rank (0: the answer is not there), its name, the words before its time, and the news of it."""

    rank: int
    label: str
    words: str
    ack: Ack | None = None


_G = DeliveryGrade

GRADES: dict[DeliveryGrade, GradeRow] = {
    _G.HANDED: GradeRow(1, "Diserahkan", "diserahkan, belum pasti diterima platform, pukul", Ack.PENDING),
    _G.VOUCHED: GradeRow(2, "Dinyatakan petugas", "dinyatakan petugas sampai, pukul"),
    _G.ACCEPTED: GradeRow(3, "Diterima platform", "diterima platform pukul", Ack.SENT),
    _G.REACHED: GradeRow(4, "Sampai", "sampai pukul", Ack.DELIVERED),
    _G.READ: GradeRow(5, "Dibaca", "dibaca pukul", Ack.READ),
    _G.FAILED: GradeRow(0, "Tidak sampai", "ternyata tidak sampai, terlihat pukul", Ack.FAILED),
    _G.WITHDRAWN: GradeRow(0, "Ditarik", "ditarik kembali, terlihat pukul"),
}
FALLEN = frozenset(grade for grade, row in GRADES.items() if not row.rank)
THERE = frozenset(grade for grade, row in GRADES.items() if row.rank > GRADES[_G.HANDED].rank)
_ARRIVED = frozenset({_G.REACHED, _G.READ})
Moment = Any  # a datetime, or one as a database writes it
News = tuple[DeliveryGrade, datetime]  # a grade, and when it came to be
_BY_ACK = {row.ack: grade for grade, row in GRADES.items() if row.ack is not None}

# The least grades an office may demand, by the value of the channel's setting; a citizen can switch off *read*.
LEAST_SETTING = "least_grade"
LEAST_GRADES: dict[str, DeliveryGrade] = {"": _G.ACCEPTED, "diterima": _G.ACCEPTED, "sampai": _G.REACHED}


def grade_of(ack: Ack) -> DeliveryGrade:
    """Return the grade that the platform's news speaks of."""
    return _BY_ACK[ack]


def follows(known: DeliveryGrade | None, news: DeliveryGrade) -> bool:
    """Whether this news changes the grade known so far; what was withdrawn is never there again."""
    if known is _G.WITHDRAWN or news is known:
        return False
    if news is _G.WITHDRAWN:
        return True
    if news is _G.FAILED:
        return known not in _ARRIVED
    if known is _G.FAILED:
        return news in _ARRIVED  # any lower tick is older than the failure
    return known is None or GRADES[news].rank > GRADES[known].rank


def says_earlier(known: DeliveryGrade | None, since: Moment | None, news: DeliveryGrade, at: Moment | None) -> bool:
    """Whether news of an answer that is there since a moment says it was there before; no platform keeps to an order.

    It never says so of what fell. `at` None: an older version noted no time.
    """
    return known in THERE and news in THERE and since is not None and at is not None and at < since


def as_happened(told: Iterable[News]) -> list[News]:
    """Return what a platform told at once of one answer in the order it can have happened; it promises none.

    What reached him did not fail; of what failed, that it was accepted before says nothing any more.
    """
    news = list(told)
    there = sorted((one for one in news if one[0] not in FALLEN), key=lambda one: GRADES[one[0]].rank)
    if any(grade in _ARRIVED for grade, _ in there):
        return there
    return [*(one for one in news if one[0] in FALLEN), *there]


def is_enough(grade: DeliveryGrade | None, least: DeliveryGrade) -> bool:
    """Whether a delivery of this grade may end a step; a person's word stands beside the platform's."""
    if grade is None or grade is _G.VOUCHED:
        return grade is not None
    return GRADES[grade].rank >= GRADES[least].rank


def can_demand(shows: DeliveryGrade, value: str) -> bool:
    """Whether an office may demand this where the channel can show grades up to `shows`."""
    wanted = LEAST_GRADES.get(value)
    return wanted is _G.ACCEPTED or (wanted is not None and GRADES[wanted].rank <= GRADES[shows].rank)


def least_grade(shows: DeliveryGrade, settings: Mapping[str, str]) -> DeliveryGrade:
    """Return the least grade that ends a step in such a conversation; never one the channel cannot show."""
    value = settings.get(LEAST_SETTING, "")
    return LEAST_GRADES[value] if can_demand(shows, value) else _G.ACCEPTED


def grade_words(grade: DeliveryGrade, at: datetime | None) -> str:
    """Return what papers and screens say of a delivery: its grade and since when; an older version noted no time."""
    words = GRADES[grade].words
    return f"{words} {to_wib(at):%H.%M, %d-%m-%Y}" if at else f"{words.removesuffix(' pukul')} (pukul tidak tercatat)"
