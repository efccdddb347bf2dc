"""What a caller asks of a list: fields, expansions, since when, and which page of it."""

import base64
import binascii
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from sync_agent.simulator.network.items import Item
from sync_agent.simulator.x import refusals, snowflakes
from sync_agent.simulator.x.names import DM_BRINGS, VOCABULARIES, Names

Arguments = MultiDict[str, str]


@dataclass(frozen=True)
class Wanted:
    """Fields of each item and the things beside them."""

    fields: set[str]
    expansions: set[str]


def wanted_of_publications(arguments: Arguments, names: Names) -> Wanted:
    """Read which fields of publications are wanted. Raises Refusal for a name the contract in force does not know."""
    for other in VOCABULARIES.values():
        if other is not names and other.parameter in arguments:
            given = arguments[other.parameter]
            message = f"The query parameter [{other.parameter}] is not one of [{names.parameter},expansions]"
            raise refusals.invalid(other.parameter, given, message)
    fields = _list(arguments, names.parameter, names.fields)
    expansions = _list(arguments, "expansions", frozenset(names.brings))
    always = {"id", "text", names.history}
    return Wanted(fields | always | {names.brings[name] for name in expansions}, expansions)


def wanted_of_events(arguments: Arguments, names: Names) -> Wanted:
    """Read which fields of direct messages are wanted. Raises Refusal."""
    fields = _list(arguments, "dm_event.fields", names.dm_fields)
    expansions = _list(arguments, "expansions", frozenset(DM_BRINGS))
    return Wanted(fields | {"id", "text", "event_type"} | {DM_BRINGS[name] for name in expansions}, expansions)


def _list(arguments: Arguments, name: str, known: frozenset[str]) -> set[str]:
    given = {one for one in arguments.get(name, "").split(",") if one}
    strange = sorted(given - known)
    if strange:
        raise refusals.invalid(name, strange[0], f"The `{name}` query parameter value [{strange[0]}] is not known")
    return given


def since(rows: list[Item], arguments: Arguments) -> list[Item]:
    """Keep what happened after `since_id`. A backdated item counts as if its id had been made at its time."""
    stated = arguments.get("since_id")
    if stated is None:
        return rows
    if not stated.isdigit():
        raise refusals.invalid("since_id", stated, f"The `since_id` query parameter value [{stated}] is not valid")
    return [row for row in rows if _as_if_new(row) > int(stated) and row.id != stated]


def _as_if_new(row: Item) -> int:
    made = int(row.created * 1000)
    return int(row.id) if snowflakes.to_ms(int(row.id)) == made else snowflakes.from_ms(made)


def page(
    rows: list[Item], arguments: Arguments, least: int, most: int, forgets: bool
) -> tuple[list[Item], dict[str, str]]:
    """Return one page of rows, newest first, and the token of the next. Raises Refusal."""
    limit = _limit(arguments, least, most)
    token = arguments.get("pagination_token")
    if token is not None:
        edge = _place(token, forgets)
        rows = [row for row in rows if row.place < edge]
    shown = rows[:limit]
    meta = {"next_token": _token(shown[-1])} if len(rows) > len(shown) else {}
    return shown, meta


def _limit(arguments: Arguments, least: int, most: int) -> int:
    stated = arguments.get("max_results", str(most))
    if not stated.isdigit() or not least <= int(stated) <= most:
        message = f"The `max_results` query parameter value [{stated}] is not between {least} and {most}"
        raise refusals.invalid("max_results", stated, message)
    return int(stated)


def _token(row: Item) -> str:
    return base64.b32hexencode(f"{row.created!r}:{row.sequence}".encode()).decode().rstrip("=").lower()


def _place(token: str, forgets: bool) -> tuple[float, int]:
    try:
        padded = token.upper() + "=" * (-len(token) % 8)
        created, _, sequence = base64.b32hexdecode(padded).decode().partition(":")
        found = float(created), int(sequence)
    except (binascii.Error, ValueError):
        forgets = True
    if forgets:
        message = f"The `pagination_token` query parameter value [{token}] is not valid"
        raise refusals.invalid("pagination_token", token, message)
    return found
