"""How a checkpoint of the audit trail stands in a letter, and how it is read out of one with other words around it.

A letter is wrapped and quoted on its way, and its quotation marks are exchanged; lines of letters and digits survive.
"""

import base64
import json
from collections.abc import Iterator
from itertools import pairwise

_BEGIN, _END = "-----BEGIN ADUAN CHECKPOINT-----", "-----END ADUAN CHECKPOINT-----"
_WIDTH = 64
_QUOTED = "> \t"  # before each line, where a letter was answered or passed on


def wrapped(line: str) -> str:
    """Return the line of a checkpoint as it stands in a letter."""
    text = base64.b64encode(line.encode()).decode("ascii").rstrip("=")  # no = : mail programs write it otherwise
    cuts = [*range(0, len(text), _WIDTH), len(text)]
    return "\n".join([_BEGIN, *(text[one:other] for one, other in pairwise(cuts)), _END])


def lines_in(letter: str) -> Iterator[str]:
    """Yield the lines of checkpoints in a letter; one that was damaged on its way is yielded as it stands there."""
    parts: list[str] | None = None
    for line in (one.lstrip(_QUOTED).rstrip() for one in letter.splitlines()):
        if line == _BEGIN:
            if parts is not None:
                yield "".join(parts)
            parts = []
        elif line == _END and parts is not None:
            yield _unwrapped("".join(parts))
            parts = None
        elif parts is not None:
            parts.append(line)
        elif line.startswith("{"):
            yield _of_webhook(line)
    if parts is not None:
        yield "".join(parts)


def _unwrapped(text: str) -> str:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True).decode()
    except ValueError:
        return text


def _of_webhook(line: str) -> str:
    """Return what a kept letter of the webhook carries; any other line as it is."""
    try:
        said = json.loads(line)
    except ValueError:
        return line
    carried = said.get("checkpoint") if isinstance(said, dict) else None
    return carried if isinstance(carried, str) and carried else line
