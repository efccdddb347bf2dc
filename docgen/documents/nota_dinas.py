"""The nota dinas of a case and of a month, and the letter to the complainant: a field a row (notadinas §3.1)."""

from collections.abc import Collection, Mapping
from typing import Any

from docgen.cleaning import paragraphs
from docgen.documents.declaring import DocumentKind, Field, Fields, Rows
from docgen.documents.enclosure import TAG, long_complaint
from docgen.documents.letter import HEAD, KOP, PAPER, REGISTRATION, TTD, date_translated, security_words
from docgen.documents.printing import (
    column_moment_or_dash,
    count,
    count_in_words,
    filled_line,
    filled_text,
    line_or_dash,
    numbered_list,
    reference,
    text_or,
    verbatim_or,
    yes,
)
from docgen.documents.reading import FactsReader
from docgen.wording import NO_TEXT, listed, long_moment
from models.rules.papers.documents import Annex, SecurityClass

_ATTACHED = Field("berkas", "attachments", numbered_list)
_REFERRAL = Field("rujukan", "referral", reference)  # the ND-TERUS that brought it


_REPLACED = Field("menggantikan", "replaced", reference)  # the withdrawn one in whose place it comes


def _memo(*fields: Field) -> DocumentKind:
    return DocumentKind((*PAPER, *HEAD, *REGISTRATION, *fields, _ATTACHED, _REPLACED), "Nota Dinas – ", one_page=True)


def said_anyway(words: Mapping[str, Any], printed: Collection[str]) -> Mapping[str, Any]:
    """Return a paper's words; where the office's template has no place for what it replaces, its subject says it."""
    replaced = words.get("menggantikan")
    if not replaced or not replaced["ada"] or "menggantikan" in printed:
        return words
    what = f"Nota Dinas Nomor {replaced['nomor']} tanggal {replaced['tanggal']} yang ditarik"
    return {**words, "hal": f"{words['hal']} (menggantikan {what})"}


def _first_response(facts: FactsReader, key: str) -> str:
    """Print from when it counts and how well that is known; memos drafted before that was told say less."""
    counted_from, known = facts.moment_or_none(key), facts.line_if_told("first_response_known")
    if counted_from is None:
        return "Belum disampaikan"
    return f"{long_moment(counted_from)} ({known})" if known else f"Disampaikan {long_moment(counted_from)}"


# SOP step 4: the complaint goes to a section, or to the head.
ND_TERUS = _memo(
    Field("aduan", "complaint_text", verbatim_or(NO_TEXT), required=True),
    Field(TAG, "complaint_text", long_complaint),
    Field("tanggapan_awal", "first_response", _first_response),
    Field("permintaan", "request", text_or()),  # "" leaves the standard sentence
    Field("ke_kepala_kantor", "to_head", yes),
    Field("sop", "sop_number", filled_line),
    Field("batas_analisa", "analysis_minutes", count_in_words("menit")),  # standard of step 5
    Field("batas_penelitian", "fieldwork_days", count_in_words("hari kerja")),  # of step 6
    Field("jawaban_kepada", "reply_to", filled_line),  # title of who receives the answer
)
# SOP step 7: the answer of the section, or of the head, goes back.
ND_JAWAB = _memo(
    _REFERRAL,
    Field("temuan", "findings", filled_text),
    Field("dasar", "legal_basis", text_or()),
    Field("jawaban", "answer", filled_text, required=True),
)
# SOP step 5a: a section cannot handle it and asks Kepala Kantor.
ND_ESKAL = _memo(
    _REFERRAL,
    Field("alasan", "reason", filled_text, required=True),
    Field("pendapat", "opinion", filled_text, required=True),
    Field("usul", "proposal", filled_text, required=True),
)
# SOP step 7: Kasi TIKKIM hands the answer on to Kasubsi Infokim.
ND_TERUSJWB = _memo(
    Field("rujukan", "answer_paper", reference, required=True),  # the ND-JAWAB
    Field("penjawab", "answered_by", filled_line),
    Field("petunjuk", "instruction", text_or()),  # "" leaves the standard sentence
    Field("jawaban", "answer", filled_text, required=True),
)

