"""The charts of a report: what each shows, drawn from the figures of its table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docgen.charts import Look, bars_svg, columns_svg, heat_svg
from docgen.wording import DAYS

Figures = Mapping[str, Any]
Drawing = tuple[list[str], dict[str, list[int]]]
Draw = Callable[[str, Sequence[str], Mapping[str, Sequence[int]], Look], bytes]
_MOST_BARS = 24
_MOST_NAMES = 5  # stacked on one another; the others are one more
_OTHERS = "Lainnya"


@dataclass(frozen=True)
class Chart:
    """One chart: its title, what its labels are, the labels with their values, and how it is drawn."""

    title: str
    head: str
    read: Callable[[Figures], Drawing]
    draw: Draw = bars_svg


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


def _over_time(name: str) -> Callable[[Figures], Drawing]:
    def read(figures: Figures) -> Drawing:
        times = figures.get("over_time", {})
        rows = times.get(name, ())
        series = {row["label"]: list(row["counts"]) for row in rows[:_MOST_NAMES]}
        if others := [row["counts"] for row in rows[_MOST_NAMES:]]:
            series[_OTHERS] = [sum(counts) for counts in zip(*others, strict=True)]
        return list(times.get("marks", ())), series

    return read


def _heat(figures: Figures) -> Drawing:
    """Return the counts per hour of the week; none for a month frozen before they were counted."""
    field = figures.get("heat") or []
    return list(DAYS[: len(field)]), {f"{hour:02d}": [day[hour] for day in field] for hour in range(24)}


CHARTS: dict[str, Chart] = {
    "langkah": Chart("Langkah SOP: tepat waktu dan terlambat", "Langkah", _steps),
    "waktu": Chart("Pengaduan menurut waktu diterima", "Diterima pada", _standing("trend")),
    "seksi": Chart("Langkah 5–7 menurut seksi", "Seksi", _whose("sections")),
    "petugas": Chart("Langkah menurut petugas", "Petugas", _whose("officers")),
    "sarana": Chart("Pengaduan menurut sarana", "Sarana", _standing("channels")),
    "kategori": Chart("Pengaduan menurut kategori", "Kategori", _standing("categories")),
    "kepuasan": Chart("Jawaban kepuasan", "Nilai", _answers),
    "sarana-waktu": Chart(
        "Pengaduan dari waktu ke waktu menurut sarana", "Waktu", _over_time("channels"), columns_svg
    ),
    "kategori-waktu": Chart(
        "Pengaduan dari waktu ke waktu menurut kategori", "Waktu", _over_time("categories"), columns_svg
    ),
    "panas": Chart("Pengaduan masuk menurut hari dan jam (WIB)", "Hari", _heat, heat_svg),
}
