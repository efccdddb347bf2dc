"""A cache of the charts drawn last: equal figures give the same drawing, whoever asks."""

import threading
from collections import OrderedDict

from flask import Response, current_app, request

from admin_app.figures.report_charts import CHARTS, Figures
from docgen.charts import Look

MOST_KEPT = 96
_NARROW = 8.6  # centimetres: as wide as a telephone shows it


class ChartCache:
    """The charts drawn last, by their figures."""

    def __init__(self) -> None:
        self._kept: OrderedDict[object, bytes] = OrderedDict()
        self._turn = threading.Lock()

    def take(self, name: str, figures: Figures, look: Look) -> bytes:
        """Return a chart as SVG, drawn where it is not cached. Raises KeyError for an unknown name."""
        chart = CHARTS[name]
        labels, series = chart.read(figures)
        key = (name, look, tuple(labels), tuple((label, tuple(counts)) for label, counts in series.items()))
        with self._turn:
            if key not in self._kept:
                self._kept[key] = chart.draw(chart.title, labels, series, look)
                while len(self._kept) > MOST_KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return self._kept[key]


def chart_cache() -> ChartCache:
    """Return the cache of this program."""
    cache: ChartCache = current_app.extensions.setdefault("chart_cache", ChartCache())
    return cache


def drawn_as_asked(name: str, figures: Figures) -> Response:
    """Send one chart: for a light or dark screen, wide or narrow, or with its own background as a download."""
    taken = request.args.get("unduh") == "1"
    dark, narrow = request.args.get("rupa") == "gelap", request.args.get("lebar") == "sempit"
    look = Look() if taken else Look(_NARROW if narrow else Look.width, dark, background=False)
    return Response(chart_cache().take(name, figures, look), mimetype="image/svg+xml")
