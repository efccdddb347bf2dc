"""Keeps the notices of one kind as the work stands: told while it waits, lapsed when not, told anew when it does."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.actions.clocks.warned_people import WarnedPeople
from models.rules.staff.roles import Role
from models.tables import Notice, database
from models.tables.core.bulk import insert_rows


@dataclass(frozen=True)
class Asked:
    """Something that waits for whoever holds one of these posts; `but` is who brought it about himself."""

    key: str
    text: str
    roles: tuple[Role, ...]
    case: int | None = None
    but: int | None = None


def keep_asked(kind: str, asked: Sequence[Asked], now: datetime) -> int:
    """Write, revive and lapse the notices of this kind so that they are what is asked now; return how many changed.

    Read from the state and not from what happened, so it holds whatever move, merge or recusal brought it there.
    """
    with database.atomic():
        wanted = _wanted(kind, asked, now)
        mine = Notice.lapsed_at.is_null() | Notice.key.in_(list(wanted))
        known = dict(Notice.select(Notice.key, Notice.lapsed_at).where((Notice.kind == kind) & mine).tuples())
        fresh = [row for key, row in wanted.items() if key not in known]
        insert_rows(Notice, fresh, ignore=True)
        over = [key for key, lapsed in known.items() if lapsed is None and key not in wanted]
        changed = Notice.update(lapsed_at=now).where(Notice.key.in_(over) & Notice.lapsed_at.is_null()).execute()
        again = [key for key, lapsed in known.items() if lapsed is not None]
        return len(fresh) + int(changed) + _revive(again, wanted, now)


def _wanted(kind: str, asked: Sequence[Asked], now: datetime) -> dict[str, dict[str, object]]:
    """Return the notices there should be, by their keys."""
    if not asked:
        return {}
    people, found = WarnedPeople(now), dict[str, dict[str, object]]()
    people.look_at({one.case for one in asked if one.case is not None})
    for one in asked:
        for staff in people.holding(one.roles, one.case):
            if staff == one.but:
                continue
            row: dict[str, object] = {"staff": staff, "complaint": one.case, "kind": kind, "text": one.text}
            row |= {"key": f"{one.key}:{staff}", "made_at": now, "message_due": people.wants_work(staff)}
            found[f"{one.key}:{staff}"] = row
    return found


def _revive(keys: Collection[str], wanted: dict[str, dict[str, object]], now: datetime) -> int:
    """Let what lapsed and is asked again wait anew; of two agents one does."""
    done = 0
    for key in keys:
        values = {"lapsed_at": None, "seen_at": None, "made_at": now, "message_due": wanted[key]["message_due"]}
        done += Notice.update(values).where((Notice.key == key) & Notice.lapsed_at.is_null(False)).execute()
    return done
