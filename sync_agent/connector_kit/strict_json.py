"""JSON from strangers: numbers exact, bad text kept, and one monstrous item never spoils the list it stands in."""

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

_SIGNS = re.compile(r'\\.|["\[\]{},]', re.DOTALL)
_MEMBER = re.compile(r'("(?:\\.|[^"\\])*")\s*:\s*(.*)', re.DOTALL)
_STEP = {"[": 1, "{": 1, "]": -1, "}": -1}


class NotJson(ValueError):
    """The text is not JSON; nothing of it may be used."""


def decode(body: bytes) -> str:
    """Turn bytes to text; bytes that are no UTF-8 become lone surrogates, so that nothing is lost."""
    return body.decode("utf-8-sig", errors="surrogateescape")


def parse(text: str) -> Any:
    """Read JSON with integers exact and NaN refused. Raises NotJson, also for nesting beyond what Python can hold."""
    try:
        return json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as err:
        raise NotJson(type(err).__name__) from None


def parse_list(text: str) -> list[tuple[Any, str | None]]:
    """Read a JSON array as (item, None) pairs, or (None, text) for an item that alone cannot be read.

    Raises NotJson when the whole is not an array or is cut short.
    """
    try:
        whole = parse(text)
    except NotJson:
        return [_parse_item(part) for part in split_array(text)]
    if not isinstance(whole, list):
        raise NotJson("not a list")
    return [(item, None) for item in whole]


def parse_page(text: str, *path: str) -> tuple[dict[str, Any], list[tuple[Any, str | None]]]:
    """Read an object that holds a list under `path`, and the list as parse_list gives it; none is an empty one.

    An item that alone cannot be read spoils neither. Raises NotJson when the whole is cut short or has another shape.
    """
    try:
        whole = parse(text)
    except NotJson:
        return _cut_page(text, path)
    rows = whole
    for name in path:
        rows = rows.get(name) if isinstance(rows, dict) else None
    if not isinstance(whole, dict) or not isinstance(rows, list | None):
        raise NotJson("not a page")
    return whole, [(item, None) for item in rows or ()]


def _cut_page(text: str, path: tuple[str, ...]) -> tuple[dict[str, Any], list[tuple[Any, str | None]]]:
    members = split_object(text)
    name, rest = path[0], path[1:]
    inner, rows = _cut_page(members.pop(name, ""), rest) if rest else ({}, parse_list(members.pop(name, "")))
    return {**{other: parse(value) for other, value in members.items()}, name: inner}, rows


def write(value: Any) -> str:
    """Write JSON as pure ASCII, so that NUL and lone surrogates survive any database."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def split_array(text: str) -> list[str]:
    """Cut the text of a JSON array into the texts of its items, without reading them. Raises NotJson if cut short."""
    return _split(text.strip(), "[")


def split_object(text: str) -> dict[str, str]:
    """Cut the text of a JSON object into names and texts of values, unread. Raises NotJson if cut short."""
    members = [_MEMBER.match(part) for part in _split(text.strip(), "{")]
    return {parse(found[1]): found[2] for found in members if found}


def _split(body: str, opening: str) -> list[str]:
    if not body.startswith(opening):
        raise NotJson(f"no {opening}")
    parts: list[str] = []
    start = 1
    for place, depth in _top_signs(body):
        parts.append(body[start:place].strip())
        start = place + 1
        if depth == 0:
            break
    else:
        raise NotJson("cut short")
    if body[start:]:
        raise NotJson("more after the end")
    return [part for part in parts if part]


def _top_signs(body: str) -> Iterator[tuple[int, int]]:
    """Yield where the outermost list's commas and its end stand, with the depth after each."""
    depth, quoted = 0, False
    for sign in _SIGNS.finditer(body):
        mark = sign.group()
        if mark == '"':
            quoted = not quoted
        if quoted or mark not in "[]{},":
            continue
        depth += _STEP.get(mark, 0)
        if depth == 0 or (mark == "," and depth == 1):
            yield sign.start(), depth


def _parse_item(part: str) -> tuple[Any, str | None]:
    try:
        return parse(part), None
    except NotJson:
        return None, part


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
