"""By what somebody signs for a post that is not his: his order as Plh. or Plt., and the delegations that lead to him.

The words are kept with the paper when it is signed, so that they stay when a hand-over is ended or a row is changed.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from models.actions.core.actor import not_ended_by
from models.actions.core.office_facts import holder_on
from models.actions.office.delegations import FOR, delegates, delegations_on
from models.rules.core.moments import day_words
from models.rules.staff.roles import ROLES, Role
from models.tables import Delegation, OfficeHolder, Official

KIND_WORDS = {"plh": "Plh.", "plt": "Plt."}
MOST = 500


def authority_for(post: Role, signer: Role, code: str, day: date) -> str:
    """Return by what the holder of `signer` signs a paper of `post` that day, empty for the definitive holder."""
    way = delegates(post, code, day).get(signer) or (post,)
    rows = delegations_on(day, code)
    steps = [_delegation(rows, giver, taker) for giver, taker in pairwise(way)]
    holder = holder_on(way[-1], day)
    own = [_order(holder)] if holder is not None and holder.kind in KIND_WORDS else []
    return "; ".join([*steps, *own])[:MOST]


def _delegation(rows: list[Delegation], giver: Role, taker: Role) -> str:
    row = next(row for row in rows if (row.from_post, row.to_post) == (giver, taker))
    return (
        f"pelimpahan {row.basis} dari {ROLES[giver].label} kepada {ROLES[taker].label}, "
        f"{period(row.valid_from, row.valid_until)} (pelimpahan {row.id})"
    )


def _order(row: OfficeHolder) -> str:
    number = row.order_number or "yang belum dicatat"
    return (
        f"{KIND_WORDS[row.kind]} {ROLES[Role(row.post)].label}, surat perintah {number}, "
        f"{period(row.valid_from, row.valid_until)} (serah tugas {row.id})"
    )


def recorded_authority(title_lines: Sequence[str], name: str, code: str, day: date) -> bool:
    """Whether the record has by what a paper with this signature block was signed that day, or it needs none.

    For papers whose words do not say it; on the day a hand-over was ended he may have signed before that.
    """
    until = OfficeHolder.valid_until.is_null() | (OfficeHolder.valid_until >= day)
    held = (OfficeHolder.valid_from <= day) & until & not_ended_by(day - timedelta(days=1))
    for line in title_lines:
        kind = next((kind for kind, word in KIND_WORDS.items() if line.startswith(f"{word} ")), None)
        his = (OfficeHolder.kind == kind) & (OfficeHolder.order_number != "") & (Official.name == name)
        if kind and not OfficeHolder.select().join(Official).where(held & his).exists():
            return False
    return not title_lines[0].startswith(FOR) or bool(delegations_on(day, code))


def period(first: date, last: date | None) -> str:
    """Return a period in words; without an end where none is set."""
    if last is None:
        return f"sejak {day_words(first)}"
    return day_words(first) if first == last else f"{day_words(first)} – {day_words(last)}"
