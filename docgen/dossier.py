"""The dossier of a case as one PDF: cover, contents, chapters, issued papers, numbered pages (SOP step 9).

Facts besides kop (docgen/documents/letter.py), office and number: subject, channel, account, reporter, section,
category, security, stage: str; received: ISO moment; closed: ISO moment or null; and the lists that
docgen/dossier_sections.py reads row by row.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from docgen.documents.letter import letterhead
from docgen.documents.printing import receipt
from docgen.documents.reading import FactsReader
from docgen.dossier_sections import Chapter, Gap, chapters
from docgen.errors import FieldWrong
from docgen.letterhead.block import Letterhead, block, style_ids
from docgen.markup import paragraph
from docgen.pdf_pages import Chapter as Bound
from docgen.pdf_pages import bundle, page_count
from docgen.pictures import fit_photo, photo_size
from docgen.plain_document import WIDE, Picture, facts_table, led, plain_document, space, text
from docgen.wording import SECURITY_CLASSES, long_moment

Convert = Callable[[Sequence[bytes]], list[bytes]]
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
_NO_PAGE = "000"
_PICTURE_SIDE = 1200  # pixels: 200 a inch at the width of the text


@dataclass(frozen=True)
class IssuedPaper:
    """An issued paper: its title in the contents, and its PDF."""

    title: str
    pdf: bytes


def fit_pictures(files: Iterable[tuple[str, bytes]]) -> dict[str, Picture]:
    """Return by sha256 those of these files that can be shown as pictures, drawn again one at a time."""
    found = {}
    for sha256, content in files:
        try:
            photo, _ = fit_photo(content, _PICTURE_SIDE)
        except FieldWrong:
            continue  # no picture, or none a paper may carry: it is listed and lies in the archive
        found[sha256] = Picture(photo, "jpg", *photo_size(photo, sha256))
    return found


def dossier_pdf(
    facts: Mapping[str, object],
    papers: Sequence[IssuedPaper],
    pictures: Mapping[str, Picture],
    convert: Convert,
    gaps: Sequence[Gap] = (),
) -> bytes:
    """Return the whole dossier as one PDF, with the office's letterhead on the cover.

    `gaps`: the originals that could not be had; the last chapter names them. Raises DocumentError, or PdfUnreadable
    for a paper's PDF.
    """
    reader = FactsReader(facts)
    made = chapters(reader, pictures, gaps)
    bodies = [
        plain_document(_titled(place, chapter), chapter.pictures) for place, chapter in enumerate(made.values())
    ]
    blank = _front(reader, _contents(made, papers, None))
    front, *parts = convert([blank, *bodies])
    pdfs = dict(zip(made, parts, strict=True))
    pages, number = _first_pages(page_count(front), pdfs, papers), reader.line("number")
    last = page_count(front) + sum(map(page_count, [*pdfs.values(), *(paper.pdf for paper in papers)]))
    front, feet = convert([_front(reader, _contents(made, papers, pages)), _feet(number, last)])
    bound = [Bound("Sampul dan daftar isi", front)]
    for name, chapter in made.items():
        bound.append(Bound(chapter.title, pdfs[name]))
        if name == "naskah":
            bound += [Bound(paper.title, paper.pdf) for paper in papers]
    return bundle(bound, f"Berkas Perkara {number}", reader.line("office"), feet)


def _feet(number: str, last: int) -> bytes:
    """Return a document with one page per page foot."""
    lines = (f"{number} - Halaman {page} dari {last}" for page in range(1, last + 1))
    return plain_document("".join(paragraph("KopAlamat", line, new_page=page > 0) for page, line in enumerate(lines)))


def _titled(place: int, chapter: Chapter) -> str:
    return text("JudulNaskah", f"{_ROMAN[place]}. {chapter.title.upper()}") + space(12) + chapter.body + _end()


def _end() -> str:
    """Return the closing paragraph: a document may not end with a table."""
    return paragraph("Akhir")


def _first_pages(front: int, pdfs: Mapping[str, bytes], papers: Sequence[IssuedPaper]) -> list[int]:
    """Return the first page of each line of the contents, in order."""
    counts: list[int] = []
    for name, pdf in pdfs.items():
        counts.append(page_count(pdf))
        if name == "naskah":
            counts += [page_count(paper.pdf) for paper in papers]
    return [front + 1 + sum(counts[:place]) for place in range(len(counts))]


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
