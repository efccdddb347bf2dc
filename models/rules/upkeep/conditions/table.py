"""The table of conditions: its rows, who sees what is seen how, and what of it holds.

Channels have a table of their own (rules/channels/verdicts.py), whose findings every face reads as `channel N: code`.
"""

from collections.abc import Iterable

from models.rules.upkeep.conditions.of_database import OF_DATABASE
from models.rules.upkeep.conditions.of_machine import OF_MACHINE
from models.rules.upkeep.conditions.of_office import OF_OFFICE
from models.rules.upkeep.conditions.of_programs import OF_PROGRAMS
from models.rules.upkeep.conditions.row import (
    Condition,
    Effect,
    Face,
    Held,
    Part,
    Seen,
    Source,
    SourceRow,
    Weight,
)

_E, _F = Effect, Face
_OF_WEB = frozenset({_F.READYZ, _F.METRICS, _F.HOME})  # the three that one back office shows
_ALL = frozenset(Face)
_WATCHER = frozenset({_F.WATCHER})

# Whoever cannot see a condition says nothing about it: neither that it holds, nor that all is well.
SOURCES: dict[Source, SourceRow] = {
    Source.MACHINE: SourceRow(_ALL, Part.PC, disk=True),
    Source.ANSWER: SourceRow(_ALL, Part.DATABASE, database=True),
    Source.SCHEMA: SourceRow(_ALL, Part.SCHEMA, database=True),
    Source.OFFICE: SourceRow(_ALL, Part.OFFICE, database=True),
    # All faces tell of it by the channels, whose row an agent writes (clock_told), or by agent_sends_nothing.
    Source.AGENT: SourceRow(frozenset(), Part.OFFICE, network=True),
    Source.WORKERS: SourceRow(_OF_WEB | _WATCHER, Part.BACK_OFFICE),
    Source.LINE: SourceRow(_WATCHER, Part.BACK_OFFICE, disk=True, network=True),
    Source.FRONT: SourceRow(_WATCHER | {_F.DOCTOR}, Part.FRONT, network=True),
    Source.BOUND_MACHINE: SourceRow(_WATCHER, Part.PC, disk=True),
    Source.BOUND_DATABASE: SourceRow(_WATCHER, Part.DATABASE, database=True),
    Source.WATCHER: SourceRow(_WATCHER, Part.WATCHER),
}
_ROWS = (*OF_MACHINE, *OF_DATABASE, *OF_OFFICE, *OF_PROGRAMS)
# The gravest first: what lets nobody work.
CONDITIONS: tuple[Condition, ...] = tuple(sorted(_ROWS, key=lambda row: row.weight is not Weight.NOT_READY))
_NOT_BY = {
    # The watcher cannot tell of its own silence outside: whoever looks at what it noted does.
    "outside_silent": frozenset({_F.WATCHER}),
    # Only who looks again and again knows that an address answered before.
    "front_silent": frozenset({_F.DOCTOR}),
}
# What /readyz says of the schema where they hold.
SCHEMA_CHECKS = {
    "schema_older": "older",
    "schema_newer": "newer",
    "office_moved": "moved",
    "office_half_moved": "half moved",
}


def faces_of(row: Condition) -> frozenset[Face]:
    """Return who tells of a condition; whoever is not among them cannot see it."""
    return SOURCES[row.source].faces - _NOT_BY.get(row.key, frozenset())


def seen_by(face: Face) -> list[str]:
    """Return the keys of all that a face can see."""
    return [row.key for row in CONDITIONS if face in faces_of(row)]


def row_of(key: str) -> Condition:
    """Return a row by its key. Raises KeyError."""
    return _BY_KEY[key]


def judge(seen: Seen) -> tuple[Held, ...]:
    """Return every condition that holds, in the order of the table: the gravest first."""
    held = (row for row in CONDITIONS if row.holds(seen))
    return tuple(Held(row.key, row.effect, row.weight, row.says(seen), _for_operators(row, seen)) for row in held)


def once(found: Iterable[Held]) -> tuple[Held, ...]:
    """Return each condition once, the gravest first.

    Where nothing can be written no agent can give a sign of life: that none does is then no news of the agents.
    """
    keys = {one.key: one for one in found}
    if any(one.weight is Weight.NOT_READY for one in keys.values() if one.key != _SILENT):
        keys.pop(_SILENT, None)
    return tuple(sorted(keys.values(), key=lambda one: _PLACE[one.key]))


def _for_operators(row: Condition, seen: Seen) -> str:
    return row.operators if isinstance(row.operators, str) else row.operators(seen)


_SILENT = "agent_silent"
_BY_KEY = {row.key: row for row in CONDITIONS}
_PLACE = {row.key: place for place, row in enumerate(CONDITIONS)}
_REACH: dict[Effect, frozenset[Effect]] = {
    Effect.STOPS_SENDING: frozenset({_E.STOPS_SENDING, _E.STOPS_STAMPING, _E.STOPS_ALL}),
    Effect.STOPS_STAMPING: frozenset({_E.STOPS_STAMPING, _E.STOPS_ALL}),
    Effect.STOPS_ALL: frozenset({_E.STOPS_ALL}),
}


def what_stops(findings: Iterable[Held], effect: Effect) -> Held | None:
    """Return the first finding that stops this, None where nothing does: who stops all also stops sending."""
    return next((finding for finding in findings if finding.effect in _REACH[effect]), None)
