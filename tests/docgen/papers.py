"""What the tests of the papers share: reading a .docx back, and changing one part of a template."""

import io
import subprocess
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.text.paragraph import Paragraph
from lxml import etree

from docgen.package import pack, unpack
from docgen.render import shipped_template
from models.rules.papers.documents import DOCUMENTS

CODES = tuple(DOCUMENTS)
LISTS = ("KENDALI", "REKAP", "REKAP-SAMAR", "REGISTER", "AGENDA")  # on landscape pages


def opened(packed: bytes) -> Document:
    """Open a paper as python-docx reads it."""
    return docx.Document(io.BytesIO(packed))


def part(packed: bytes, name: str = "word/document.xml") -> etree._Element:
    """Parse one part of a .docx."""
    return parse_xml(unpack(packed)[name])


def headers(packed: bytes) -> tuple[str, str]:
    """Name the parts of the header of the first page and of that of the others; Word numbers them as it likes."""
    (section,) = opened(packed).sections
    return tuple(str(each.part.partname)[1:] for each in (section.first_page_header, section.header))


def paragraphs(paper: bytes | Document, style: str = "") -> list[str]:
    """Return the text of every body paragraph, tables included, in order; of one style where it is named."""
    body = (opened(paper) if isinstance(paper, bytes) else paper).element.body
    found = [Paragraph(node, None) for node in body.iter(qn("w:p"))]
    return [each.text for each in found if not style or style_of(each) == style]


def style_of(paragraph: Paragraph) -> str:
    """Return the id of a paragraph's style."""
    mark = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "Normal" if mark is None else str(mark.get(qn("w:val")))


def lines(packed: bytes) -> Iterator[str]:
    """Yield a paper as lines of text: headers, then the body; a table row on one line, its cells apart by |."""
    first, others = headers(packed)
    for name, shown in ((first, "header1"), (others, "header2"), ("word/document.xml", "document")):
        yield f"[word/{shown}.xml]"
        root = part(packed, name)
        yield from _lines(root[0] if shown == "document" else root)


def _lines(parent: etree._Element) -> Iterator[str]:
    for node in parent:
        if node.tag == qn("w:p"):
            yield Paragraph(node, None).text.rstrip()
        elif node.tag == qn("w:tbl"):
            for row in node.iterchildren(qn("w:tr")):  # a table within a cell is part of it
                cells = ("\n".join(_lines(cell)).replace("\n", " / ") for cell in row.iterchildren(qn("w:tc")))
                yield " | ".join(cells).rstrip()


def changed(code: str, old: str, new: str, name: str = "word/document.xml") -> bytes:
    """Return the shipped template with one text of one part replaced; fails where the text is not there."""
    parts = unpack(shipped_template(code))
    text = parts[name].decode("utf-8")
    assert old in text, old
    return pack(parts | {name: text.replace(old, new, 1).encode("utf-8")})


def with_paragraph(code: str, text: str) -> bytes:
    """Return the shipped template with one more paragraph at the top of its body."""
    return changed(code, "<w:body>", f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p>")


def saved_by_libreoffice(soffice: str, templates: dict[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return templates as LibreOffice saves them when it opens them and changes nothing, all by one start."""
    opened_from, saved_to = folder / "dibuka", folder / "disimpan"
    opened_from.mkdir()
    for name, template in templates.items():
        (opened_from / f"{name}.docx").write_bytes(template)
    command = [soffice, f"-env:UserInstallation={(folder / 'profil').as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(saved_to)]
    sources = [opened_from / f"{name}.docx" for name in templates]
    done = subprocess.run([*command, *sources], capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr
    return {name: (saved_to / f"{name}.docx").read_bytes() for name in templates}


def to_pdf(soffice: str, papers: list[Path], profile: Path) -> list[Path]:
    """Turn papers into PDF beside them, with a LibreOffice profile of their own (pitfall 16)."""
    command = [soffice, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf"]
    done = subprocess.run(
        [*command, "--outdir", papers[0].parent, *papers], capture_output=True, text=True, timeout=180
    )
    pdfs = [paper.with_suffix(".pdf") for paper in papers]
    assert done.returncode == 0, done.stderr
    assert all(pdf.exists() for pdf in pdfs), done.stdout + done.stderr
    return pdfs
