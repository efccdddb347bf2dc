"""Writes figures as Prometheus text 0.0.4: what each counts, of which type, and a number for each set of labels.

Names follow Prometheus' rules: base units at the end (`_seconds`, `_bytes`, `_ratio`), `_total` for what only grows.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

Labels = dict[str, str]
Values = list[tuple[Labels, float]]

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_WHOLE = 2**53  # below it a float holds every whole number


class Kind(StrEnum):
    """What a figure does: go up and down, only grow, or count how long things took."""

    GAUGE = "gauge"
    COUNTER = "counter"
    HISTOGRAM = "histogram"


@dataclass(frozen=True)
class Spread:
    """How many things took at most so long: a count beside each bound (the last is infinite), and all seconds."""

    labels: Labels
    counts: Sequence[tuple[float, int]]
    total: float


@dataclass(frozen=True)
class Figure:
    """One figure; a histogram has `spreads` in place of `values`."""

    name: str
    help_text: str
    values: Values
    kind: Kind = Kind.GAUGE
    spreads: Sequence[Spread] = ()


def written(figures: Iterable[Figure]) -> str:
    """Return figures as the text Prometheus reads."""
    return "".join(f"{line}\n" for figure in figures for line in _lines(figure))


def _lines(figure: Figure) -> list[str]:
    told = figure.help_text.replace("\\", "\\\\").replace("\n", "\\n")
    rows = [f"# HELP {figure.name} {told}", f"# TYPE {figure.name} {figure.kind}"]
    rows += [_line(figure.name, labels, value) for labels, value in figure.values]
    for spread in figure.spreads:
        rows += [_line(f"{figure.name}_bucket", spread.labels | {"le": number(le)}, n) for le, n in spread.counts]
        rows.append(_line(f"{figure.name}_sum", spread.labels, spread.total))
        rows.append(_line(f"{figure.name}_count", spread.labels, spread.counts[-1][1]))
    return rows


def _line(name: str, labels: Labels, value: float) -> str:
    inside = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels.items())
    return f"{name}{{{inside}}} {number(value)}" if inside else f"{name} {number(value)}"


def number(value: float) -> str:
    """Return a number in full: shortened, a count over a million would lose its last digits."""
    if math.isinf(value):
        return "+Inf" if value > 0 else "-Inf"
    return str(int(value)) if value == int(value) and abs(value) < _WHOLE else repr(float(value))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
