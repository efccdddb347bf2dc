"""The letterhead's styles in a template that an editor saved: found by their names, added where they are gone."""

from copy import deepcopy

from lxml import etree

from docgen.inspection import W, strict_parser
from docgen.letterhead.block import STYLES
from docgen.templates import styles as shipped_styles

_STYLES_PART = "word/styles.xml"


def with_styles(parts: dict[str, bytes]) -> tuple[dict[str, str], dict[str, bytes]]:
    """Return the ids of the block's styles in a template by name, and its parts with those that it lacked."""
    root = etree.fromstring(parts[_STYLES_PART], strict_parser())
    known = _ids(root)
    lacking = [name for name in STYLES if name not in known]
    if not lacking:
        return {name: known[name] for name in STYLES}, parts
    shipped = etree.fromstring(shipped_styles(), strict_parser())
    for style in shipped.iter(f"{W}style"):
        if _name(style) in lacking:
            root.append(deepcopy(style))
    octets = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return {name: _ids(root)[name] for name in STYLES}, parts | {_STYLES_PART: octets}


def _ids(root: etree._Element) -> dict[str, str]:
    return {_name(style): str(style.get(f"{W}styleId")) for style in root.iter(f"{W}style")}


def _name(style: etree._Element) -> str:
    name = style.find(f"{W}name")
    return "" if name is None else str(name.get(f"{W}val"))
