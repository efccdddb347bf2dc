"""Keeps the closing of a letter from standing alone: the last words before it, and the copies, go to its page."""

from lxml import etree

from docgen.inspection import W

_MOST = 12  # paragraphs: a longer chain would not stand on a page


def keep_company(body: etree._Element, pen: str, copies: str = "") -> bool:
    """Hold the last words before the signature on its page, and the copies behind it; whether anything was changed.

    `pen` is the style of the room for it, `copies` that of the Tembusan. What the template keeps there itself, the
    closing sentence, stays kept.
    """
    signed = _signature(body, pen)
    if signed is None:
        return False
    behind = _hold_copies(signed, copies)
    return _hold_words(signed) or behind


def _hold_copies(signed: etree._Element, copies: str) -> bool:
    """Hold a short list of copies at the signature: alone on a page it says nothing."""
    listed, at = [], signed.getnext()
    while at is not None and at.tag == f"{W}p" and (_style(at) == copies or not _says(at)):
        listed.append(at)
        at = at.getnext()
    while listed and not _says(listed[-1]):
        listed.pop()
    if not listed or len(listed) > _MOST:
        return False
    for paragraph in (*signed.findall(f"{W}tr")[-1].iter(f"{W}p"), *listed[:-1]):
        _keep(paragraph)
    return True


def _style(paragraph: etree._Element) -> str:
    mark = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if mark is None else str(mark.get(f"{W}val"))


def _says(paragraph: etree._Element) -> bool:
    return bool("".join(paragraph.itertext()).strip())


def _hold_words(signed: etree._Element) -> bool:
    at, changed = signed, False
    for _ in range(_MOST):
        at = at.getprevious()
        if at is None or at.tag != f"{W}p":
            return changed
        if _is_kept(at):
            continue
        _keep(at)
        changed = True
        if _says(at):
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
