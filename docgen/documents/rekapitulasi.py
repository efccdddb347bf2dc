"""REKAP and REKAP-SAMAR, the monthly recap in full and masked: the lines, the totals, the charts (notadinas §3.6)."""

import base64
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from docgen.charts import bars_png
from docgen.documents.declaring import DocumentKind, Field, Fields, Rows
from docgen.documents.listing import FRAME, REGISTER_LINE
from docgen.documents.printing import (
    column_moment,
    column_moment_or_dash,
    count,
    either,
    filled_line,
    in_pairs,
    line,
    line_or_dash,
    read_picture,
)
from docgen.documents.reading import FactsReader
from docgen.errors import FieldWrong
from docgen.placed import Picture, png_size
from docgen.wording import NOTHING
from models.rules.figures.case_figures import share_in_time

CHART_LIMIT = 2_000_000  # octets
_BOX = (13.0, 8.5)  # centimetres: two side by side
_PNG = b"\x89PNG\r\n\x1a\n"


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
    named = {"Tepat waktu": "on_time", "Terlambat": "late", "Berjalan, lewat batas": "running_late"}
    in_time = {title: [row[key] for row in steps] for title, key in named.items()}
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


def _drawn(facts: FactsReader, key: str) -> list[dict[str, object]]:
    """Print the charts that are drawn, a PNG as base64 with its caption; see charts_of."""
    return in_pairs([picture for picture in facts.rows(key, _chart) if picture])


def _chart(row: FactsReader) -> Picture | None:
    caption, picture = row.line("caption"), read_picture(row, "picture", CHART_LIMIT)
    if picture is None:
        return None
    if not (picture.startswith(_PNG) and len(picture) > 32):
        raise FieldWrong(row.name("picture"), "gambar PNG")
    return Picture(picture, *png_size(picture), box=_BOX, words=f"Grafik: {caption}")


def _minutes(facts: FactsReader, key: str) -> str:
    minutes = facts.count_or_none(key)
    return NOTHING if minutes is None else f"{minutes:,}".replace(",", ".")


def _durations(tag: str, fact: str) -> Fields:
    """Declare how long something took, {count; mean, median, p95: minutes or null}."""
    return (
        Field("", f"{fact}.count", count),
        Field(f"{tag}.rata", f"{fact}.mean", _minutes),
        Field(f"{tag}.tengah", f"{fact}.median", _minutes),
        Field(f"{tag}.p95", f"{fact}.p95", _minutes),
    )


def _share(row: FactsReader, key: str) -> str:
    percent = share_in_time({name: row.count(name) for name in (key, "ended", "running_late")})
    return NOTHING if percent is None else f"{percent:.1f} %".replace(".", ",")


_TOTAL: Fields = (
    Field("sarana", "channel", line),
    Field("kategori", "category", line),
    Field("status", "status", line),
    Field("jumlah", "count", count),
)
_STEP: Fields = (
    Field("no", "step", count),
    Field("judul", "title", filled_line),
    Field("target", "target", line_or_dash),
    Field("selesai", "ended", count),
    Field("tepat", "on_time", count),
    Field("terlambat", "late", count),
    Field("berjalan", "running_late", count),
    Field("bagian", "on_time", _share),
    *_durations("bersih", "net"),
    *_durations("kotor", "gross"),
)
_OPEN: Fields = (
    Field("no_reg", "number", filled_line),
    Field("pokok", "subject", line_or_dash),
    Field("seksi", "section", line_or_dash),
    Field("tahap", "stage", line_or_dash),
    Field("diterima", "received", column_moment),
    Field("batas", "due", column_moment_or_dash),
    Field("terlambat", "late", either("TERLAMBAT", "Belum")),
)


def _late_first(row: FactsReader) -> tuple[object, ...]:
    return not row.yes("late"), row.moment("received"), row.filled_line("number")


def _how_many(facts: FactsReader, key: str) -> str:
    return str(len(facts.rows(key, lambda row: row)))


def _how_many_late(facts: FactsReader, key: str) -> str:
    return str(sum(facts.rows(key, lambda row: row.yes("late"))))


REKAP = DocumentKind(
    (
        *FRAME,
        Field("baris_rekap", "lines", Rows(REGISTER_LINE), required=True),
        Field("diterima", "received", count),
        Field("jumlah", "totals", Rows(_TOTAL), required=True),
        Field("langkah", "steps", Rows(_STEP), required=True),
        Field("seluruhnya.selesai", "whole.net.count", count),  # of the finished complaints
        *_durations("seluruhnya.bersih", "whole.net"),
        *_durations("seluruhnya.kotor", "whole.gross"),
        Field("terbuka", "open", Rows(_OPEN, numbered=True, order=_late_first), required=True),
        Field("terlambat", "open", _how_many_late),
        Field("masih_terbuka", "open", _how_many),
        Field("grafik", "charts", _drawn),
    ),
    undated="as_of",
    charts=charts_of,
)
