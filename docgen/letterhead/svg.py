"""An uploaded SVG made safe and drawn as pixels: nothing that runs, comes from outside or grows endlessly.

What may stand in it is a list, not what may not. The library that draws it (resvg) knows no scripts and no network;
the list keeps it from files and from work without end. Only ever called in the sandboxed worker.
"""

import re
from collections import Counter

from lxml import etree

from docgen.errors import EmblemRefused

ELEMENT_LIMIT = 20_000
_USE_LIMIT = 200
_SVG = "http://www.w3.org/2000/svg"
_LINK = "http://www.w3.org/1999/xlink"
_ALLOWED = frozenset(
    (
        *("svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("clipPath", "mask", "linearGradient", "radialGradient", "stop", "pattern", "marker", "switch"),
        *("title", "desc", "metadata", "style"),
    )
)
_TOLD = {
    "script": "skrip",
    "foreignObject": "halaman web (foreignObject)",
    "image": "gambar lain di dalamnya",
    "text": "tulisan (ubah dahulu menjadi garis, convert to path: hurufnya belum tentu ada di komputer server)",
}
_FROM_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#|['\"]?#)|@import|expression\(|javascript:", re.IGNORECASE)


def drawn(content: bytes, side: int) -> bytes:
    """Return a safe SVG as PNG, its longer side so many pixels. Raises EmblemRefused saying what to correct."""
    root = _parsed(content)
    _check(root)
    for node in list(root.iter(etree.Comment, etree.ProcessingInstruction)):
        if node.getparent() is not None:
            node.getparent().remove(node)
    return _rendered(etree.tostring(root, encoding="unicode"), side, _proportion(root))


def _parsed(content: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=False, remove_comments=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as err:
        raise EmblemRefused("Berkas SVG ini rusak. Simpan ulang dari program gambarnya, lalu unggah lagi.") from err
    if root.tag != f"{{{_SVG}}}svg":
        raise EmblemRefused("Berkas ini bukan SVG. Unggah lambang sebagai PNG, JPEG, atau SVG.")
    info = root.getroottree().docinfo
    if info.internalDTD is not None and (info.internalDTD.entities() or b"<!ENTITY" in content):
        raise EmblemRefused("SVG ini memuat entitas (ENTITY). Simpan ulang sebagai “SVG biasa” (plain SVG).")
    return root


def _check(root: etree._Element) -> None:
    nodes = [node for node in root.iter() if isinstance(node.tag, str)]
    if len(nodes) > ELEMENT_LIMIT:
        raise EmblemRefused(f"SVG ini terlalu rumit (lebih dari {ELEMENT_LIMIT:,} bagian). Unggah sebagai PNG.")
    for node in nodes:
        name = etree.QName(node)
        if name.namespace != _SVG:
            _drop(node)  # what the drawing program notes for itself
        elif name.localname not in _ALLOWED:
            told = _TOLD.get(name.localname, f"bagian <{name.localname}>")
            raise EmblemRefused(f"SVG ini memuat {told}. Hapus, simpan sebagai “SVG biasa”, atau unggah sebagai PNG.")
        else:
            _check_attributes(node)
    _check_uses(root)


def _drop(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _check_attributes(node: etree._Element) -> None:
    words = [str(value) for value in node.attrib.values()] + ([node.text or ""] if _is_style(node) else [])
    links = [str(node.get(key)) for key in ("href", f"{{{_LINK}}}href") if node.get(key)]
    acts = [key for key in node.keys() if etree.QName(key).localname.lower().startswith("on")]  # noqa: SIM118
    outside = any(map(_FROM_OUTSIDE.search, words)) or any(not link.startswith("#") for link in links)
    if acts or outside:
        raise EmblemRefused(
            "SVG ini menjalankan sesuatu atau mengambil isi dari luar berkas. Simpan sebagai “SVG biasa” "
            "dengan semua isinya di dalam berkas, atau unggah sebagai PNG."
        )


def _is_style(node: etree._Element) -> bool:
    return bool(node.tag == f"{{{_SVG}}}style")


def _check_uses(root: etree._Element) -> None:
    """Raise EmblemRefused where copies of copies would grow: a copied part may itself copy nothing."""
    uses = list(root.iter(f"{{{_SVG}}}use"))
    named = {str(node.get("id")): node for node in root.iter() if node.get("id")}
    targets = Counter(str(use.get("href") or use.get(f"{{{_LINK}}}href") or "")[1:] for use in uses)
    nested = any(next(named[name].iter(f"{{{_SVG}}}use"), None) is not None for name in targets if name in named)
    if nested or len(uses) > _USE_LIMIT:
        raise EmblemRefused("SVG ini menyalin bagian dari salinan (use). Unggah sebagai PNG.")


def _proportion(root: etree._Element) -> float:
    """Return width to height of the drawing; 1 where it does not say."""
    box = [float(part) for part in re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))]
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        return box[2] / box[3]
    sides = [re.match(r"\s*(\d+(?:\.\d+)?)", root.get(name, "")) for name in ("width", "height")]
    wide, tall = (float(side[1]) if side else 0.0 for side in sides)
    return wide / tall if wide > 0 and tall > 0 else 1.0


def _rendered(words: str, side: int, proportion: float) -> bytes:
    import resvg_py  # here alone: only the worker loads the library

    wide, tall = (side, None) if proportion >= 1 else (None, side)
    try:
        return bytes(resvg_py.svg_to_bytes(svg_string=words, skip_system_fonts=True, width=wide, height=tall))
    except ValueError as err:
        raise EmblemRefused("SVG ini tidak dapat digambar. Unggah lambang sebagai PNG.") from err
    except BaseException as err:  # a fault in the library itself comes as an exception of its own kind
        if type(err).__name__ != "PanicException":
            raise
        raise EmblemRefused("SVG ini tidak dapat digambar. Unggah lambang sebagai PNG.") from err