# SOP step 8: the answer on paper to the complainant (§3.4 b).
SURAT = DocumentKind(
    (
        *PAPER,
        *REGISTRATION,
        *(field for field in HEAD if field.tag != "dari"),
        Field("alamat", "address", text_or()),  # lines of the address, or the account he wrote from
        Field("jawaban", "answer", filled_text, required=True),
        Field("terjemahan", "english", text_or(), required=True),  # for a foreigner
        Field("tanggal_inggris", "date", date_translated),  # by which the translation names its letter
        _ATTACHED,
    ),
    "Surat – ",
    one_page=True,
)


def _recap_security(facts: FactsReader, key: str) -> dict[str, object]:
    """The full recap names complainants, so its memo is T at least."""
    keamanan = facts.one_of(key, tuple(SecurityClass))
    full = facts.one_of("annex", tuple(Annex)) == Annex.LENGKAP
    return security_words("T" if full and keamanan == SecurityClass.BIASA else keamanan, facts.line("copy"))


def _recap_attached(facts: FactsReader, key: str) -> list[str]:
    masked = "" if facts.one_of(key, tuple(Annex)) == Annex.LENGKAP else " (identitas disamarkan)"
    return listed([f"Rekapitulasi Pengaduan Masyarakat Bulan {facts.filled_line('month')}{masked}"])


def _recap_notes(facts: FactsReader, key: str) -> list[str]:
    """Print what was corrected since the month was closed, then the writer's own notes."""
    said = "\n".join(filter(str.strip, (facts.text_if_told("corrected"), facts.text(key))))
    return paragraphs(said) if said else []


def _channels(facts: FactsReader, key: str) -> str:
    rows = facts.rows(key, lambda row: f"{row.filled_line('name')} {row.count('count')}")
    return "; ".join(rows) or "–"


def _in_time(row: FactsReader, key: str) -> str:
    """Print how many of those whose time is decided were in time; what runs past its time is not."""
    on_time, running = row.count(key), row.count("running_late")
    due = row.count("ended") + running
    late = f", {running} masih berjalan lewat batas" if running else ""
    return f"{on_time} dari {due} ({round(100 * on_time / due)}%{late})" if due else "–"


_STEPS: Fields = (
    Field("no", "step", count),
    Field("judul", "title", filled_line),
    Field("target", "target", filled_line),
    Field("jumlah", "ended", count),
    Field("tepat", "on_time", _in_time),
)
_LATE: Fields = (
    Field("no", "number", filled_line),
    Field("seksi", "section", line_or_dash),
    Field("tahap", "stage", filled_line),
    Field("batas", "due", column_moment_or_dash),
)
# The figures of a month go to Kasi TIKKIM.
ND_REKAP = DocumentKind(
    (
        *KOP,
        Field("keamanan", "keamanan", _recap_security),
        TTD,
        *HEAD,
        Field("bulan", "month", filled_line, required=True),
        Field("nihil", "received", lambda facts, key: facts.count(key) == 0),
        Field("diterima", "received", count_in_words("pengaduan"), required=True),
        Field("selesai", "finished", count_in_words("pengaduan")),
        Field("berjalan", "running", count_in_words("pengaduan")),
        Field("lewat", "late", count_in_words("pengaduan")),
        Field("sarana", "channels", _channels),
        Field("langkah", "steps", Rows(_STEPS)),
        Field("terlambat", "late_list", Rows(_LATE)),
        Field("catatan", "notes", _recap_notes),
        Field("berkas", "annex", _recap_attached),
    ),
    "Nota Dinas – ",
    undated="",
    one_page=True,
)
