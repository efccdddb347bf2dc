"""What editors leave in a template and no paper needs: Word and LibreOffice write it anew at each saving.

Kept is everything a reader sees. Inside tags, what an editor "corrects" while one types goes: curly quotes, spaces
that do not break, and characters nobody sees, which made a field's name unknown though it looked right.
"""

from lxml import etree

from docgen.editing.spots import REPLACING, TAG, text_of, texts_in
from docgen.inspection import W

_MARKS = tuple(f"{W}{name}" for name in ("proofErr", "lastRenderedPageBreak", "rsids"))
_CURLY = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'"}
_WIDE = dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f", " ")
_UNSEEN = dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", "")
_ODD = str.maketrans(_CURLY | _WIDE | _UNSEEN)


def tidy(root: etree._Element) -> None:
    """Remove what editors leave in one part, Word's revision ids too, which tell who wrote what when (S43)."""
    for mark in list(root.iter(*_MARKS)):
        mark.getparent().remove(mark)
    for node in root.iter("*"):
        for key in [key for key in node.keys() if key.startswith(f"{W}rsid")]:  # noqa: SIM118
            del node.attrib[key]
    _drop_bookmarks(root)
    for paragraph in root.iter(f"{W}p"):
        _tidy_tags(paragraph)
        _move_page_break(paragraph)


def _drop_bookmarks(root: etree._Element) -> None:
    """Remove the bookmarks no link leads to: in a repeated row they would stand twice in the paper."""
    linked = {link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink")}
    kept = {mark.get(f"{W}id") for mark in root.iter(f"{W}bookmarkStart") if mark.get(f"{W}name") in linked}
    for mark in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        if mark.get(f"{W}id") not in kept:
            mark.getparent().remove(mark)


def _tidy_tags(paragraph: etree._Element) -> None:
    """Write the inside of each tag as it was meant; a tag may be spread over several runs."""
    texts = [node for node in texts_in(paragraph) if node.tag == f"{W}t" and node.text]
    said = "".join(node.text or "" for node in texts)
    inside = [tag.span() for tag in TAG.finditer(said) if tag[0] != tag[0].translate(_ODD)]
    at = 0
    for node in texts if inside else []:
        text, start = node.text or "", at
        at += len(text)
        node.text = "".join(
            char.translate(_ODD) if any(first <= start + place < last for first, last in inside) else char
            for place, char in enumerate(text)
        )


def _move_page_break(paragraph: etree._Element) -> None:
    """Put a page break where it was before LibreOffice moved it: behind the line of a tag it would vanish."""
    texts, after = texts_in(paragraph), paragraph.getnext()
    first, last = (_is_page_break(node) for node in (texts[0], texts[-1])) if len(texts) > 1 else (False, False)
    if first:
        texts[0].getparent().remove(texts[0])
        _begin_a_page(paragraph)
    elif last and after is not None and after.tag == f"{W}p" and REPLACING.match(text_of(paragraph).strip()):
        texts[-1].getparent().remove(texts[-1])
        _begin_a_page(after)


def _is_page_break(node: etree._Element) -> bool:
    return node.tag == f"{W}br" and node.get(f"{W}type") == "page"


def _begin_a_page(paragraph: etree._Element) -> None:
    form = paragraph.find(f"{W}pPr")
    if form is None:
        form = paragraph.makeelement(f"{W}pPr", {})
        paragraph.insert(0, form)
    for old in form.findall(f"{W}pageBreakBefore"):
        form.remove(old)
    before = [node for node in form if etree.QName(node).localname in ("pStyle", "keepNext", "keepLines")]
    form.insert(len(before), form.makeelement(f"{W}pageBreakBefore", {}))
