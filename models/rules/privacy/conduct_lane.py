"""The lane of complaints that may be about an officer's conduct: its states, and whom it keeps out of one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.rules.staff.roles import LANE_POSTS, Role


class Conduct(StrEnum):
    """Whether a complaint is in the lane, and how it came in or went out."""

    NONE = ""
    WORDS = "usulan"  # in: the suggestion takes its words for it
    WAY_IN = "jalur"  # in: it came by the way that passes the front desk by
    RELEASED = "dilepas"  # out: to the ordinary queue, never caught again by its words
    IDENTIFIED = "dikenali"  # out: step 2 ended
    NOBODY = "tanpa_pejabat"  # out: the lane has nobody who may see it; the front desk is the last


CONDUCT_LABELS: dict[Conduct, str] = {
    Conduct.WORDS: "Diduga perilaku pegawai dari kata-katanya",
    Conduct.WAY_IN: "Datang lewat jalur khusus",
    Conduct.RELEASED: "Dilepas ke antrean biasa",
    Conduct.IDENTIFIED: "Dikenali pada langkah 2",
    Conduct.NOBODY: "Tidak ada pejabat jalur, jadi di meja depan",
}
IN_LANE = (Conduct.WORDS, Conduct.WAY_IN)


def in_lane(conduct: str) -> bool:
    """Whether a complaint in this state is in the lane."""
    return conduct in IN_LANE


def holds_lane(posts: Collection[Role]) -> bool:
    """Whether somebody with these posts sees the lane."""
    return any(post in LANE_POSTS for post in posts)


@dataclass(frozen=True)
class Keeping:
    """Who is kept out of a complaint that enters the lane, and whether it enters it at all."""

    enters: bool
    kept_out: frozenset[int]


def keep(staff: Mapping[int, Collection[Role]], named: Collection[int], excluded: Collection[int] = ()) -> Keeping:
    """Return who is kept out: whom the complaint names, unless nobody would be left to handle it.

    `staff`: every active account with the posts it holds or stands in for. `excluded`: accounts the case is hidden
    from already. Where it names everybody of the lane, the front desk gets it, the last to stand in; where it names
    that too, words that name everybody tell nobody apart, and the lane gets it whole.
    """
    lane = {person for person, posts in staff.items() if holds_lane(posts)} - set(excluded)
    front = {person for person, posts in staff.items() if Role.PENGELOLA in posts} - set(excluded)
    wanted = frozenset(named) & staff.keys()
    if lane - wanted:
        return Keeping(True, wanted)
    if front - wanted:
        return Keeping(False, wanted)
    return Keeping(bool(lane), frozenset())
