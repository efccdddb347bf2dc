"""Finds open cases that may be duplicates: same person, or similar words within days. It merges nothing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.actions.core.actor import Actor
from models.actions.intake.suggest_case import words_of
from models.rules.cases.likeness import ALIKE, likeness, pieces
from models.rules.privacy.visibility import Scope
from models.tables import Complaint
from models.tables.core.prepared import prepared, prepared_by_value
from models.tables.privacy.visible import visible

DAYS = 7
# Cases looked through, the newest first: a page must not wait for a burst of hundreds.
_MOST_READ = 100
_MOST_SHOWN = 5


@dataclass(frozen=True)
class SimilarCase:
    """An open case that may be a duplicate, and the reason it is shown."""

    case: Complaint
    same_person: bool
    alike: float


def similar_cases(case: Complaint, text: str, person: Collection[int], actor: Actor) -> list[SimilarCase]:
    """Return open cases this officer may see that may duplicate this one, the likeliest first.

    `text` is what the citizen wrote in it, `person` every contact of that citizen.
    """
    rows = _near(case.id, case.opened_at, sorted(person), actor.scope)
    words, own = words_of(key for key, *_ in rows) if rows else {}, pieces(text)
    found = [
        # The same person is no reason to show a case where the complainant of either is protected.
        (
            contact in person and not (protected or case.identity_protected),
            likeness(own, pieces(words.get(key, ""))),
            key,
        )
        for key, contact, protected in rows
    ]
    alike = [one for one in found if one[0] or one[1] >= ALIKE]
    shown = sorted(alike, key=lambda one: one[:2], reverse=True)[:_MOST_SHOWN]
    keys = [key for *_, key in shown]
    cases = {row.id: row for row in _whole(keys)} if keys else {}
    return [SimilarCase(cases[key], same, likely) for same, likely, key in shown if key in cases]


@prepared_by_value
def _near(case: int, opened_at: datetime, person: list[int], scope: Scope) -> Any:
    span = timedelta(days=DAYS)
    near = Complaint.opened_at.between(opened_at - span, opened_at + span)
    wanted = Complaint.open & (near | Complaint.contact.in_(person)) & (Complaint.id != case)
    # Only the compared columns are read of all cases; of the few shown, everything.
    looked_at = Complaint.select(Complaint.id, Complaint.contact_id, Complaint.identity_protected)
    newest = looked_at.where(wanted & visible(scope)).order_by(Complaint.id.desc()).limit(_MOST_READ)
    return newest.tuples()


@prepared
def _whole(keys: list[int]) -> Any:
    return Complaint.select().where(Complaint.id.in_(keys))
