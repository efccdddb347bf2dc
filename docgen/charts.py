"""Charts of the office's figures: SVG for the screen, PNG for Word, from one drawing (DECISIONS: matplotlib).

Drawn in the asking program, never in the worker, from counts and labels only. Equal figures give equal pictures. One
chart at a time, since the library is not thread-safe.
"""

import io
import textwrap
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from docgen.cleaning import one_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Series = Mapping[str, Sequence[int]]


@dataclass(frozen=True)
class Look:
    """How a chart is drawn: its width in centimetres, for a dark screen or for paper, with or without background."""

    width: float = 13.0
    dark: bool = False
    background: bool = True

    @property
    def ink(self) -> str:
        """Return the colour of text."""
        return "#e6ebf0" if self.dark else "#16212c"

    @property
    def paper(self) -> str:
        """Return the background colour, also used for the lines between the pieces of a bar."""
        return "#18212a" if self.dark else "#ffffff"

    @property
    def colours(self) -> tuple[str, ...]:
        """Return the colours of the series, from dark to light, then a hatch: distinguishable in grey print too."""
        if self.dark:
            return ("#6fa8dc", "#cfe2f3", "#8a97a3", "#f4b183", "#93c47d", "#5b6874")
        return ("#1f4e79", "#9dc3e6", "#7f7f7f", "#f4b183", "#548235", "#c9c9c9")

    @property
    def heat(self) -> tuple[str, str]:
        """Return the colours for none and for the most."""
        return ("#212c37", "#8cc1f0") if self.dark else ("#eef3f8", "#1d4e79")


PAPER = Look()
_HATCHES = ("", "", "", "///", "", "...")
_LEAST_COLUMNS = 8  # have room, so that a few do not look like walls
_LABEL_LIMIT, _NARROW_LIMIT = 42, 22
_LEGEND_SIGNS = 7.0  # that stand side by side on a centimetre
_PATCH, _GAP = 5, 4  # beside each name, and between two, in signs
_TITLE_SIGNS = 4.8  # the same of a title, which is larger and bold
_FONTS = ["Arial", "Liberation Sans", "DejaVu Sans"]
_TURN = threading.Lock()
_STYLE: dict[Any, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": _FONTS,
    "font.size": 9,
    "svg.hashsalt": "aduan",
    "svg.fonttype": "none",
    "text.parse_math": False,  # a category may be called “$”
    "hatch.linewidth": 0.6,
}


def bars_png(title: str, labels: Sequence[str], series: Series) -> bytes:
    """Return stacked bars, one per label, as a PNG of 200 dots per inch."""
    return _drawn(_draw_bars, title, labels, series, PAPER, "png")


def bars_svg(title: str, labels: Sequence[str], series: Series, look: Look = PAPER) -> bytes:
    """Return stacked bars, one per label, as an SVG with real text."""
    return _drawn(_draw_bars, title, labels, series, look, "svg")


def columns_svg(title: str, labels: Sequence[str], series: Series, look: Look = PAPER) -> bytes:
    """Return stacked columns, one per label, as an SVG, for what changes over time."""
    return _drawn(_draw_columns, title, labels, series, look, "svg")


def heat_svg(title: str, labels: Sequence[str], series: Series, look: Look = PAPER) -> bytes:
    """Return a field of cells as an SVG: a row per label, a column per series, darker for more, with its count."""
    return _drawn(_draw_heat, title, labels, series, look, "svg")


_Draw = Callable[["Axes", list[str], Series, Look], None]


def _drawn(draw: _Draw, title: str, labels: Sequence[str], series: Series, look: Look, form: str) -> bytes:
    values = tuple((name, tuple(counts)) for name, counts in series.items())
    return _drawn_once(draw, title, tuple(labels), values, look, form)


# A paper is drafted, looked at, initialled and signed with the same charts, each a tenth of a second.
@lru_cache(maxsize=64)
def _drawn_once(
    draw: _Draw,
    title: str,
    labels: tuple[str, ...],
    values: tuple[tuple[str, tuple[int, ...]], ...],
    look: Look,
    form: str,
) -> bytes:
    series = dict(values)
    # Loaded at the first chart: half a second, and most papers have none.
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    inked = dict.fromkeys(("text.color", "axes.labelcolor", "axes.edgecolor", "xtick.color", "ytick.color"), look.ink)
    with _TURN, rc_context(_STYLE | (inked if look.dark else {})):
        size = (look.width / 2.54, _height(draw, labels, series, look) / 2.54)
        figure = Figure(figsize=size, layout="constrained", facecolor=look.paper)
        axes = figure.subplots()
        axes.set_facecolor(look.paper)
        _write_title(figure, axes, title, look)
        draw(axes, [_short(label, look) for label in labels], series, look)
        if len(series) > 1 and draw is not _draw_heat:
            columns = _legend_columns(series, look)
            figure.legend(loc="outside lower center", ncols=columns, frameon=False, fontsize=8)
        stream = io.BytesIO()
        made = {"Date": None} if form == "svg" else {"Software": None}
        figure.savefig(stream, format=form, dpi=200, metadata=made, transparent=not look.background)
    return stream.getvalue()


