"""Draws figures over time as one SVG of small panels, faults as bands behind; any browser shows it."""

from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

Course = Sequence[tuple[float, float]]
WIDE, HIGH, GAP, COLUMNS = 420, 130, 34, 2
_LINE, _BAND, _TEXT = "#1f5f8b", "#e9e2d0", "#333"


def draw(title: str, courses: Mapping[str, Course], bands: Iterable[tuple[float, float]] = ()) -> str:
    """Return the chart of every figure that has a course; seconds on the x axis, from zero on the y axis."""
    shown = {name: rows for name, rows in courses.items() if len(rows) > 1}
    last = max((rows[-1][0] for rows in shown.values()), default=1.0) or 1.0
    rows_of_panels = -(-len(shown) // COLUMNS)
    width, height = COLUMNS * (WIDE + GAP) + GAP, rows_of_panels * (HIGH + 2 * GAP) + 2 * GAP
    drawn = list(bands)
    panels = [_panel(name, rows, last, drawn, *_corner(at)) for at, (name, rows) in enumerate(shown.items())]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="sans-serif">'
    ground = f'<rect width="{width}" height="{height}" fill="white"/>'
    caption = f'<text x="{GAP}" y="{GAP}" font-size="16" fill="{_TEXT}">{escape(title)}</text>'
    return "\n".join([head, ground, caption, *panels, "</svg>"]) + "\n"


def _corner(at: int) -> tuple[float, float]:
    return GAP + (at % COLUMNS) * (WIDE + GAP), 2 * GAP + at // COLUMNS * (HIGH + 2 * GAP)


def _panel(name: str, rows: Course, last: float, bands: Sequence[tuple[float, float]], x: float, y: float) -> str:
    top = max(value for _, value in rows) or 1.0
    behind = [
        f'<rect x="{x + WIDE * begin / last:.1f}" y="{y}" width="{max(0.5, WIDE * (end - begin) / last):.1f}" '
        f'height="{HIGH}" fill="{_BAND}"/>'
        for begin, end in bands
        if begin < last
    ]
    points = " ".join(f"{x + WIDE * at / last:.1f},{y + HIGH - HIGH * value / top:.1f}" for at, value in rows)
    return "\n".join(
        [
            *behind,
            f'<rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" fill="none" stroke="#999"/>',
            f'<polyline points="{points}" fill="none" stroke="{_LINE}" stroke-width="1.5"/>',
            f'<text x="{x}" y="{y - 6}" font-size="12" fill="{_TEXT}">{escape(name)}: {_short(rows[0][1])} → '
            f"{_short(rows[-1][1])}, highest {_short(top)}</text>",
            f'<text x="{x}" y="{y + HIGH + 14}" font-size="10" fill="{_TEXT}">0</text>',
            f'<text x="{x + WIDE}" y="{y + HIGH + 14}" font-size="10" text-anchor="end" fill="{_TEXT}">'
            f"{last / 60:.0f} min</text>",
        ]
    )


def _short(value: float) -> str:
    for size, unit in ((1e9, "G"), (1e6, "M"), (1e4, "k")):
        if abs(value) >= size:
            return f"{value / (1e3 if unit == 'k' else size):.1f}{unit}"
    return f"{value:.0f}"
