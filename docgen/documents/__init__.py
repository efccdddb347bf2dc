"""DOCUMENTS: one line per document type, each declared field by field in the modules beside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from docgen.documents.buku_bulanan import AGENDA, REGISTER
from docgen.documents.declaring import DocumentKind, words_of
from docgen.documents.gangguan_kanal import BA_GANGGUAN
from docgen.documents.kendali_waktu import KENDALI
from docgen.documents.laporan_penelitian import LAPORAN
from docgen.documents.lembar_disposisi import DISPOSISI
from docgen.documents.lembar_pengaduan import LEMBAR
from docgen.documents.marks import without_marks
from docgen.documents.nota_dinas import ND_ESKAL, ND_JAWAB, ND_REKAP, ND_TERUS, ND_TERUSJWB, SURAT
from docgen.documents.own_type import filled_in, own_kind
from docgen.documents.reading import FactsReader
from docgen.documents.rekapitulasi import REKAP
from docgen.errors import UnknownDocument
from models.rules.papers.own.own_type import declared_in

DOCUMENTS: dict[str, DocumentKind] = {
    "ND-TERUS": ND_TERUS,
    "ND-JAWAB": ND_JAWAB,
    "ND-ESKAL": ND_ESKAL,
    "ND-TERUSJWB": ND_TERUSJWB,
    "ND-REKAP": ND_REKAP,
    "DISPOSISI": DISPOSISI,
    "SURAT": SURAT,
    "LEMBAR": LEMBAR,
    "LAPORAN": LAPORAN,
    "KENDALI": KENDALI,
    "REKAP": REKAP,
    "REKAP-SAMAR": REKAP,
    "REGISTER": REGISTER,
    "AGENDA": AGENDA,
    "BA-GANGGUAN": BA_GANGGUAN,
}


@dataclass(frozen=True)
class Content:
    """What one paper says: the template's words, and what the file says about itself."""

    words: dict[str, object]
    title: str
    author: str
    made: date
    one_page: bool = False  # it is put on one page where little would stand on a second


def with_charts(code: str, facts: Mapping[str, object]) -> dict[str, object]:
    """Return the facts of a paper with its charts drawn; facts that are not whole go on as they are, to be named."""
    kind = DOCUMENTS.get(code)
    if kind is None or kind.charts is None:
        return dict(facts)
    try:
        return {**facts, "charts": kind.charts(facts)}
    except (KeyError, TypeError, ValueError, AttributeError):
        return dict(facts)


def kind_of(code: str) -> DocumentKind:
    """Return what a document type is declared as; raises UnknownDocument."""
    if code not in DOCUMENTS:
        raise UnknownDocument(f"Jenis naskah “{code}” tidak dikenal. Yang tersedia: {', '.join(DOCUMENTS)}.")
    return DOCUMENTS[code]


def kind_for(code: str, facts: Mapping[str, object]) -> DocumentKind:
    """Return what a paper is declared as: by its facts where its type is the office's own; raises UnknownDocument."""
    own = declared_in(facts)
    if own is None:
        return kind_of(code)
    try:
        return own_kind(own)
    except (KeyError, ValueError, TypeError) as err:
        raise UnknownDocument(f"Jenis naskah “{code}” tidak dapat dibaca. Hubungi Administrator.") from err


def content_of(code: str, facts: Mapping[str, object]) -> Content:
    """Read and word the facts of one paper; raises UnknownDocument, FieldMissing or FieldWrong."""
    read = FactsReader(without_marks(facts))  # first: it refuses facts that are no mapping
    kind = kind_for(code, facts)
    words = words_of(kind.fields, read)
    return Content(
        words=filled_in(words, read) if declared_in(facts) is not None else words,
        title=kind.title + read.filled_line(kind.title_fact),
        author=read.filled_line("office"),
        made=_made(kind, read),
        one_page=kind.one_page,
    )


def _made(kind: DocumentKind, facts: FactsReader) -> date:
    """Return the day of a paper; a draft has that of what it is about, so that it is made again the same."""
    dated = facts.day_or_none("date")
    about = facts.way_to(kind.undated) if kind.undated else None
    return dated or (about and about[0].day_of(about[1])) or date(1980, 1, 1)
