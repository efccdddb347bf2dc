"""Reads the structure that a PDF brings: its elements, which of them each page leads to, what is said of them.

Nothing here changes a PDF. What is returned of names, numbers and words is a copy that leads nowhere else.
"""

from typing import cast

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, NullObject, PdfObject, StreamObject

UNREADABLE = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)
_SPOKEN = ("/Table", "/List")  # what attributes belong to that a screen reader asks for; the others say how it looks


def tree_of(reader: PdfReader) -> DictionaryObject | None:
    """Return the root of a PDF's structure; None for one without tags."""
    found = reader.root_object.get("/StructTreeRoot")
    tree = found.get_object() if found is not None else None
    return tree if isinstance(tree, DictionaryObject) else None


def rows_of(tree: DictionaryObject) -> dict[int, PdfObject]:
    """Return the rows of a number tree; of one that cannot be read, none."""
    rows: dict[int, PdfObject] = {}
    seen: set[int] = set()
    nodes: list[PdfObject] = [tree.get("/ParentTree", NullObject())]
    try:
        while nodes:
            node = nodes.pop().get_object()
            if not isinstance(node, DictionaryObject) or id(node) in seen:
                continue
            seen.add(id(node))
            nodes += node.get("/Kids", ArrayObject()).get_object()
            nums = node.get("/Nums", ArrayObject()).get_object()
            rows |= {int(number): row for number, row in zip(nums[::2], nums[1::2], strict=True)}
    except UNREADABLE:
        return {}
    return rows


def top_of(tree: DictionaryObject) -> PdfObject | None:
    """Return the kids of a tree, without the one document that stands over all: the part stands there now."""
    kids = tree.get("/K")
    found = kids.get_object() if kids is not None else None
    only = found[0].get_object() if isinstance(found, ArrayObject) and len(found) == 1 else found
    alone = isinstance(only, DictionaryObject) and only.get("/S") == "/Document"
    return cast(DictionaryObject, only).get("/K") if alone else kids


def plain(value: PdfObject) -> PdfObject:
    """Return a copy of names, numbers and words, to any depth; nothing that leads elsewhere."""
    found = value.get_object()
    if isinstance(found, ArrayObject):
        return ArrayObject(plain(each) for each in found)
    if isinstance(found, DictionaryObject):
        kept = {} if isinstance(found, StreamObject) else found
        return DictionaryObject({key: plain(each) for key, each in kept.items() if key != "/Headers"})
    return found if found is not None else NullObject()


def spoken(attributes: PdfObject | None) -> ArrayObject:
    """Return the attributes of an element that are read out: of cells and lists, and where a picture stands."""
    if attributes is None:
        return ArrayObject()
    found = attributes.get_object()
    each = found if isinstance(found, ArrayObject) else [attributes]
    listed = [one for one in (kept.get_object() for kept in each) if isinstance(one, DictionaryObject)]
    return ArrayObject(plain(one) for one in listed if one.get("/O") in _SPOKEN or "/BBox" in one)
