"""Field selection as the Graph API reads it: `id,from{id,username},replies.limit(50){id,text}`."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sync_agent.simulator.graph.errors import graph_error

_NAME = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*)")
_MODIFIER = re.compile(r"\.([a-z_]+)\(([^()]*)\)")


@dataclass(frozen=True)
class Field:
    """One field asked for: its modifiers (`limit`, `after`, …) and, for another node, what of that one."""

    name: str
    arguments: Mapping[str, str] = field(default_factory=dict)
    fields: tuple["Field", ...] = ()


Node = Mapping[str, Any]  # field name → value, or a function of the Field that makes it; None is left out


def parse(text: str) -> tuple[Field, ...]:
    """Read a selection. Raises GraphError 2500-like (100) where it is no selection."""
    found, end = _list(text, 0)
    if text[end:].strip():
        raise graph_error("bad_parameter", "(#100) Syntax error in fields")
    return found


def pick(node: Node, wanted: tuple[Field, ...], kind: str, usual: tuple[str, ...] = ("id",)) -> dict[str, Any]:
    """Return a node's fields that were asked for, `id` always; an unknown one is Meta's error 100."""
    chosen = wanted or tuple(Field(name) for name in usual)
    answer: dict[str, Any] = {}
    for one in chosen:
        if one.name not in node:
            raise graph_error(
                "bad_parameter", f"(#100) Tried accessing nonexisting field ({one.name}) on node type ({kind})"
            )
        value = _value(node[one.name], one)
        if value is not None:
            answer[one.name] = value
    answer.setdefault("id", node["id"])
    return answer


def _value(value: Any, wanted: Field) -> Any:
    if isinstance(value, Callable):  # type: ignore[arg-type]
        return value(wanted)
    if isinstance(value, dict) and wanted.fields:
        return {one.name: value[one.name] for one in wanted.fields if one.name in value}
    return value


def _list(text: str, start: int) -> tuple[tuple[Field, ...], int]:
    found: list[Field] = []
    place = start
    while name := _NAME.match(text, place):
        arguments: dict[str, str] = {}
        place = name.end()
        while modifier := _MODIFIER.match(text, place):
            arguments[modifier[1]] = modifier[2]
            place = modifier.end()
        inner: tuple[Field, ...] = ()
        if text[place : place + 1] == "{":
            inner, place = _list(text, place + 1)
            if text[place : place + 1] != "}":
                raise graph_error("bad_parameter", "(#100) Syntax error in fields: expected }")
            place += 1
        found.append(Field(name[1], arguments, inner))
        if text[place : place + 1] != ",":
            break
        place += 1
    return tuple(found), place
