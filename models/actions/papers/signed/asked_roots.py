"""Certificates that wait for a second person before the office trusts signatures by them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from models.actions.core.second.kinds import Approved, Body, Kind, Said
from models.actions.core.second.requests import Wish
from models.actions.papers.signed.keep_roots import add_roots, new_roots, roots_in_use
from models.rules.core.errors import AlreadyDone
from models.rules.core.moments import day_words, to_wib
from models.rules.papers.signatures import RootFound
from models.rules.staff.permissions import Permission
from models.rules.staff.second_person import RequestNotAllowed


def wish_for_roots(found: Sequence[RootFound]) -> Wish:
    """Return the wish that these certificates be trusted. Raises AlreadyDone where all of them are."""
    return Wish(NEW_ROOTS, "", {"roots": [_kept(one) for one in new_roots(found)]})


def _kept(one: RootFound) -> dict[str, Any]:
    ends = {"valid_from": one.valid_from.isoformat(), "valid_until": one.valid_until.isoformat()}
    return {"subject": one.subject, "fingerprint": one.fingerprint, "der": one.der, **ends}


def _roots(body: Body) -> list[RootFound]:
    return [
        RootFound(
            one["subject"],
            one["fingerprint"],
            datetime.fromisoformat(one["valid_from"]),
            datetime.fromisoformat(one["valid_until"]),
            one["der"],
        )
        for one in body["roots"]
    ]


def _state(_target: str, _body: Body) -> Sequence[str]:
    return [row.fingerprint for row in roots_in_use()]


def _said(_target: str, body: Body) -> Sequence[Said]:
    lines = []
    for one in _roots(body):
        lines.append(Said("Sertifikat", "–", one.subject))
        lines.append(Said("Sidik SHA-256", "–", one.fingerprint))
        lines.append(Said("Berlaku sampai", "–", day_words(to_wib(one.valid_until).date())))
    return lines


def _trust(agreed: Approved) -> None:
    try:
        add_roots(_roots(agreed.body), agreed.actor, agreed.now)
    except AlreadyDone as done:
        raise RequestNotAllowed(done.sentence) from done


NEW_ROOTS = Kind(
    "sertifikat_akar",
    "Sertifikat akar",
    Permission.KEEP_OFFICE,
    _state,
    _said,
    _trust,
    named=lambda _target, body: ", ".join(one["subject"] for one in body["roots"]),
)
