"""The figures at the head of a report, the late ones first, and what each figure is called that opens its cases."""

from dataclasses import dataclass
from typing import Any

from admin_app.figures.report_tables import TABLES, Form, Row
from models.rules.cases.sop import Step
from models.rules.figures.behind_figure import WHOLE
from models.rules.figures.case_figures import share_in_time

_F = Form
_DESK_STEPS = {"running_late": "berjalan lewat batas", "late": "terlambat", "on_time": "tepat"}


@dataclass(frozen=True)
class Part:
    """One of the counts a share is made of: its words, and whose cases it opens."""

    count: int
    words: str
    figure: str


@dataclass(frozen=True)
class Tile:
    """One figure at the head of a report; a share names the counts it is made of."""

    title: str
    form: Form
    value: Any
    note: str = ""
    bad: bool = False
    figure: str = ""  # whose cases it opens, a key of behind_figure
    parts: tuple[Part, ...] = ()


def tiles(figures: Row) -> tuple[Tile, ...]:
    """Return the figures at the head of a report."""
    desks = [row for row in figures["steps"] if row["step"] != Step.MENERIMA]  # the first is the program's own
    in_time = share_in_time(*desks)
    parts = [Part(sum(row.get(key, 0) for row in desks), words, key) for key, words in _DESK_STEPS.items()]
    taken, asked = figures["whole"]["net"], figures.get("satisfaction", {})
    return (
        Tile("Lewat batas sekarang", _F.COUNT, len(figures["late"]), bad=bool(figures["late"]), figure="open_late"),
        Tile(
            "Langkah 2–9 tepat waktu",
            _F.SHARE,
            in_time,
            bad=parts[0].count > 0,
            parts=() if in_time is None else tuple(parts),
        ),
        Tile("Pengaduan diterima", _F.COUNT, figures["received"], figure="received"),
        Tile("Belum selesai", _F.COUNT, len(figures["open"]), figure="open"),
        Tile("Selesai", _F.COUNT, taken["count"], figure="finished"),
        Tile("Menit kerja sampai selesai", _F.MINUTES, taken["median"], "median"),
        Tile(
            "Indeks kepuasan",
            _F.SHARE,
            asked.get("index"),
            f"{asked.get('answered', 0)} jawaban dari {asked.get('asked', 0)} pertanyaan",
        ),
    )


def title_behind(figures: Row, table: str, row: str, figure: str) -> str | None:
    """Return what a figure is called that opens its cases; None where the report shows no such figure."""
    if table == WHOLE:
        heads = {tile.figure: tile.title for tile in tiles(figures) if tile.figure}
        heads |= {key: f"Langkah 2–9: {words}" for key, words in _DESK_STEPS.items()}
        return None if row else heads.get(figure)
    for one in TABLES:
        cell = next((cell for cell in one.cells if cell.figure == figure and figure), None)
        place = next((line for line in one.rows(figures) if one.key == table and one.row_key(line) == row), None)
        if cell and place is not None:
            return f"{one.cells[0].read(place)}: {cell.title.lower()}"
    return None
