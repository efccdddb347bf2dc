"""REKAP and REKAP-SAMAR, the monthly recap in full and masked: the lines, the totals, the charts (notadinas §3.6).

Facts beside those of listing.py:

lines    list of {position: int; number: str; received: ISO moment; new: bool; on_time: bool or null while it runs;
         channel, officer, name, address, phone, email, place, reported, time, problem, subject, follow_up, status,
         category, section: str, may be ""; note: str, of a line that corrects another: which and why}
received int, complaints received in the month
totals   list of {channel, category, status: str; count: int}
steps    list of {step: int; title, target: str; ended, on_time, late, running_late: int; net, gross: durations}
whole    {net, gross: durations} of the finished complaints
open     list of {number, subject, section, stage: str; received: ISO moment; due: ISO moment or null; late: bool}
charts   list of {caption: str; picture: a PNG as base64, or null where it is not drawn yet}: see charts_of

durations are {count: int; mean, median, p95: int minutes or null}
"""

import base64
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docgen.charts import bars_png
from docgen.documents.letter import Paper, read_picture
from docgen.documents.listing import Listing, listing_context, read_listing
from docgen.documents.reading import FactsReader
from docgen.documents.recap_rows import (
    Durations,
    OpenCase,
    RegisterLine,
    StepFigures,
    durations_context,
    open_case_context,
    read_durations,
    read_open_case,
    read_register_line,
    read_step_figures,
    register_context,
    step_figures_context,
)
from docgen.errors import FieldWrong
from docgen.placed import Picture, png_size

CHART_LIMIT = 2_000_000  # octets
_BOX = (13.0, 8.5)  # centimetres: two side by side
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Chart:
    """One chart; no picture while it is not drawn."""

    caption: str
    picture: bytes | None


@dataclass(frozen=True)
class Facts:
    """Everything the recap prints; see the module's docstring."""

    listing: Listing
    lines: tuple[RegisterLine, ...]
    received: int
    totals: tuple[tuple[str, str, str, int], ...]
    steps: tuple[StepFigures, ...]
    net: Durations
    gross: Durations
    open: tuple[OpenCase, ...]
    charts: tuple[Chart, ...]

    @property
    def paper(self) -> Paper:
        """What every paper has."""
        return self.listing.paper


def facts_from(facts: FactsReader) -> Facts:
    """Read the facts; raises FieldMissing or FieldWrong naming the field."""
    whole = facts.inner("whole")
    return Facts(
        listing=read_listing(facts),
        lines=facts.rows("lines", read_register_line),
        received=facts.count("received"),
        totals=facts.rows("totals", _read_total),
        steps=facts.rows("steps", read_step_figures),
        net=read_durations(whole.inner("net")),
        gross=read_durations(whole.inner("gross")),
        open=facts.rows("open", read_open_case),
        charts=facts.rows("charts", _read_chart),
    )


def _read_total(facts: FactsReader) -> tuple[str, str, str, int]:
    return facts.line("channel"), facts.line("category"), facts.line("status"), facts.count("count")


def _read_chart(facts: FactsReader) -> Chart:
    picture = read_picture(facts, "picture", CHART_LIMIT)
    if picture is not None and not (picture.startswith(_PNG) and len(picture) > 32):
        raise FieldWrong(facts.name("picture"), "gambar PNG")
    return Chart(facts.line("caption"), picture)


def charts_of(facts: Mapping[str, Any]) -> list[dict[str, object]]:
    """Draw the charts of a recap from its own figures: by channel, by category, and in time or late by step."""
    totals, steps = facts["totals"], facts["steps"]
    if not facts["received"]:
        return []
    drawn = [
        (f"Pengaduan per {name} menurut status", *_counted(totals, key))
        for name, key in (("sarana", "channel"), ("kategori", "category"))
    ]
    labels = [f"Langkah {row['step']}" for row in steps]
    in_time = {"Tepat waktu": [row["on_time"] for row in steps], "Terlambat": [row["late"] for row in steps]}
    drawn.append(("Langkah SOP tepat waktu dan terlambat", labels, in_time))
    return [
        {"caption": title, "picture": base64.b64encode(bars_png(title, labels, series)).decode("ascii")}
        for title, labels, series in drawn
    ]


def _counted(totals: Sequence[Mapping[str, Any]], key: str) -> tuple[list[str], dict[str, list[int]]]:
    counts: Counter[tuple[str, str]] = Counter()
    for row in totals:
        counts[row[key], row["status"]] += row["count"]
    labels = sorted({name for name, _ in counts}, key=lambda name: (-_all_of(counts, name), name))
    statuses = sorted({status for _, status in counts})
    return labels, {status: [counts[name, status] for name in labels] for status in statuses}


def _all_of(counts: Mapping[tuple[str, str], int], name: str) -> int:
    return sum(count for (named, _), count in counts.items() if named == name)


def context(facts: Facts) -> dict[str, object]:
    """Return every word the template may use."""
    late_first = sorted(facts.open, key=lambda row: (not row.late, row.received, row.number))
    return {
        **listing_context(facts.listing),
        "baris_rekap": [register_context(line) for line in facts.lines],
        "diterima": str(facts.received),
        "jumlah": [
            {"sarana": channel, "kategori": category, "status": status, "jumlah": str(count)}
            for channel, category, status, count in facts.totals
        ],
        "langkah": [step_figures_context(row) for row in facts.steps],
        "seluruhnya": {
            "selesai": str(facts.net.count),
            "bersih": durations_context(facts.net),
            "kotor": durations_context(facts.gross),
        },
        "terbuka": [open_case_context(place, row) for place, row in enumerate(late_first, 1)],
        "terlambat": str(sum(row.late for row in facts.open)),
        "masih_terbuka": str(len(facts.open)),
        "grafik": _chart_rows([_drawing(chart) for chart in facts.charts if chart.picture]),
    }


def _drawing(chart: Chart) -> Picture:
    picture = chart.picture or b""
    return Picture(picture, *png_size(picture), box=_BOX, words=f"Grafik: {chart.caption}")


def _chart_rows(drawings: list[Picture]) -> list[dict[str, object]]:
    """Put two charts side by side."""
    pairs = [drawings[place : place + 2] for place in range(0, len(drawings), 2)]
    return [{"kiri": pair[0], "kanan": pair[1] if len(pair) > 1 else ""} for pair in pairs]


def title(facts: Facts) -> str:
    """Name the file, as shown by Word and the file manager."""
    return facts.listing.hal
