"""The order in which Word's schema (ECMA-376, wml.xsd) wants the children of the elements our papers use."""

from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# element -> its children in order; a child not named here is an error too
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind contextualSpacing "
    "jc textAlignment outlineLvl rPr",
    "rPr": "rStyle rFonts b bCs i iCs caps strike color spacing w kern position sz szCs highlight u lang",
    "tbl": "tblPr tblGrid tr",
    "tblPr": "tblStyle tblpPr tblOverlap tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "tr": "trPr tc",
    "trPr": "cantSplit trHeight tblHeader",
    "tc": "tcPr p",
    "tcPr": "cnfStyle tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "p": "pPr r fldSimple",
    "r": "rPr t",
    "fldSimple": "r",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg docGrid",
    "document": "body",
    "style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat rsid pPr rPr tblPr",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
}
# any order after the properties; the second half is what Word adds when it saves
_MIXED = {
    "r": ("t", "tab", "br", "drawing", "fldChar", "instrText", "lastRenderedPageBreak", "noBreakHyphen"),
    "tc": ("p", "tbl"),  # the boxes for initials; that a paragraph stands last, docgen checks itself
    "p": ("r", "fldSimple", "bookmarkStart", "bookmarkEnd", "proofErr"),
}


def misplaced(root: etree._Element) -> list[str]:
    """List every child that stands where the schema does not allow it."""
    return [found for node in root.iter(f"{W}*") for found in _misplaced_in(node)]


def _misplaced_in(node: etree._Element) -> Iterator[str]:
    name = etree.QName(node).localname
    if name not in ORDER:
        return
    order = ORDER[name].split()
    mixed = _MIXED.get(name, ())
    last = -1
    for child in node:
        kind = etree.QName(child).localname
        place = len(order) - 1 if kind in mixed else (order.index(kind) if kind in order else -2)
        if place < last:
            yield f"{name}/{kind}"
        last = max(last, place)
