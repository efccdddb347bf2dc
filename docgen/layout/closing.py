"""Keeps the closing of a letter from standing alone: the last words before it go to its page with it."""

from lxml import etree

from docgen.inspection import W

_MOST = 12  # paragraphs: a longer chain would not stand on a page


def keep_company(body: etree._Element, pen: str) -> bool:
    """Hold the last words before the signature on its page; whether anything was changed.

    `pen` is the style of the room for it. What the template keeps there itself, the closing sentence, stays kept.
    """
    at, changed = _signature(body, pen), False
    for _ in range(_MOST):
        at = at.getprevious() if at is not None else None
        if at is None or at.tag != f"{W}p":
            return changed
        if _is_kept(at):
            continue
        _keep(at)
        changed = True
        if "".join(at.itertext()).strip():
            return True
    return changed


def _signature(body: etree._Element, pen: str) -> etree._Element | None:
    for table in body.iterchildren(f"{W}tbl"):
        if any(style.get(f"{W}val") == pen for style in table.iter(f"{W}pStyle")):
            return table
    return None


def _is_kept(paragraph: etree._Element) -> bool:
    mark = paragraph.find(f"{W}pPr/{W}keepNext")
    return mark is not None and mark.get(f"{W}val") not in ("0", "false", "off")


def _keep(paragraph: etree._Element) -> None:
    marks = paragraph.find(f"{W}pPr")
    if marks is None:
        marks = etree.Element(f"{W}pPr")
        paragraph.insert(0, marks)
    for old in marks.findall(f"{W}keepNext"):
        marks.remove(old)
    style = marks.find(f"{W}pStyle")  # keepNext follows it in the order of the schema
    marks.insert(0 if style is None else 1, etree.Element(f"{W}keepNext"))
