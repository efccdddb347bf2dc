"""The dossier of a case with 200 messages and 30 photos, and a hundred PDFs at once, beside LibreOffice alone."""

import hashlib
import io
import random
import time
from functools import partial
from pathlib import Path

from PIL import Image

from admin_app.papers.pdf_queue import PdfQueue, Wanted
from docgen.documents.examples import examples
from docgen.documents.reading import FactsReader
from docgen.dossier import IssuedPaper, dossier_pdf
from docgen.dossier_archive import Original, numbered, write_archive
from docgen.dossier_sections import chapters
from docgen.markup import paragraph
from docgen.pdf import Converter, find_soffice
from docgen.plain_document import plain_document
from docgen.render import Renderer
from tests.benchmarks.figures import Figure, seconds
from tests.docgen.dossier_case import case_facts

MESSAGES, PHOTOS, QUEUED = 200, 30, 100
CODES = ("ND-TERUS", "DISPOSISI", "LAPORAN", "ND-JAWAB", "SURAT", "LEMBAR")


def photo(place: int) -> bytes:
    """Make a photo as a phone takes it: twelve million pixels of noise over colour, a few megabytes."""
    rough = Image.frombytes("RGB", (400, 300), random.Random(place).randbytes(400 * 300 * 3))
    packed = io.BytesIO()
    rough.resize((4000, 3000), Image.Resampling.BICUBIC).save(packed, "JPEG", quality=92)
    return packed.getvalue()


def measure(folder: Path) -> list[Figure]:
    """Measure both; nothing where there is no LibreOffice."""
    if find_soffice() is None:
        return []
    converter = Converter(folder / "pdf")
    with Renderer() as renderer:
        papers = [renderer.render(code, examples(code)[0]) for code in CODES]
        memo = [
            renderer.render("ND-TERUS", examples("ND-TERUS")[0] | {"hal": f"Penerusan {place}"})
            for place in range(QUEUED)
        ]
    converter.convert(papers[:1])  # the first start makes the profile
    return [_dossier(folder, converter, papers), _queue(converter, memo)]


def _dossier(folder: Path, converter: Converter, papers: list[bytes]) -> Figure:
    files: dict[str, Path] = {}
    for place in range(PHOTOS):
        content = photo(place)
        sha256 = hashlib.sha256(content).hexdigest()
        files[sha256] = folder / f"{sha256}.jpg"
        files[sha256].write_bytes(content)
    originals = [
        Original(numbered("lampiran", place, path.name), partial(path.open, "rb"), "lampiran", path.stem)
        for place, path in enumerate(files.values())
    ]
    facts = case_facts(MESSAGES, tuple(files), CODES)

    def make() -> None:
        bound = [IssuedPaper(code, None, paper) for code, paper in zip(CODES, papers, strict=True)]
        photos = {sha256: path.read_bytes for sha256, path in files.items()}
        pdf = dossier_pdf(facts, bound, photos, converter.convert)
        write_archive(folder / "berkas.zip", facts, originals, {}, pdf)
        (folder / "berkas.pdf").write_bytes(pdf)

    taken = seconds(make)
    bare = [
        *papers,
        *(plain_document(chapter.body + paragraph("Akhir")) for chapter in chapters(FactsReader(facts), {}).values()),
    ]
    least = seconds(lambda: converter.convert(bare))
    limit = "LibreOffice alone, one call, the same papers and chapters without the photos"
    return Figure(
        f"dossier, {MESSAGES} messages, {PHOTOS} photos of 12 MP, {len(CODES)} papers",
        taken,
        "s",
        least,
        limit,
        "<= 5 s",
    )


def _queue(converter: Converter, papers: list[bytes]) -> Figure:
    queue = PdfQueue(converter)

    def make() -> None:
        for place, paper in enumerate(papers):
            queue.want(Wanted(str(place), paper))
        queue.wait(str(len(papers) - 1), 600)

    began = time.perf_counter()
    make()
    each = (time.perf_counter() - began) / len(papers)
    least = seconds(lambda: converter.convert(papers[:20])) / 20
    return Figure(
        f"PDF, {len(papers)} memos in the queue", each, "s a paper", least, "LibreOffice alone, 20 in one call"
    )
