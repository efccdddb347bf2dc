"""Writes anew what docs/keamanan lists line by line: the events of the trail, and the columns of persons."""

import re

from tests.security.calls import events
from tests.security.columns import lines
from tests.security.papers import FOLDER


def _event_lines() -> list[str]:
    found = events()
    told = {module: sorted(found[module] - {"…"}) for module in sorted(found)}
    return [
        f"| `{module}` | {' '.join([*(f'`{name}`' for name in names), *(['…'] if '…' in found[module] else [])])} |"
        for module, names in told.items()
    ]


def write(paper: str, heading: str, rows: list[str]) -> None:
    """Put rows in place of those under a heading."""
    path = FOLDER / paper
    words = path.read_text("utf-8")
    before, mark, after = words.partition(f"\n## {heading}\n")
    table = re.search(r"(?m)(^\|[-|]+\|\n)((?:^\|.*\n)*)", after)
    assert mark and table, f"{paper}: no table under {heading}"
    after = after[: table.start(2)] + "".join(f"{row}\n" for row in rows) + after[table.end(2) :]
    path.write_text(before + mark + after, "utf-8")


if __name__ == "__main__":
    write("logging.md", "All events", _event_lines())
    write("data-classification.md", "Columns of persons", lines())
