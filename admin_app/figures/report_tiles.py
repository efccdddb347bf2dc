"""The figures at the head of a report, the late ones first: received, ended, share in time, satisfaction."""

from dataclasses import dataclass
from typing import Any

from admin_app.figures.report_tables import Form, Row
from models.rules.cases.sop import Step
from models.rules.figures.case_figures import share_in_time

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
    desks = [row for row in figures["steps"] if row["step"] != Step.MENERIMA]  # the first is the program's own
    in_time = share_in_time(*desks)
    counts = [sum(row.get(key, 0) for row in desks) for key in ("running_late", "late", "on_time")]
    taken, asked = figures["whole"]["net"], figures.get("satisfaction", {})
    return (
        Tile("Lewat batas sekarang", _F.COUNT, len(figures["late"]), bad=bool(figures["late"])),
        Tile(
            "Langkah 2–9 tepat waktu",
            _F.SHARE,
            in_time,
            "" if in_time is None else "{} berjalan lewat batas, {} terlambat, {} tepat".format(*counts),
            bad=counts[0] > 0,
        ),
        Tile("Pengaduan diterima", _F.COUNT, figures["received"]),
        Tile("Belum selesai", _F.COUNT, len(figures["open"])),
        Tile("Selesai", _F.COUNT, taken["count"]),
        Tile("Menit kerja sampai selesai", _F.MINUTES, taken["median"], "median"),
        Tile(
            "Indeks kepuasan",
            _F.SHARE,
            asked.get("index"),
            f"{asked.get('answered', 0)} jawaban dari {asked.get('asked', 0)} pertanyaan",
        ),
    )
