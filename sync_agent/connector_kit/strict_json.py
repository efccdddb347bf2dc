"""JSON from strangers: numbers exact, bad text kept, and one monstrous item never spoils the list it stands in."""

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

_SIGNS = re.compile(r'\\.|["\[\]{},]', re.DOTALL)
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


def write(value: Any) -> str:
    """Write JSON as pure ASCII, so that NUL and lone surrogates survive any database."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def split_array(text: str) -> list[str]:
    """Cut the text of a JSON array into the texts of its items, without reading them. Raises NotJson if cut short."""
    body = text.strip()
    if not body.startswith("["):
        raise NotJson("not a list")
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
    """Give where the outermost list's commas and its end stand, with the depth after each."""
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
