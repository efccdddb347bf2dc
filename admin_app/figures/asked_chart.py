"""Sends one chart as it is asked for; the same figures give the same drawing, whoever asks."""

from flask import Response, request

from admin_app.figures.report_charts import CHARTS, Figures
from admin_app.shell import caches
from admin_app.shell.access import now
from docgen.charts import Look

_NARROW = 8.6  # centimetres: as wide as a telephone shows it


def drawn_as_asked(name: str, figures: Figures) -> Response:
    """Send one chart, for a light or a dark screen, wide or narrow; on its own where it is taken away."""
    taken = request.args.get("unduh") == "1"
    dark, narrow = request.args.get("rupa") == "gelap", request.args.get("lebar") == "sempit"
    look = Look() if taken else Look(_NARROW if narrow else Look.width, dark, background=False)
    return Response(drawn(name, figures, look), mimetype="image/svg+xml")


def drawn(name: str, figures: Figures, look: Look) -> bytes:
    """Return a chart as SVG, drawn where it was not kept. Raises KeyError where no chart has that name."""
    chart = CHARTS[name]
    labels, series = chart.read(figures)
    key = (name, look, tuple(labels), tuple((label, tuple(counts)) for label, counts in series.items()))
    return caches.cache_of(caches.CHARTS).take(key, now(), lambda: chart.draw(chart.title, labels, series, look))
