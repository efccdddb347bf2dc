"""KENDALI, lembar kendali waktu: every round of every step with its times and how they were counted (SOP step 9)."""

from docgen.documents.declaring import DocumentKind, Field, Fields, Rows
from docgen.documents.letter import MENGETAHUI, PAPER, REGISTRATION, SIGNED_AT
from docgen.documents.printing import (
    as_of,
    column_moment_or_dash,
    count,
    filled_line,
    line_or_dash,
    lines,
    moment_or,
    yes_or_dash,
)
from docgen.wording import NOTHING

_STEP: Fields = (
    Field("no", "step", count),
    Field("putaran", "round", lambda row, key: str(row.count(key) or NOTHING)),
    Field("mulai", "start", column_moment_or_dash),
    Field("batas", "due", column_moment_or_dash),
    Field("selesai", "end", column_moment_or_dash),
    Field("tepat", "on_time", yes_or_dash),
    Field("hitungan", "arithmetic", lines),  # the terms of the net minutes
    Field("judul", "title", line_or_dash),
    Field("target", "target", line_or_dash),
    Field("petugas", "officer", line_or_dash),
    Field("hasil", "outcome", line_or_dash),
    Field("bersih", "net", line_or_dash),  # minutes as printed, as gross and left
    Field("kotor", "gross", line_or_dash),
    Field("selisih", "left", line_or_dash),
)
KENDALI = DocumentKind(
    (
        *PAPER,
        *REGISTRATION,
        MENGETAHUI,
        *SIGNED_AT,
        Field("seksi", "section", line_or_dash),
        Field("sop", "sop_number", filled_line),
        Field("selesai", "closed", moment_or("Belum selesai")),
        Field("keadaan", "as_of", as_of),
        Field("langkah", "steps", Rows(_STEP), required=True),
        Field("jumlah_bersih", "net", line_or_dash),
        Field("jumlah_kotor", "gross", line_or_dash),
    ),
)
