"""DOCUMENTS: one line per document type. A type's module has Facts, facts_from, context and title."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from docgen.documents import (
    buku_agenda,
    buku_register,
    gangguan_kanal,
    kendali_waktu,
    laporan_penelitian,
    lembar_disposisi,
    lembar_pengaduan,
    nota_dinas_eskalasi,
    nota_dinas_jawab,
    nota_dinas_rekap,
    nota_dinas_terus,
    nota_dinas_terus_jawaban,
    rekapitulasi,
    surat_jawaban,
)
from docgen.documents.reading import FactsReader
from docgen.errors import UnknownDocument


@dataclass(frozen=True)
class Content:
    """What one paper says: the template's words, and what the file says about itself."""

    words: dict[str, object]
    title: str
    author: str
    made: date
    logo: bytes | None


@dataclass(frozen=True)
class DocumentKind:
    """How one type of document is read, worded and named."""

    facts_from: Callable[[FactsReader], Any]
    context: Callable[[Any], dict[str, object]]
    title: Callable[[Any], str]
    made: Callable[[Any], date | datetime | None]


def _kind(module: Any, made: Callable[[Any], date | datetime | None]) -> DocumentKind:
    return DocumentKind(module.facts_from, module.context, module.title, made)


DOCUMENTS: dict[str, DocumentKind] = {
    "ND-TERUS": _kind(nota_dinas_terus, lambda facts: facts.head.date or facts.registration.received),
    "ND-JAWAB": _kind(nota_dinas_jawab, lambda facts: facts.head.date or facts.registration.received),
    "ND-ESKAL": _kind(nota_dinas_eskalasi, lambda facts: facts.head.date or facts.registration.received),
    "ND-TERUSJWB": _kind(nota_dinas_terus_jawaban, lambda facts: facts.head.date or facts.registration.received),
    "ND-REKAP": _kind(nota_dinas_rekap, lambda facts: facts.head.date),
    "DISPOSISI": _kind(lembar_disposisi, lambda facts: facts.date or facts.received),
    "SURAT": _kind(surat_jawaban, lambda facts: facts.date or facts.registration.received),
    "LEMBAR": _kind(lembar_pengaduan, lambda facts: facts.date or facts.receipt.received),
    "LAPORAN": _kind(laporan_penelitian, lambda facts: facts.date or facts.registration.received),
    "KENDALI": _kind(kendali_waktu, lambda facts: facts.date or facts.registration.received),
    "REKAP": _kind(rekapitulasi, lambda facts: facts.listing.date or facts.listing.as_of),
    "REKAP-SAMAR": _kind(rekapitulasi, lambda facts: facts.listing.date or facts.listing.as_of),
    "REGISTER": _kind(buku_register, lambda facts: facts.listing.date or facts.listing.as_of),
    "AGENDA": _kind(buku_agenda, lambda facts: facts.listing.date or facts.listing.as_of),
    "BA-GANGGUAN": _kind(gangguan_kanal, lambda facts: facts.date or facts.day),
}

# Papers with charts, drawn from their facts before the worker gets them.
_CHARTS: dict[str, Callable[[Mapping[str, Any]], list[dict[str, object]]]] = {
    "REKAP": rekapitulasi.charts_of,
    "REKAP-SAMAR": rekapitulasi.charts_of,
}


def with_charts(code: str, facts: Mapping[str, object]) -> dict[str, object]:
    """Return the facts of a paper with its charts drawn; facts that are not whole go on as they are, to be named."""
    draw = _CHARTS.get(code)
    if draw is None:
        return dict(facts)
    try:
        return {**facts, "charts": draw(facts)}
    except (KeyError, TypeError, ValueError, AttributeError):
        return dict(facts)


def content_of(code: str, facts: Mapping[str, object]) -> Content:
    """Read and word the facts of one paper; raises UnknownDocument, FieldMissing or FieldWrong."""
    kind = DOCUMENTS.get(code)
    if kind is None:
        raise UnknownDocument(f"Jenis naskah “{code}” tidak dikenal. Yang tersedia: {', '.join(DOCUMENTS)}.")
    read = kind.facts_from(FactsReader(facts))
    made = kind.made(read)
    return Content(
        words=kind.context(read),
        title=kind.title(read),
        author=read.paper.office,
        made=made.date() if isinstance(made, datetime) else made or date(1980, 1, 1),
        logo=read.paper.kop.logo,
    )
