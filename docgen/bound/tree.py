"""Reads the structure that a PDF brings: its elements, which of them each page leads to, what is said of them.

Nothing here changes a PDF. What is returned of names, numbers and words is a copy that leads nowhere else.
"""

from collections.abc import Mapping

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, NullObject, PdfObject, StreamObject

UNREADABLE = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)
_SPOKEN = ("/Table", "/List")  # what attributes belong to that a screen reader asks for; the others say how it looks
# The types of ISO 32000-1, 14.8.4: what a screen reader understands.
_GROUPS = (
    "/Document",
    "/Part",
    "/Art",
    "/Sect",
    "/Div",
    "/BlockQuote",
    "/Caption",
    "/TOC",
    "/TOCI",
    "/Index",
    "/NonStruct",
)
_BLOCKS = ("/P", "/H", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/L", "/LI", "/Lbl", "/LBody", "/Private")
_TABLES = ("/Table", "/TR", "/TH", "/TD", "/THead", "/TBody", "/TFoot", "/Figure", "/Formula", "/Form")
_INLINE = ("/Span", "/Quote", "/Note", "/Reference", "/BibEntry", "/Code", "/Link", "/Annot")
_GLOSSES = ("/Ruby", "/RB", "/RT", "/RP", "/Warichu", "/WT", "/WP")
_TYPES = {*_GROUPS, *_BLOCKS, *_TABLES, *_INLINE, *_GLOSSES}


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
    only = _alone(tree)
    return only.get("/K") if only is not None else tree.get("/K")


def _alone(tree: DictionaryObject) -> DictionaryObject | None:
    kids = tree.get("/K")
    found = kids.get_object() if kids is not None else None
    only = found[0].get_object() if isinstance(found, ArrayObject) and len(found) == 1 else found
    return only if isinstance(only, DictionaryObject) and only.get("/S") == "/Document" else None


def plain(value: PdfObject) -> PdfObject:
    """Return a copy of names, numbers and words, to any depth; nothing that leads elsewhere."""
    found = value.get_object()
    if isinstance(found, ArrayObject):
        return ArrayObject(plain(each) for each in found)
    if isinstance(found, DictionaryObject):
        kept = {} if isinstance(found, StreamObject) else found
        return DictionaryObject({key: plain(each) for key, each in kept.items() if key != "/Headers"})
    return found if found is not None else NullObject()


def roles_of(tree: DictionaryObject) -> dict[str, str]:
    """Return what the names that a PDF gave its elements stand for: a standard type, or another of its names."""
    roles = tree.get("/RoleMap", NullObject()).get_object()
    if not isinstance(roles, DictionaryObject):
        return {}
    return {str(name): str(stands.get_object()) for name, stands in roles.items()}


def standard_type(name: str, roles: Mapping[str, str]) -> str | None:
    """Return the standard type that a name stands for in its PDF; None where it stands for none."""
    seen = set()
    while name in roles and name not in seen:  # a standard name that is mapped means what it is mapped to
        seen.add(name)
        name = roles[name]
    return name if name in _TYPES else None


def classes_of(tree: DictionaryObject) -> dict[str, PdfObject]:
    """Return the attributes that elements of a PDF share by a name."""
    classes = tree.get("/ClassMap", NullObject()).get_object()
    return {str(name): shared for name, shared in classes.items()} if isinstance(classes, DictionaryObject) else {}


def attributes_of(element: DictionaryObject, classes: Mapping[str, PdfObject]) -> ArrayObject:
    """Return the attributes of an element that are read out: of cells and lists, and where a picture stands.

    Those of its classes come first: of two that say the same, the later holds.
    """
    shared = [classes[str(name)] for name in _listed(element.get("/C")) if str(name) in classes]
    each = [one for given in [*shared, element.get("/A")] for one in _listed(given)]
    told = [one for one in each if isinstance(one, DictionaryObject)]
    return ArrayObject(plain(one) for one in told if one.get("/O") in _SPOKEN or "/BBox" in one)


def language_of(reader: PdfReader) -> str:
    """Return the language that all of a PDF is in, as it says itself: `en-US`; empty where it says nothing."""
    try:
        tree = tree_of(reader)
        only = _alone(tree) if tree is not None else None
        said = [
            each.get("/Lang", NullObject()).get_object() for each in (only, reader.root_object) if each is not None
        ]
    except UNREADABLE:
        return ""
    return next((str(each) for each in said if isinstance(each, str) and each.strip()), "")


def _listed(given: PdfObject | None) -> list[PdfObject | None]:
    found = given.get_object() if given is not None else None
    return [each.get_object() for each in found] if isinstance(found, ArrayObject) else [found]