def _write_title(figure: "Figure", axes: "Axes", title: str, look: Look) -> None:
    """Write the title over the bars or, on a narrow drawing, over its whole width in several lines."""
    if look.width >= PAPER.width:
        axes.set_title(title, loc="left", fontweight="bold", fontsize=10)
    else:
        lines = textwrap.fill(title, int(look.width * _TITLE_SIGNS))
        figure.suptitle(lines, x=0.02, ha="left", fontweight="bold", fontsize=10)


def _height(draw: _Draw, labels: Sequence[str], series: Series, look: Look) -> float:
    """Return how high a chart is, in centimetres."""
    legend = 0.5 * -(-len(series) // _legend_columns(series, look))
    if draw is _draw_heat:
        return 2.2 + 0.62 * max(len(labels), 2)
    if draw is _draw_columns:
        return 6.4 + legend
    return 1.7 + 0.62 * max(len(labels), 2) + legend


def _draw_bars(axes: "Axes", labels: list[str], series: Series, look: Look) -> None:
    places, starts = list(range(len(labels))), [0] * len(labels)
    for turn, (name, counts) in enumerate(series.items()):
        axes.barh(places, counts, left=starts, height=0.7, **_piece(turn, name, look))
        starts = [start + count for start, count in zip(starts, counts, strict=True)]
    for place, total in zip(places, starts, strict=True):
        axes.annotate(str(total), (total, place), xytext=(4, 0), textcoords="offset points", va="center")
    axes.set_yticks(places, labels)
    axes.invert_yaxis()
    axes.margins(x=0.08)
    if not any(starts):  # left alone, the axis of nothing is marked in hundredths on both sides of zero
        axes.set_xlim(0, 1)
    axes.xaxis.set_major_locator(_whole_numbers())
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)


def _draw_columns(axes: "Axes", labels: list[str], series: Series, look: Look) -> None:
    places, starts = list(range(len(labels))), [0] * len(labels)
    for turn, (name, counts) in enumerate(series.items()):
        axes.bar(places, counts, bottom=starts, width=0.8, **_piece(turn, name, look))
        starts = [start + count for start, count in zip(starts, counts, strict=True)]
    slots = max(len(labels), _LEAST_COLUMNS)
    every = max(1, -(-slots // max(3, int(look.width / 1.45))))
    axes.set_xticks(places[::every], labels[::every])
    axes.set_xlim(-0.6, slots - 0.4)
    if not any(starts):
        axes.set_ylim(0, 1)
    axes.yaxis.set_major_locator(_whole_numbers())
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="x", length=2)


def _draw_heat(axes: "Axes", labels: list[str], series: Series, look: Look) -> None:
    from matplotlib.colors import LinearSegmentedColormap

    names, rows = list(series), list(zip(*series.values(), strict=True))
    most = max((count for row in rows for count in row), default=0)
    shades = LinearSegmentedColormap.from_list("aduan", look.heat)
    for line, row in enumerate(rows):
        for column, count in enumerate(row):
            axes.add_patch(_cell(column, line, shades(count / most if most else 0.0), look))
            if count and look.width >= PAPER.width:
                deep = count > 0.55 * most
                ink = look.paper if deep else look.ink
                axes.annotate(str(count), (column, line), ha="center", va="center", fontsize=6.5, color=ink)
    axes.set_xlim(-0.5, len(names) - 0.5)
    axes.set_ylim(max(len(rows), 1) - 0.5, -0.5)
    every = 1 if look.width >= PAPER.width else 3
    axes.set_xticks(range(0, len(names), every), names[::every], fontsize=7)
    axes.set_yticks(range(len(labels)), labels)
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)


def _cell(column: int, line: int, colour: Any, look: Look) -> Any:
    from matplotlib.patches import Rectangle

    corner = (column - 0.5, line - 0.5)
    return Rectangle(corner, 1, 1, facecolor=colour, edgecolor=look.paper, linewidth=1, clip_on=False)


def _piece(turn: int, name: str, look: Look) -> dict[str, Any]:
    """Return how the pieces of one series look."""
    colours = look.colours
    place = turn % len(colours)
    label, line = _short(name, PAPER), {"edgecolor": look.paper, "linewidth": 0.5}
    return {"label": label, "color": colours[place], "hatch": _HATCHES[place], **line}


def _whole_numbers() -> Any:
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(nbins=8, integer=True)


def _legend_columns(series: Mapping[str, object], look: Look) -> int:
    """Return how many names fit side by side in the legend, at most four."""
    longest = max((len(_short(name, PAPER)) for name in series), default=1)
    return max(1, min(4, (int(look.width * _LEGEND_SIGNS) + _GAP) // (longest + _PATCH + _GAP)))


def _short(label: str, look: Look) -> str:
    line, limit = one_line(label), _LABEL_LIMIT if look.width >= PAPER.width else _NARROW_LIMIT
    return line if len(line) <= limit else line[: limit - 1] + "…"
