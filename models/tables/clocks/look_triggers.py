"""The triggers that have the clocks of a case looked at at once when something changed that they hang on.

Every write is noted, whoever makes it: in `look_by` what its warnings hang on, in `limits_by` what its limits of the
law hang on; models/actions/clocks/looking reads both. What the clocks of the whole office hang on (hours, holidays,
limits, the SOP) is not noted here: its mark stands in the same columns.
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
_WITH_LEAD = f"{_OWN}, {_LEADING}"  # what is done in one counts in the other
_PAUSE = "record_id reason_code starts_at ends_at countersigned_at refused asked_at limit_minutes counted_before"
_LIMIT = "complaint_id rule_id starts_at due_at met_at stands lost_seen_at"


@dataclass(frozen=True)
class _Watch:
    """One watched table: which cases are meant by a row of it, and the columns whose change counts.

    `noted_in`: the column of the case that is emptied; `kind`: how the triggers' names begin.
    """

    table: str
    cases: str
    columns: tuple[str, ...]
    events: tuple[str, ...] = ("INSERT", "UPDATE", "DELETE")
    noted_in: str = "look_by"
    kind: str = "look"


def _of_limits(table: str, cases: str, columns: str, *events: str) -> _Watch:
    return _Watch(table, cases, tuple(columns.split()), events or _Watch.events, "limits_by", "limits")


_WATCHES = (
    _Watch("step_record", _OWN, ("complaint_id", "step", "started_at", "finished_at")),
    _Watch("pause", _OF_STEP, tuple(_PAUSE.split())),
    _Watch("statutory_clock", _LEADING, tuple(_LIMIT.split())),
    _Watch("warning", _OWN, (), ("DELETE",)),  # what was not given yet is given again
    _Watch(
        "complaint", _OF_CASE, ("open", "lead_id", "kind", "source", "conduct", "sop_version_id"), ("UPDATE",)
    ),
    _of_limits("step_output", _WITH_LEAD, "complaint_id kind made_at undone"),
    _of_limits("output_correction", _WITH_LEAD, "complaint_id kind made_at"),
    _of_limits("history", _WITH_LEAD, "", "INSERT"),  # since when it is merged, since when it is open again
    _of_limits("statutory_clock", _WITH_LEAD, "complaint_id rule_id starts_at due_at met_at stands"),
    _of_limits("complaint", _OF_CASE, "open lead_id kind source opened_at complete_at thread_id", "UPDATE"),
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
    for column in dict.fromkeys(watch.noted_in for watch in _WATCHES):
        database.execute_sql(f'UPDATE "complaint" SET "{column}" = \'\' WHERE "open" AND "{column}" <> \'\'')  # noqa: S608


def _every() -> list[Trigger]:
    return [one for watch in _WATCHES for one in _of(watch)]


def _of(watch: _Watch) -> Iterator[Trigger]:
    for event in watch.events:
        on, fires = event, ""
        if event == "UPDATE":
            on, fires = f"UPDATE OF {listed(watch.columns)}", f"WHEN ({differs(watch.columns)})"
        rows = {"INSERT": ("NEW",), "DELETE": ("OLD",), "UPDATE": ("OLD", "NEW")}[event]
        cases = ", ".join(dict.fromkeys(watch.cases.replace("{row}", row) for row in rows))
        does = _looked_at_once(watch.noted_in, cases)
        fires = f'AFTER {on} ON "{watch.table}" FOR EACH ROW {fires}'.strip()
        version = hashlib.sha256(f"{fires} {does}".encode()).hexdigest()[:16]
        yield Trigger(f"{watch.kind}_{watch.table}_{event.lower()}", watch.table, f"/* {version} */", fires, does)


def _looked_at_once(column: str, cases: str) -> str:
    """Return the statement that notes these cases in this column, as far as it is not noted already.

    On PostgreSQL the clock job may be looking at a case that is noted (`hold_cases`): then this waits until it is
    done, or its look would be kept over this change. Not where this very transaction noted it.
    """
    noted = f"\"{column}\" = ''"
    if not is_sqlite():
        noted += " AND xmin = pg_current_xact_id()::xid"
    return f'UPDATE "complaint" SET "{column}" = \'\' WHERE "id" IN ({cases}) AND NOT ({noted})'  # noqa: S608
