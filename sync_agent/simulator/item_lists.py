"""Finds the list of items in a platform's answer, whatever envelope it comes in, and breaks one item of it."""

import re
from collections.abc import Callable
from typing import Any

# Beside the items stand lists of other things; X puts the authors there, TikTok the two sides of a conversation.
_BESIDE = frozenset({"errors", "includes", "participants", "paging"})
_NAMES = re.compile(rb'"(?:body|text|message|content|caption)": ?"')


def change_items(answer: object, change: Callable[[list[Any]], list[Any]]) -> Any:
    """Return the answer with its list of items changed; one without a list stays as it is."""
    if isinstance(answer, list):
        return change(answer)
    holder, name = _find([answer])
    if holder is not None:
        holder[name] = change(holder[name])
    return answer


def _find(level: list[object]) -> tuple[dict[str, Any] | None, str]:
    """Look for the first list, the outer envelopes first."""
    objects = [one for one in level if isinstance(one, dict)]
    for one in objects:
        for name, value in one.items():
            if isinstance(value, list) and name not in _BESIDE:
                return one, name
    inner = [value for one in objects for name, value in one.items() if name not in _BESIDE]
    return _find(inner) if inner else (None, "")


def break_texts(body: bytes) -> bytes:
    """Put bytes that are no UTF-8 at the beginning of every text."""
    return _NAMES.sub(lambda found: found[0] + b"\xff\xfe\xc3\x28", body)


def broken_like(item: object, shape: str) -> Any:
    """Make an item no connector may stumble over out of a good one: a placeholder where JSON text has to stand in."""
    return _SHAPES[shape](item if isinstance(item, dict) else {"id": "1", "text": "x", "created_time": "x"})


def _named(item: dict[str, object], names: str, value: object) -> dict[str, Any]:
    return {name: value if re.fullmatch(names, name) else kept for name, kept in item.items()}


def _other_type(value: object) -> Any:
    return {"x": value} if isinstance(value, str | int) else "bukan ini"


_IDS, _TIMES = r"id|.*_id|item_id", r"timestamp|created_(time|at)|create_time|updated_time|update_time"
_SENDERS = r"from|from_user|author_id|sender_id|sender_jid|user_id|unique_identifier|username"
_SHAPES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "null_id": lambda item: _named(item, _IDS, None),
    "huge_id": lambda item: _named(item, _IDS, 90071992547409931234567890),
    "not_object": lambda item: "bukan objek",
    "number": lambda item: 9007199254740993,
    "null": lambda item: None,
    "wrong_shape": lambda item: {name: _other_type(value) for name, value in item.items()},
    "no_sender": lambda item: {name: value for name, value in item.items() if not re.fullmatch(_SENDERS, name)},
    "wrong_time": lambda item: _named(item, _TIMES, "kemarin"),
    "extra_fields": lambda item: {**item, "baru": {"a": [1, 2, 3]}},
}
