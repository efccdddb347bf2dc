"""The results as a table to read."""

from collections import Counter
from collections.abc import Iterable

from tests.mutations.judging import Result


def table(results: Iterable[Result]) -> str:
    """Return a line a fault, and how many came to what."""
    rows = list(results)
    lines = [f"{'fault':32} {'where':56} {'s':>6}  what became of it"]
    for row in rows:
        ran = f" ({row.ran} of {row.reach} that reach it passed)" if not row.verdict.startswith("caught") else ""
        lines.append(
            f"{row.id:32} {row.place:56} {row.seconds:6.0f}  {row.verdict}{': ' if row.by else ''}{row.by}{ran}"
        )
    counts = Counter(row.verdict for row in rows)
    lines += ["", ", ".join(f"{count} {verdict}" for verdict, count in counts.most_common())]
    return "\n".join([*lines, f"{sum(row.seconds for row in rows):.0f} seconds", ""])
