"""The charts of a report: what each shows, drawn from the very figures of its table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docgen.charts import bars_svg

Figures = Mapping[str, Any]
Drawing = tuple[list[str], dict[str, list[int]]]
_MOST_BARS = 24


@dataclass(frozen=True)
class Chart:
    """One chart: its title, and labels with the lengths of the bars, from the figures."""

    title: str
    read: Callable[[Figures], Drawing]


def _steps(figures: Figures) -> Drawing:
    return _in_time([(f"Langkah {row['step']}", row) for row in figures["steps"]])


def _whose(name: str) -> Callable[[Figures], Drawing]:
    return lambda figures: _in_time([(row["label"], row.get("steps", row)) for row in figures.get(name, ())])


def _in_time(rows: Sequence[tuple[str, Figures]]) -> Drawing:
    shown = rows[:_MOST_BARS]
    named = {"Tepat waktu": "on_time", "Terlambat": "late", "Berjalan, lewat batas": "running_late"}
    counts = {label: [int(row[key]) for _, row in shown] for label, key in named.items()}
    return [name for name, _ in shown], counts


def _standing(name: str) -> Callable[[Figures], Drawing]:
    def read(figures: Figures) -> Drawing:
        rows = figures.get(name, ())[:_MOST_BARS]
        ended = [row["received"] - row["open"] for row in rows]
        running = [row["open"] - row["open_late"] for row in rows]
        series = {"Sudah berakhir": ended, "Dalam proses": running, "Lewat batas": [row["open_late"] for row in rows]}
        return [row["label"] for row in rows], series

    return read


def _answers(figures: Figures) -> Drawing:
    rows = figures.get("satisfaction", {}).get("answers", ())
    return [f"{row['answer']} dari {row['scale']}" for row in rows], {"Jawaban": [row["count"] for row in rows]}


CHARTS: dict[str, Chart] = {
    "langkah": Chart("Langkah SOP: tepat waktu dan terlambat", _steps),
    "waktu": Chart("Pengaduan menurut waktu diterima", _standing("trend")),
    "seksi": Chart("Langkah 5–7 menurut seksi", _whose("sections")),
    "petugas": Chart("Langkah menurut petugas", _whose("officers")),
    "sarana": Chart("Pengaduan menurut sarana", _standing("channels")),
    "kategori": Chart("Pengaduan menurut kategori", _standing("categories")),
    "kepuasan": Chart("Jawaban kepuasan", _answers),
}


def chart_svg(name: str, figures: Figures) -> bytes:
    """Draw a chart as SVG. Raises KeyError where there is no chart of that name."""
    chart = CHARTS[name]
    labels, series = chart.read(figures)
    return bars_svg(chart.title, labels, series)
