"""The styles of a template set smaller: Arial 11 for Arial 12, closer lines, a lower room for the signature."""

from lxml import etree

from docgen.inspection import W, strict_parser

_TWELVE, _ELEVEN = "24", "22"  # half points
_SINGLE = 240
_PEN = "Ruang Tanda Tangan"  # a pen needs room
_PEN_SHARE, _SHARE = 0.7, 0.5
_LEAST = 60  # twips: smaller distances stay


def smaller(styles: bytes) -> bytes:
    """Return the styles with Arial 11 where they say 12, which the letter rules allow (notadinas §2)."""
    root = etree.fromstring(styles, strict_parser())
    _shrink(root)
    return _written(root)


def tighter(styles: bytes) -> bytes:
    """Return the styles with Arial 11, single lines, half the distances, and less room to sign."""
    root = etree.fromstring(styles, strict_parser())
    _shrink(root)
    for style in root.iter(f"{W}style"):
        share = _PEN_SHARE if _name(style) == _PEN else _SHARE
        for spacing in style.iter(f"{W}spacing"):
            _tighten(spacing, share)
    return _written(root)


def style_id(styles: bytes, name: str = _PEN) -> str:
    """Return the id of a style, by itself of the room to sign; editors may give it another than Word does."""
    named = (style for style in etree.fromstring(styles, strict_parser()).iter(f"{W}style") if _name(style) == name)
    return next((str(style.get(f"{W}styleId")) for style in named), "")


def _name(style: etree._Element) -> str:
    name = style.find(f"{W}name")
    return "" if name is None else str(name.get(f"{W}val"))


def _shrink(root: etree._Element) -> None:
    for size in root.iter(f"{W}sz", f"{W}szCs"):
        if size.get(f"{W}val") == _TWELVE:
            size.set(f"{W}val", _ELEVEN)


def _tighten(spacing: etree._Element, share: float) -> None:
    for side in ("before", "after"):
        said = spacing.get(f"{W}{side}")
        if said is not None and int(said) > _LEAST:
            spacing.set(f"{W}{side}", str(round(int(said) * share)))
    line = spacing.get(f"{W}line")
    if line is not None and spacing.get(f"{W}lineRule", "auto") == "auto" and int(line) > _SINGLE:
        spacing.set(f"{W}line", str(_SINGLE))


def _written(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
