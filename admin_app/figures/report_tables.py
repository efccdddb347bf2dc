"""The tables of a report as rows: the title and content of each column, for page and spreadsheet alike."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

from models.rules.core.moments import parse_iso
from models.rules.figures.behind_figure import officer_row
from models.rules.figures.case_figures import share_in_time

Row = Mapping[str, Any]


class Form(StrEnum):
    """How a value is written."""

    TEXT = "teks"
    COUNT = "jumlah"
    SHARE = "persen"  # of a hundred
    MINUTES = "menit"
    MOMENT = "waktu"  # naive UTC
    FLAG = "ya/tidak"


@dataclass(frozen=True)
class Cell:
    """One column: its title, its form, the value it reads, its group of columns, and which cases it opens."""

    title: str
    form: Form
    read: Callable[[Any], Any]
    group: str = ""
    figure: str = ""  # a key of behind_figure; empty: no cases stand behind it


@dataclass(frozen=True)
class ReportTable:
    """One table of the report; `chart`: whether one stands above it, `note` says how it is counted."""

    key: str
    title: str
    cells: tuple[Cell, ...]
    rows: Callable[[Row], Sequence[Row]]
    note: str = ""
    chart: bool = True

    def row_key(self, row: Row) -> str:
        """Return what names a row of the table to `behind_figure`."""
        if self.key == "petugas":
            return officer_row(row["key"])
        return str(row["step"] if self.key == "langkah" else row["label"])

    @property
    def groups(self) -> list[tuple[str, int]]:
        """Return the groups of columns in order, each with its number of columns; none where no group is named."""
        found = [(name, len(list(cells))) for name, cells in groupby(self.cells, key=lambda cell: cell.group)]
        return found if any(name for name, _ in found) else []


_F = Form


def _at(*path: str) -> Callable[[Row], Any]:
    """Return the reader of a figure: None in a month that was closed before the figure was counted."""

    def read(row: Row) -> Any:
        found: Any = row
        for name in path:
            found = found.get(name) if found is not None else None
        return found

    return read


def _share_in_time(*path: str) -> Callable[[Row], Any]:
    """Return the reader of the percentage in time of a tally; what runs past its due time is not in time."""
    tally = _at(*path)

    def read(row: Row) -> Any:
        counts = tally(row)
        return share_in_time(counts) if counts is not None else None

    return read


def _moment(name: str) -> Callable[[Row], Any]:
    return lambda row: parse_iso(row[name]) if row[name] else None


def _durations(*path: str, of: str = "") -> tuple[Cell, ...]:
    named = (("Rata-rata", "mean"), ("Median", "median"), ("P95", "p95"))
    kinds = (("Menit kerja", "net"), ("Menit jam dinding", "gross"))
    return tuple(
        Cell(title, _F.MINUTES, _at(*path, measure, name), f"{label}{of}")
        for label, measure in kinds
        for title, name in named
    )


def _in_time(*path: str, group: str = "Langkah", running: bool = True) -> tuple[Cell, ...]:
    overdue = (_counted("Berjalan, lewat batas", "running_late", *path, group=group),) if running else ()
    return (
        _counted("Berakhir", "ended", *path, group=group),
        *overdue,
        _counted("Terlambat", "late", *path, group=group),
        _counted("Tepat waktu", "on_time", *path, group=group),
        Cell("% tepat" if running else "% tepat dari yang berakhir", _F.SHARE, _share_in_time(*path), group),
    )


def _group(title: str) -> tuple[Cell, ...]:
    return (
        Cell(title, _F.TEXT, _at("label")),
        _counted("Diterima", "received", group="Pengaduan"),
        _counted("Belum selesai", "open", group="Pengaduan"),
        _counted("Lewat batas", "open_late", group="Pengaduan"),
        _counted("Selesai", "finished", group="Pengaduan"),
        *_in_time("desk_steps", group="Langkah 2–9"),
        *_durations("whole", of=" sampai selesai"),
        Cell("Indeks", _F.SHARE, _at("satisfaction", "index"), "Kepuasan"),
        Cell("Jawaban", _F.COUNT, _at("satisfaction", "answered"), "Kepuasan"),
    )


def _counted(title: str, figure: str, *path: str, group: str = "") -> Cell:
    """Return the column of a count that opens its cases."""
    return Cell(title, _F.COUNT, _at(*path, figure), group, figure)


def _rows(name: str) -> Callable[[Row], Sequence[Row]]:
    return lambda figures: figures.get(name, ())


TABLES: tuple[ReportTable, ...] = (
    ReportTable(
        "langkah",
        "Ketepatan waktu setiap langkah SOP",
        (
            Cell("Langkah", _F.TEXT, lambda row: f"{row['step']}. {row['title']}"),
            Cell("Waktu baku", _F.TEXT, _at("target")),
            *_in_time(),
            *_durations(),
        ),
        _rows("steps"),
        "Setiap putaran langkah dihitung sendiri. % tepat: dari yang berakhir dan yang berjalan lewat batas. "
        "Langkah 1 dikerjakan program. Menit kerja: tanpa malam, istirahat, hari libur, dan jeda. "
        "Median: separuhnya tidak lebih lama dari itu; P95: 95 dari 100 tidak lebih lama dari itu.",
    ),
    ReportTable(
        "jeda",
        "Jeda setiap langkah SOP",
        (
            Cell("Langkah", _F.TEXT, lambda row: f"{row['step']}. {row['title']}"),
            Cell("Diminta", _F.COUNT, _at("asked"), "Jeda"),
            Cell("Diterima", _F.COUNT, _at("accepted"), "Jeda"),
            Cell("Belum diparaf", _F.COUNT, _at("waiting"), "Jeda"),
            Cell("Ditolak", _F.COUNT, _at("refused"), "Jeda"),
            Cell("Berakhir", _F.COUNT, _at("ended"), "Langkah"),
            Cell("Tepat waktu", _F.COUNT, _at("on_time"), "Langkah"),
            Cell("Tanpa jeda", _F.COUNT, _at("on_time_plain"), "Langkah"),
            Cell("Bila yang belum diterima", _F.COUNT, _at("on_time_asked"), "Langkah"),
        ),
        _rows("pauses"),
        "Tepat waktu dihitung dengan jeda yang diterima; di sampingnya tanpa jeda apa pun, dan bila jeda yang "
        "belum diparaf diterima.",
        chart=False,
    ),
    ReportTable(
        "waktu",
        "Dari waktu ke waktu",
        _group("Diterima pada"),
        _rows("trend"),
        "Setiap baris: pengaduan yang diterima pada hari, minggu, atau bulan itu, dengan langkahnya sampai sekarang.",
    ),
    ReportTable(
        "seksi",
        "Menurut seksi",
        _group("Seksi"),
        _rows("sections"),
        "Langkahnya hanya 5, 6, dan 7: yang berada pada seksi, menurut seksi waktu langkah itu mulai.",
    ),
    ReportTable(
        "petugas",
        "Menurut petugas",
        (Cell("Petugas", _F.TEXT, _at("label")), *_in_time(running=False), *_durations()),
        _rows("officers"),
        "Langkah dihitung bagi petugas yang mengakhirinya.",
    ),
    ReportTable("sarana", "Menurut sarana", _group("Sarana"), _rows("channels")),
    ReportTable("kategori", "Menurut kategori", _group("Kategori"), _rows("categories")),
    ReportTable(
        "kepuasan",
        "Kepuasan pelapor",
        (
            Cell("Nilai", _F.TEXT, lambda row: f"{row['answer']} dari {row['scale']}"),
            Cell("Jumlah jawaban", _F.COUNT, _at("count")),
        ),
        lambda figures: figures.get("satisfaction", {}).get("answers", ()),
        "Indeks adalah rata-rata nilai sebagai bagian dari seratus.",
    ),
    ReportTable(
        "terbuka",
        "Belum selesai",
        (
            Cell("Nomor", _F.TEXT, _at("number")),
            Cell("Seksi", _F.TEXT, _at("section")),
            Cell("Tahap", _F.TEXT, _at("stage")),
            Cell("Diterima", _F.MOMENT, _moment("received")),
            Cell("Batas", _F.MOMENT, _moment("due")),
            Cell("Lewat batas", _F.FLAG, _at("late")),
        ),
        lambda figures: sorted(figures["open"], key=lambda row: (not row["late"], row["received"], row["number"])),
        chart=False,
    ),
)
