"""Puts a letter on one page where little of it would stand on a second: Arial 11 first, then a tighter closing.

Nothing that the letter says changes. Where even that is not enough, the letter keeps its usual look on its pages, and
the last words go with its closing. Pages are not drawn here: heights are counted (heights.py), and the tests hold the
count against LibreOffice's own pages.
"""

import contextlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from docgen.inspection import W, strict_parser
from docgen.layout.closing import keep_company
from docgen.layout.heights import height_of, read
from docgen.layout.looks import Looks, looks_of
from docgen.layout.tightening import smaller, style_id, tighter

STYLES = "word/styles.xml"
_TWIP = 20
_REACH = 0.45  # of a page: Arial 11 and single lines take a fifth of a text back, the distances less than that
SLACK = 2.0  # points that are left free: lines are counted, not drawn
_ODD = (ValueError, TypeError, AttributeError, ArithmeticError, RecursionError)
_SIZE = re.compile(rb'(<w:sz(?:Cs)? w:val=)"24"')  # put on words by hand
_COPIES = "Tembusan"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Way:
    """One way to set a template's styles."""

    styles: bytes
    looks: Looks


@dataclass(frozen=True)
class Page:
    """The first page of a template, in points; `header`, `footer`: parts whose heights count, empty for none."""

    tall: float
    wide: float
    top: float
    bottom: float
    header_from: float
    header: str
    footer_from: float = 0.0
    footer: str = ""

    def room(self, header: float, footer: float = 0.0) -> float:
        """Return the height left for the text between a header and a footer of these heights."""
        below = max(self.bottom, self.footer_from + footer) if self.footer else self.bottom
        return self.tall - below - max(self.top, self.header_from + header)


_UNREAD = Page(0, 0, 0, 0, 0, "")


@dataclass(frozen=True)
class Fitting:
    """A template's first page and the ways its text can be set, the usual one first."""

    page: Page
    ways: tuple[Way, ...]
    pen: str  # the id of the style of the room to sign
    copies: str  # and of that of the Tembusan
    still: Mapping[str, etree._Element] = field(default_factory=dict)  # header and footer as the template has them

    def best(
        self, body: etree._Element, header: etree._Element | None, footer: etree._Element | None = None
    ) -> int | None:
        """Return the first way in which the letter stands on one page; None where none does."""
        fits = (way for way, spill in enumerate(self.spills(body, header, footer)) if spill <= -SLACK)
        return next(fits, None)

    def spills(
        self, body: etree._Element, header: etree._Element | None, footer: etree._Element | None = None
    ) -> Iterator[float]:
        """Yield for each way by how many points the letter is taller than one page; below zero it is shorter."""
        if not self.ways:
            return
        usual = self.ways[0].looks
        above, letter = read(header if header is not None else (), usual), read(_first_part(body), usual)
        below = read(footer if footer is not None else (), usual)
        for way in self.ways:
            beside = (height_of(each, way.looks, self.page.wide) for each in (above, below))
            room = self.page.room(*beside)
            spill = height_of(letter, way.looks, self.page.wide) - room
            yield spill
            if spill > _REACH * room:
                return  # no way would take so much back


def _first_part(body: etree._Element) -> list[etree._Element]:
    """Return the letter itself: what stands before a page of its own begins, as an enclosure does."""
    blocks: list[etree._Element] = []
    for block in body:
        if _is_on(block.find(f"{W}pPr/{W}pageBreakBefore")):
            break
        blocks.append(block)
    return blocks


def _is_on(mark: etree._Element | None) -> bool:
    """Whether a mark is there and not switched off, as Word writes the exception to a style."""
    return mark is not None and mark.get(f"{W}val") not in ("0", "false", "off")


def fitted(fitting: Fitting | None, roots: Mapping[str, etree._Element], body: str) -> dict[str, bytes]:
    """Return the parts of a filled letter that change so that it stands on one page, or its closing not alone."""
    if fitting is None:
        return {}
    text, beside = roots[body][-1], (fitting.page.header, fitting.page.footer)
    best, kept = (
        None,
        keep_company(text, fitting.pen, fitting.copies),
    )  # a count may err: the closing never stands alone
    with contextlib.suppress(*_ODD):  # an editor's odd lengths keep no letter from being made
        # What has no tags is not filled, and stands there all the same.
        best = fitting.best(text, *({**fitting.still, **roots}.get(name) for name in beside))
    if not best:
        return {body: _written(roots[body])} if kept else {}
    return {STYLES: fitting.ways[best].styles, body: _SIZE.sub(rb'\g<1>"22"', _written(roots[body]))}


def _written(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def fitting_of(parts: Mapping[str, bytes], body: str) -> Fitting | None:
    """Return how a template's letters are fitted; no way where its page or its lengths cannot be read.

    None where not even its styles can be: then nothing is known of its closing either.
    """
    usual = parts.get(STYLES)
    with contextlib.suppress(*_ODD):
        if (found := _fitting(parts, body)) is not None:
            return found
    with contextlib.suppress(*_ODD):
        return Fitting(_UNREAD, (), style_id(usual), style_id(usual, _COPIES)) if usual is not None else None
    return None


def _fitting(parts: Mapping[str, bytes], body: str) -> Fitting | None:
    section = next(etree.fromstring(parts[body], strict_parser()).iter(f"{W}sectPr"), None)
    page = _page(section, parts, body) if section is not None else None
    usual = parts.get(STYLES)
    if page is None or usual is None:
        return None
    ways = (usual, smaller(usual), tighter(usual))
    read_ways = tuple(Way(styles, looks_of(styles)) for styles in ways)
    still = {
        name: etree.fromstring(parts[name], strict_parser()) for name in (page.header, page.footer) if name in parts
    }
    return Fitting(page, read_ways, style_id(usual), style_id(usual, _COPIES), still)


def _page(section: etree._Element, parts: Mapping[str, bytes], body: str) -> Page | None:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    if size is None or margins is None:
        return None
    said = {
        side: float(margins.get(f"{W}{side}", 0)) / _TWIP
        for side in ("left", "right", "top", "bottom", "header", "footer")
    }
    wide, tall = (float(size.get(f"{W}{side}", 0)) / _TWIP for side in ("w", "h"))
    header, footer = (_beside(section, parts, body, name) for name in ("header", "footer"))
    inner = wide - said["left"] - said["right"]
    return Page(tall, inner, said["top"], said["bottom"], said["header"], header, said["footer"], footer)


def _beside(section: etree._Element, parts: Mapping[str, bytes], body: str, name: str) -> str:
    """Return the part above (`header`) or below (`footer`) the first page."""
    kind = "first" if _is_on(section.find(f"{W}titlePg")) else "default"
    found = next((each for each in section.iter(f"{W}{name}Reference") if each.get(f"{W}type") == kind), None)
    folder, name = body.rsplit("/", 1)
    links = parts.get(f"{folder}/_rels/{name}.rels")
    if found is None or links is None:
        return ""
    for link in etree.fromstring(links, strict_parser()):
        if link.get("Id") == found.get(_RELATION):
            target = str(link.get("Target", ""))
            return target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
    return ""
