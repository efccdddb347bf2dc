"""The figures at the head of a report: received, ended, late, share in time, satisfaction."""

from dataclasses import dataclass
from typing import Any

from admin_app.figures.report_tables import Form, Row
from models.rules.figures.case_figures import share

_F = Form


@dataclass(frozen=True)
class Tile:
    """One figure at the head of a report."""

    title: str
    form: Form
    value: Any
    note: str = ""
    bad: bool = False


def tiles(figures: Row) -> tuple[Tile, ...]:
    """Return the figures at the head of a report."""
    ended = sum(row["ended"] for row in figures["steps"])
    on_time = sum(row["on_time"] for row in figures["steps"])
    taken, asked = figures["whole"]["net"], figures.get("satisfaction", {})
    return (
        Tile("Pengaduan diterima", _F.COUNT, figures["received"]),
        Tile("Selesai", _F.COUNT, taken["count"]),
        Tile("Belum selesai", _F.COUNT, len(figures["open"])),
        Tile("Lewat batas sekarang", _F.COUNT, len(figures["late"]), bad=bool(figures["late"])),
        Tile("Langkah tepat waktu", _F.SHARE, share(on_time, ended), f"{on_time} dari {ended}"),
        Tile("Menit kerja sampai selesai", _F.MINUTES, taken["median"], "median"),
        Tile(
            "Indeks kepuasan",
            _F.SHARE,
            asked.get("index"),
            f"{asked.get('answered', 0)} jawaban dari {asked.get('asked', 0)} pertanyaan",
        ),
    )
