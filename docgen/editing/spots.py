"""Where in a template a tag stands, in words by which an officer finds it in Word or LibreOffice."""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from docgen.inspection import W, place_of, strict_parser

TAG = re.compile(r"\{([{%#])(.*?)[}%#]\}", re.DOTALL)
REPLACING = re.compile(r"\{[{%#](p|tr|tc)\s[^}%#]*[%}#]\}")  # what stands beside such a tag is not printed
_WRITTEN = {f"{W}document", f"{W}hdr", f"{W}ftr"}
_BLOCK = re.compile(r"\{%(?:p|tr|tc|r)?\s*(for|if|endfor|endif)\b")
_KIND = re.compile(r"(?<=\{[{%])(tr|tc|p|r)\s")
_LONGEST = 50


def written_parts(parts: Mapping[str, bytes]) -> Iterator[tuple[str, etree._Element]]:
    """Yield name and tree of body, headers and footers; what cannot be read is for others to report."""
    for name, octets in parts.items():
        if name.startswith("word/") and name.endswith(".xml"):
            try:
                root = etree.fromstring(octets, strict_parser())
            except etree.XMLSyntaxError:
                continue
            if root.tag in _WRITTEN:
                yield name, root


def texts_in(paragraph: etree._Element) -> list[etree._Element]:
    """Return the texts, tabs and line ends of a paragraph, without those of a text box in it."""
    found = (node for run in paragraph.iter(f"{W}r") for node in run if node.tag in (f"{W}t", f"{W}tab", f"{W}br"))
    return [node for node in found if next(node.iterancestors(f"{W}p"), None) is paragraph]


def text_of(paragraph: etree._Element) -> str:
    """Return what a paragraph says, its tags too."""
    return "".join((node.text or "") if node.tag == f"{W}t" else " " for node in texts_in(paragraph))


def spot(part: str, paragraph: etree._Element) -> str:
    """Return the place of a paragraph: part, table and row, and the last words before it."""
    root = paragraph.getroottree().getroot()
    before = ""
    for each in root.iter(f"{W}p"):
        if each is paragraph:
            break
        before = _words(each) or before
    where = ", ".join([place_of(part), *_row_of(root, paragraph)])
    return f"{where}, setelah “{before}”" if before else f"{where}, paling atas"


def _words(paragraph: etree._Element) -> str:
    """Return what a paragraph says besides its tags, shortened; empty where that is only marks."""
    said = " ".join(TAG.sub(" … ", text_of(paragraph)).split())
    if not re.search(r"[^\W\d_]{2}", said):
        return ""
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"


def _row_of(root: etree._Element, paragraph: etree._Element) -> Iterator[str]:
    row = next(paragraph.iterancestors(f"{W}tr"), None)
    if row is None:
        return
    table = next(row.iterancestors(f"{W}tbl"))
    rows = [each for each in table.iter(f"{W}tr") if next(each.iterancestors(f"{W}tbl")) is table]
    yield f"tabel ke-{list(root.iter(f'{W}tbl')).index(table) + 1} baris {rows.index(row) + 1}"


def spots_of_name(parts: Mapping[str, bytes], name: str) -> list[str]:
    """Return each place where a tag prints or asks for a field; a name that begins with a dot is that of a row."""
    used = re.compile(rf"{re.escape(name)}\b" if name.startswith(".") else rf"(?<![\w.]){re.escape(name)}\b")
    return [
        spot(part, paragraph)
        for part, root in written_parts(parts)
        for paragraph in root.iter(f"{W}p")
        if any(used.search(tag[2]) for tag in TAG.finditer(text_of(paragraph)))
    ]


def spot_of_tag(part: str, octets: bytes, shown: str) -> str:
    """Return where a tag stands that a check quotes: of several alike the one without its partner."""
    root, wanted = etree.fromstring(octets, strict_parser()), _bare(shown)
    alike = [each for each in root.iter(f"{W}p") if wanted and wanted in _bare(text_of(each))]
    lonely = [*_unclosed(root), *_without_partner(root)]
    both = [each for each in alike if any(each is other for other in lonely)]
    found = [*both, *alike, *lonely]
    return spot(part, found[0]) if found else place_of(part)


def _bare(text: str) -> str:
    """Return a text without what the preparing of a template changes in its tags."""
    return re.sub(r"\s", "", _KIND.sub("", text))


def _unclosed(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs with half a tag."""
    for paragraph in root.iter(f"{W}p"):
        said = text_of(paragraph)
        inner = any(re.search(r"\{[{%#]", tag[2]) for tag in TAG.finditer(said))
        if inner or re.search(r"\{[{%#]|[}%#]\}", TAG.sub("", said)):
            yield paragraph


def _without_partner(root: etree._Element) -> list[etree._Element]:
    """Return the paragraphs with a for or if without its end, or an end without its beginning."""
    waiting: list[tuple[str, etree._Element]] = []
    alone = []
    for paragraph, word in _blocks(root):
        if not word.startswith("end"):
            waiting.append((word, paragraph))
        elif waiting and waiting[-1][0] == word[3:]:
            waiting.pop()
        else:
            alone.append(paragraph)
    return alone + [paragraph for _, paragraph in waiting]


def _blocks(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for paragraph in root.iter(f"{W}p"):
        yield from ((paragraph, tag[1]) for tag in _BLOCK.finditer(text_of(paragraph)))


def crossing(part: str, octets: bytes) -> str:
    """Return where a block begins that ends in another table, row or cell; empty where none does."""
    waiting: list[etree._Element] = []
    for paragraph, word in _blocks(etree.fromstring(octets, strict_parser())):
        if not word.startswith("end"):
            waiting.append(paragraph)
        elif waiting and _level(waiting[-1]) != _level(paragraph):
            return spot(part, waiting[-1])
        elif waiting:
            waiting.pop()
    return ""


def _level(paragraph: etree._Element) -> tuple[str, bool]:
    """Return what holds a paragraph's block: for the tag of a row its table, else the cell, box or body."""
    row = next(paragraph.iterancestors(f"{W}tr"), None)
    is_row = row is not None and re.search(r"\{%tr\s", text_of(paragraph))
    holder = row.getparent() if row is not None and is_row else paragraph.getparent()
    return str(holder.getroottree().getpath(holder)), bool(is_row)


def cell_in_danger(part: str, octets: bytes) -> str:
    """Return the first cell that can be left without a paragraph, all of its own being in a block; empty for none."""
    for cell in etree.fromstring(octets, strict_parser()).iter(f"{W}tc"):
        depth, outside, own = 0, False, cell.findall(f"{W}p")
        for paragraph in own:
            said = text_of(paragraph)
            words = [tag[1] for tag in _BLOCK.finditer(said) if said.startswith("{%p", tag.start())]
            outside = outside or (depth == 0 and not words)
            depth += sum(-1 if word.startswith("end") else 1 for word in words)
        if own and not outside:
            return spot(part, own[0])
    return ""
