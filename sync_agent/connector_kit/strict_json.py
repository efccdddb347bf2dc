"""Reads foreign JSON: exact numbers, bad text kept, and one unreadable item does not spoil its list."""

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
    """Return bytes as text; bytes that are not UTF-8 become lone surrogates, so that nothing is lost."""
    return body.decode("utf-8-sig", errors="surrogateescape")


def parse(text: str) -> Any:
    """Return JSON with exact integers and without NaN. Raises NotJson, also for nesting too deep for Python."""
    try:
        return json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as err:
        raise NotJson(type(err).__name__) from None


def parse_list(text: str) -> list[tuple[Any, str | None]]:
    """Return a JSON array as (item, None) pairs, or (None, text) for an item that cannot be read.

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
    """Return an object and the list under `path` as parse_list gives it; a missing list is empty.

    An item that cannot be read spoils neither. Raises NotJson when the whole is cut short or has another shape.
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


def write(value: object) -> str:
    """Return JSON as pure ASCII, so that NUL and lone surrogates survive any database."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def split_array(text: str) -> list[str]:
    """Return the texts of a JSON array's items, unread. Raises NotJson if cut short."""
    return _split(text.strip(), "[")


def split_object(text: str) -> dict[str, str]:
    """Return names and texts of values of a JSON object, unread. Raises NotJson if cut short."""
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
    """Yield the positions of the outermost list's commas and end, with the depth after each."""
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
