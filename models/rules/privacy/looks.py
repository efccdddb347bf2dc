"""Which looks of officers are recorded, which are stored before anything is shown, and which are one look."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

CHAIN = "baca"  # of the audit trail: looks are many, and would hide what was done
LATEST = timedelta(seconds=1)  # so long a look that is not stored at once may wait; a kill costs it
MOST_REFUSED = 30  # within a minute from one address; what is beyond them is one row
REFUSED_WITHIN = timedelta(minutes=1)


class Look(StrEnum):
    """One kind of look, by the name of its event in the audit trail."""

    CASE = "lihat_kasus"
    FILE = "lihat_berkas"
    SEARCH = "cari"
    REFUSED = "ditolak"  # a page or button that is not his
    FORM_REFUSED = "formulir_ditolak"  # a form without the token of its session


@dataclass(frozen=True)
class LookRow:
    """How a kind of look is recorded."""

    before_shown: bool  # stored first, so that nothing is seen without a trace
    same_within: timedelta  # the same person at the same thing within this is the same look: a page drawn anew


LOOKS: dict[Look, LookRow] = {
    Look.CASE: LookRow(before_shown=False, same_within=timedelta(minutes=10)),
    Look.FILE: LookRow(before_shown=True, same_within=timedelta(minutes=10)),
    Look.SEARCH: LookRow(before_shown=False, same_within=timedelta()),
    Look.REFUSED: LookRow(before_shown=False, same_within=timedelta()),
    Look.FORM_REFUSED: LookRow(before_shown=False, same_within=timedelta()),
}


def is_same(look: Look, last: datetime | None, now: datetime) -> bool:
    """Whether a look is the one that was recorded last; a moment of a clock that was ahead is none."""
    return last is not None and timedelta() <= now - last < LOOKS[look].same_within
