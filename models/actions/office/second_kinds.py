"""The kinds of requests about the office's own data: hand-overs, and rows that wait as they were entered."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from models.actions.core.second.kinds import Approved, Body, Kind, Said
from models.actions.core.second.people import known
from models.actions.core.second.rows import kind_of
from models.actions.office.hand_over import HandOver, hand_over
from models.actions.office.holders import HELD_HOLDER, POST_KINDS, official_words
from models.rules.core.moments import day_words
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import ROLES, Role
from models.rules.staff.second_person import Known
from models.tables import Staff

_PERSON = "staff:"


def hand_over_body(asked: HandOver) -> dict[str, Any]:
    """Return a hand-over as a request keeps it."""
    days = {"first": asked.first.isoformat(), "last": asked.last.isoformat()}
    words = {"order_number": asked.order_number, "kind": asked.kind, "note": asked.note}
    return {"post": str(asked.post), **days, **words}


def person_target(asked: HandOver) -> str:
    """Return how a request names the account that would stand in."""
    return f"{_PERSON}{asked.staff_id}"


def _asked(target: str, body: Body) -> HandOver:
    first, last = (date.fromisoformat(body[name]) for name in ("first", "last"))
    post, staff = Role(body["post"]), _account(target)
    return HandOver(post, staff, first, last, body["order_number"], body["kind"], body["note"])


def _account(target: str) -> int:
    return int(target.removeprefix(_PERSON))


def _person(target: str) -> Staff | None:
    staff: Staff | None = Staff.get_or_none(Staff.id == _account(target))
    return staff


def _state(target: str, _body: Body) -> Sequence[str]:
    """Return who would stand in, as he is now."""
    staff = _person(target)
    if staff is None:
        return ()
    return (staff.username, staff.name, staff.role, str(bool(staff.active)), official_words(staff.official_id))


def _said(target: str, body: Body) -> Sequence[Said]:
    asked, staff = _asked(target, body), _person(target)
    own = ROLES[Role(staff.role)].label if staff is not None else ""
    after = {
        "Jabatan": f"{POST_KINDS[asked.kind]} {ROLES[asked.post].title}",
        "Pengganti": official_words(staff.official_id) if staff is not None else "",
        "Akunnya": f"{staff.username} ({own})" if staff is not None else "",
        "Masa": f"{day_words(asked.first)} sampai {day_words(asked.last)}",
        "Surat perintah": asked.order_number,
        "Yang diserahkan": asked.note,
    }
    return [Said(name, "–", words) for name, words in after.items() if words]


def _named(target: str, body: Body) -> str:
    asked, staff = _asked(target, body), _person(target)
    return f"{POST_KINDS[asked.kind]} {ROLES[asked.post].title}: {staff.name if staff is not None else target}"


def _concerned(target: str, _body: Body) -> Sequence[Known]:
    return (known(_account(target)),)


def _hand_over(agreed: Approved) -> None:
    hand_over(_asked(agreed.target, agreed.body), agreed.actor, agreed.now)


HAND_OVER = Kind(
    "serah_tugas", "Serah tugas", Permission.HAND_OVER, _state, _said, _hand_over, whom=_concerned, named=_named
)
KINDS = (HAND_OVER, kind_of(HELD_HOLDER))
