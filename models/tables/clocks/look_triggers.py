"""The triggers that have the clocks of a case looked at at once when something changed that its warnings hang on.

Every write is noted, whoever makes it; models/actions/clocks/looking/looks reads the notes. What the clocks of the
whole office hang on (hours, holidays, limits, the SOP) is not noted here: its mark stands beside each moment.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from models.tables.core.database import database, is_sqlite
from models.tables.core.noting import triggers
from models.tables.core.noting.triggers import Trigger, differs, listed

_OWN = '{row}."complaint_id"'
# A merged citizen's limit is watched at the case his complaint was merged into.
_LEADING = f'COALESCE((SELECT "lead_id" FROM "complaint" WHERE "id" = {_OWN}), {_OWN})'  # noqa: S608
_OF_STEP = '(SELECT "complaint_id" FROM "step_record" WHERE "id" = {row}."record_id")'
_OF_CASE = 'NEW."id", NEW."lead_id", OLD."lead_id"'
_PAUSE = "record_id reason_code starts_at ends_at countersigned_at refused asked_at limit_minutes counted_before"
_LIMIT = "complaint_id rule_id starts_at due_at met_at stands lost_seen_at"


@dataclass(frozen=True)
class _Watch:
    """One watched table: which cases are meant by a row of it, and the columns whose change counts."""

    table: str
    cases: str
    columns: tuple[str, ...]
    events: tuple[str, ...] = ("INSERT", "UPDATE", "DELETE")


_WATCHES = (
    _Watch("step_record", _OWN, ("complaint_id", "step", "started_at", "finished_at")),
    _Watch("pause", _OF_STEP, tuple(_PAUSE.split())),
    _Watch("statutory_clock", _LEADING, tuple(_LIMIT.split())),
    _Watch("warning", _OWN, (), ("DELETE",)),  # what was not given yet is given again
    _Watch(
        "complaint", _OF_CASE, ("open", "lead_id", "kind", "source", "conduct", "sop_version_id"), ("UPDATE",)
    ),
)  # fmt: skip


def install() -> bool:
    """Install the triggers that are missing or of another version; return whether there were any."""
    return triggers.install(_every())


def remove() -> None:
    """Remove the triggers."""
    triggers.remove(_every())


def missing() -> list[str]:
    """Return the names of the triggers that are missing or of another version."""
    return triggers.missing(_every())


def look_at_all() -> None:
    """Have every open case looked at: what changed while a trigger was missing, nobody noted."""
    database.execute_sql('UPDATE "complaint" SET "look_by" = \'\' WHERE "open" AND "look_by" <> \'\'')


def _every() -> list[Trigger]:
    return [one for watch in _WATCHES for one in _of(watch)]


def _of(watch: _Watch) -> Iterator[Trigger]:
    for event in watch.events:
        on, fires = event, ""
        if event == "UPDATE":
            on, fires = f"UPDATE OF {listed(watch.columns)}", f"WHEN ({differs(watch.columns)})"
        rows = {"INSERT": ("NEW",), "DELETE": ("OLD",), "UPDATE": ("OLD", "NEW")}[event]
        does = _looked_at_once(", ".join(dict.fromkeys(watch.cases.replace("{row}", row) for row in rows)))
        fires = f'AFTER {on} ON "{watch.table}" FOR EACH ROW {fires}'.strip()
        version = hashlib.sha256(f"{fires} {does}".encode()).hexdigest()[:16]
        yield Trigger(f"look_{watch.table}_{event.lower()}", watch.table, f"/* {version} */", fires, does)


def _looked_at_once(cases: str) -> str:
    """Return the statement that notes these cases, as far as it is not noted already.

    On PostgreSQL the clock job may be looking at a case that is noted (`hold_cases`): then this waits until it is
    done, or its look would be kept over this change. Not where this very transaction noted it.
    """
    noted = "\"look_by\" = ''"
    if not is_sqlite():
        noted += " AND xmin = pg_current_xact_id()::xid"
    return f'UPDATE "complaint" SET "look_by" = \'\' WHERE "id" IN ({cases}) AND NOT ({noted})'  # noqa: S608
