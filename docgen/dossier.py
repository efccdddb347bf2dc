"""The dossier of a case as one PDF: cover, contents, chapters, issued papers, numbered pages (SOP step 9).

Facts besides kop (docgen/documents/letter.py), office and number: subject, channel, account, reporter, section,
category, security, stage: str; received: ISO moment; closed: ISO moment or null; and the lists that
docgen/dossier_sections.py reads row by row.
"""

import contextlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from docgen.bound.photos import Photos, drawn, fills, framed
from docgen.documents.letter import letterhead
from docgen.documents.printing import receipt
from docgen.documents.reading import FactsReader
from docgen.dossier_sections import Chapter, Gap, chapters
from docgen.letterhead.block import Letterhead, block, style_ids
from docgen.markup import paragraph
from docgen.pdf_pages import Chapter as Bound
from docgen.pdf_pages import StandInMissing, bundle, page_count
from docgen.plain_document import WIDE, Picture, facts_table, led, plain_document, space, text
from docgen.wording import SECURITY_CLASSES, long_moment

Convert = Callable[[Sequence[bytes]], list[bytes]]
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
_NO_PAGE = "000"


@dataclass(frozen=True)
class IssuedPaper:
    """An issued paper: its title in the contents, and its PDF, or the Word file of which it is made now."""

    title: str
    pdf: bytes | None
    word: bytes = b""


@dataclass(frozen=True)
class _Made:
    """The dossier's PDFs: the front with its true pages, the chapters by name, the papers, the feet of all pages."""

    front: bytes
    chapters: dict[str, Bound]
    papers: list[Bound]
    feet: bytes


def dossier_pdf(
    facts: Mapping[str, object],
    papers: Sequence[IssuedPaper],
    photos: Photos,
    convert: Convert,
    gaps: Sequence[Gap] = (),
) -> bytes:
    """Return the whole dossier as one PDF, with the office's letterhead on the cover.

    `photos`: the files of messages, each with what reads it in this thread; what is no photo is only listed.
    `gaps`: the originals that could not be had; the last chapter names them. Raises DocumentError, or PdfUnreadable
    for a paper's PDF.
    """
    reader, frames = FactsReader(facts), framed(photos)
    with ThreadPoolExecutor(1) as beside:  # LibreOffice and those who draw share the processors
        coming = beside.submit(_made, reader, papers, frames, convert, gaps)
        fit = drawn(photos, frames, lambda: coming.done() and coming.exception() is not None)
        made = coming.result()
    if fills(fit, frames):
        with contextlib.suppress(StandInMissing):
            return _joined(reader, made, {frames[sha256].content: photo for sha256, photo in fit.items()})
    return _joined(reader, _made(reader, papers, fit, convert, gaps), {})


def _made(
    reader: FactsReader,
    papers: Sequence[IssuedPaper],
    pictures: Mapping[str, Picture],
    convert: Convert,
    gaps: Sequence[Gap],
) -> _Made:
    """Make all PDFs in two calls of LibreOffice: the second knows how many pages the first has made."""
    parts = chapters(reader, pictures, gaps)
    bodies = [
        plain_document(_titled(place, chapter), chapter.pictures) for place, chapter in enumerate(parts.values())
    ]
    blank = _front(reader, _contents(parts, papers, None))
    front, *pdfs = convert([blank, *bodies, *(paper.word for paper in papers if paper.pdf is None)])
    bound = {name: Bound(parts[name].title, pdf) for name, pdf in zip(parts, pdfs, strict=False)}
    new = iter(pdfs[len(parts) :])
    issued = [Bound(paper.title, next(new) if paper.pdf is None else paper.pdf) for paper in papers]
    counts = _counts(bound, issued)
    pages = [page_count(front) + 1 + sum(counts[:place]) for place in range(len(counts))]
    last = page_count(front) + sum(counts)
    front, feet = convert([_front(reader, _contents(parts, papers, pages)), _feet(reader.line("number"), last)])
    return _Made(front, bound, issued, feet)


def _joined(reader: FactsReader, made: _Made, photos: Mapping[bytes, Picture]) -> bytes:
    """Return one PDF of all; `photos`: what takes the place of the stand-ins."""
    bound = [Bound("Sampul dan daftar isi", made.front)]
    for name, chapter in made.chapters.items():
        bound.append(replace(chapter, photos=photos) if name == "lampiran" else chapter)
        if name == "naskah":
            bound += made.papers
    return bundle(bound, f"Berkas Perkara {reader.line('number')}", reader.line("office"), made.feet)


def _feet(number: str, last: int) -> bytes:
    """Return a document with one page per page foot."""
    lines = (f"{number} - Halaman {page} dari {last}" for page in range(1, last + 1))
    return plain_document("".join(paragraph("KopAlamat", line, new_page=page > 0) for page, line in enumerate(lines)))


def _titled(place: int, chapter: Chapter) -> str:
    return text("JudulNaskah", f"{_ROMAN[place]}. {chapter.title.upper()}") + space(12) + chapter.body + _end()


def _end() -> str:
    """Return the closing paragraph: a document may not end with a table."""
    return paragraph("Akhir")


def _counts(bound: Mapping[str, Bound], papers: Sequence[Bound]) -> list[int]:
    """Return how many pages each line of the contents has, in order."""
    counts: list[int] = []
    for name, chapter in bound.items():
        counts.append(page_count(chapter.pdf))
        if name == "naskah":
            counts += [page_count(paper.pdf) for paper in papers]
    return counts


def _contents(made: Mapping[str, Chapter], papers: Sequence[IssuedPaper], pages: Sequence[int] | None) -> str:
    lines: list[tuple[str, float]] = []
    for place, (name, chapter) in enumerate(made.items()):
        lines.append((f"{_ROMAN[place]}. {chapter.title}", 0.0))
        if name == "naskah":
            lines += [(paper.title, 0.8) for paper in papers]
    numbers = [str(page) for page in pages] if pages else [_NO_PAGE] * len(lines)
    return "".join(
        led("KepalaNaskah", words, page, indent=indent) for (words, indent), page in zip(lines, numbers, strict=True)
    )


def _front(facts: FactsReader, contents: str) -> bytes:
    known = facts.inner("kop").lines("lines")
    kop = letterhead(facts, "kop") if known else Letterhead((), facts.line("office"), "", "")
    head = block(kop, WIDE, style_ids(), "rId2")  # its only picture
    emblems = [Picture(kop.emblem.content, "png", kop.emblem.width, kop.emblem.height)] if kop.emblem else []
    title = (
        space(72)
        + text("JudulNaskah", "BERKAS PERKARA\nPENGADUAN MASYARAKAT")
        + text("NomorNaskah", f"NOMOR {facts.line('number')}")
        + space(36)
    )
    closed = facts.moment_or_none("closed")
    told = facts_table(
        [
            ("Pokok aduan", facts.line("subject")),
            ("Pelapor", facts.line("reporter")),
            ("Sarana", facts.line("channel")),
            ("Diterima", receipt(facts, "received")),
            ("Ditutup", long_moment(closed) if closed else "Belum ditutup"),
            ("Kategori", facts.line("category")),
            *facts.rows("told", lambda row: (row.line("label"), row.text("text"))),
            ("Seksi tujuan", facts.line("section")),
            ("Tahap", facts.line("stage")),
            ("Klasifikasi keamanan", SECURITY_CLASSES[facts.one_of("security", tuple(SECURITY_CLASSES))]),
        ]
    )
    toc = paragraph("JudulNaskah", "DAFTAR ISI", new_page=True) + space(12) + contents
    return plain_document(head + title + told + toc, emblems)
