"""Bar charts of the office's figures: SVG for the screen, PNG for Word, from one drawing (DECISIONS: matplotlib).

Drawn in the asking program and never in the worker, from counts and labels only. The same figures give the same
picture. One chart at a time, as the library is not made for threads.
"""

import io
import threading
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from docgen.cleaning import one_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Told apart on a grey printer too: dark to light, then a hatch.
COLOURS = ("#1f4e79", "#9dc3e6", "#7f7f7f", "#f4b183", "#548235", "#c9c9c9")
_HATCHES = ("", "", "", "///", "", "...")
_LABEL_LIMIT = 42
_LEGEND_ROOM = 90  # signs that stand side by side below a chart
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
WIDTH = 13.0  # centimetres


def bars_png(title: str, labels: Sequence[str], series: Mapping[str, Sequence[int]]) -> bytes:
    """Draw stacked bars, one a label, as a PNG of 200 dots an inch."""
    return _drawn(title, labels, series, "png")


def bars_svg(title: str, labels: Sequence[str], series: Mapping[str, Sequence[int]]) -> bytes:
    """Draw stacked bars, one a label, as an SVG with its texts as texts."""
    return _drawn(title, labels, series, "svg")


def _drawn(title: str, labels: Sequence[str], series: Mapping[str, Sequence[int]], form: str) -> bytes:
    # Loaded at the first chart: half a second, and most papers have none.
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with _TURN, rc_context(_STYLE):
        height = 1.7 + 0.62 * max(len(labels), 2) + 0.5 * _legend_rows(series)
        figure = Figure(figsize=(WIDTH / 2.54, height / 2.54), layout="constrained")
        _draw(figure, title, [_short(label) for label in labels], series)
        stream = io.BytesIO()
        made = {"Date": None} if form == "svg" else {"Software": None}
        figure.savefig(stream, format=form, dpi=200, metadata=made)
    return stream.getvalue()


def _draw(figure: "Figure", title: str, labels: list[str], series: Mapping[str, Sequence[int]]) -> None:
    axes = figure.subplots()
    places, starts = list(range(len(labels))), [0] * len(labels)
    for turn, (name, counts) in enumerate(series.items()):
        look = turn % len(COLOURS)
        axes.barh(
            places, counts, left=starts, label=_short(name), color=COLOURS[look], hatch=_HATCHES[look],
            edgecolor="white", linewidth=0.5, height=0.7,
        )  # fmt: skip
        starts = [start + count for start, count in zip(starts, counts, strict=True)]
    for place, total in zip(places, starts, strict=True):
        axes.annotate(str(total), (total, place), xytext=(4, 0), textcoords="offset points", va="center")
    _dress(axes, title, labels)
    if len(series) > 1:
        figure.legend(loc="outside lower center", ncols=_legend_columns(series), frameon=False, fontsize=8)


def _legend_columns(series: Mapping[str, object]) -> int:
    """Say how many names stand side by side: as many as the width has room for, four at most."""
    longest = max((len(_short(name)) for name in series), default=1)
    return max(1, min(4, _LEGEND_ROOM // (longest + 6)))


def _legend_rows(series: Mapping[str, object]) -> int:
    return -(-len(series) // _legend_columns(series))


def _dress(axes: "Axes", title: str, labels: list[str]) -> None:
    from matplotlib.ticker import MaxNLocator

    axes.set_title(title, loc="left", fontweight="bold", fontsize=10)
    axes.set_yticks(range(len(labels)), labels)
    axes.invert_yaxis()
    axes.margins(x=0.08)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=8, integer=True))
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)


def _short(label: str) -> str:
    line = one_line(label)
    return line if len(line) <= _LABEL_LIMIT else line[: _LABEL_LIMIT - 1] + "…"
