"""Says what is wrong with the structure of a tagged PDF, read anew: nothing here knows how it was made."""

import io
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject

STANDARD = {
    f"/{name}"
    for name in [
        "Document",
        "Part",
        "Sect",
        "Div",
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
    ]
}
STANDARD |= {
    f"/{name}"
    for name in [
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Caption",
        "Figure",
        "Span",
        "Link",
        "Note",
        "BlockQuote",
    ]
}
STANDARD |= {
    f"/{name}"
    for name in ["TOC", "TOCI", "Index", "Quote", "Reference", "BibEntry", "Code", "Formula", "Form", "NonStruct"]
}
# Operators that leave something on the page: words, filled or drawn shapes, pictures.
_PAINTS = [*b"Tj TJ ' \" f F f* B B* b b* s S sh Do".split(), b"INLINE IMAGE"]


def faults(pdf: bytes) -> list[str]:
    """Return what breaks the structure: pages, elements, names, and what the catalogue has to say."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    root = reader.root_object
    found = [key for key in ("/StructTreeRoot", "/MarkInfo", "/Lang") if key not in root]
    if found:
        return [f"the catalogue lacks {key}" for key in found]
    tree = root["/StructTreeRoot"]
    if not root["/MarkInfo"].get("/Marked"):  # type: ignore[union-attr]
        found.append("it does not say that it is tagged")
    elements = elements_of(tree)
    rows = _rows(tree["/ParentTree"])  # type: ignore[index]
    numbers: list[int] = []
    for place, page in enumerate(reader.pages, 1):
        found += _of_page(place, page, rows, elements, reader)
        numbers += [int(page["/StructParents"])] if "/StructParents" in page else []
    found += [] if len(set(numbers)) == len(numbers) else ["two pages have one row"]
    roles = tree.get("/RoleMap", {})  # type: ignore[union-attr]
    found += [f"{name} means nothing" for name in {str(each["/S"]) for each in elements.values()} - _meant(roles)]
    return found


def elements_of(tree: Any) -> dict[int, DictionaryObject]:
    """Return every element that the tree leads to, by its number; each must name who leads to it."""
    found: dict[int, DictionaryObject] = {}
    left = [(tree, kid) for kid in _kids(tree)]
    while left:
        above, kid = left.pop()
        element = kid.get_object()
        if not isinstance(element, DictionaryObject) or element.get("/Type") == "/MCR":
            continue
        assert element["/P"].get_object() is above.get_object(), "an element names another above it"
        assert kid.idnum not in found, "an element stands in the tree twice"
        found[kid.idnum] = element
        left += [(element, each) for each in _kids(element)]
    return found


def words_of(pdf: bytes) -> list[str]:
    """Return the kinds of elements in the order a screen reader meets them."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    order: list[str] = []

    def walk(element: Any) -> None:
        for kid in _kids(element):
            below = kid.get_object()
            if isinstance(below, DictionaryObject) and "/S" in below:
                order.append(str(below["/S"]))
                walk(below)

    walk(reader.root_object["/StructTreeRoot"])
    return order


def marks_of(page: Any, reader: Any) -> list[tuple[str, int | None]]:
    """Return the marks of what a page draws, in order: their tag, and their number where they have one."""
    if page.get_contents() is None:
        return []
    found: list[tuple[str, int | None]] = []
    for given, operator in ContentStream(page.get_contents(), reader).operations:
        if operator == b"BDC":
            said = given[1] if isinstance(given[1], DictionaryObject) else {}
            found.append((str(given[0]), int(said["/MCID"]) if "/MCID" in said else None))
    return found


def _of_page(place: int, page: Any, rows: dict[int, Any], elements: dict[int, Any], reader: Any) -> list[str]:
    numbers = [number for _, number in marks_of(page, reader) if number is not None]
    found = [] if len(set(numbers)) == len(numbers) else [f"page {place}: two pieces have one number"]
    found += [f"page {place} draws what nobody reads"] if _unread(page, reader) else []
    if not numbers:
        return found
    row = rows.get(int(page.get("/StructParents", -1)))
    if row is None:
        return [*found, f"page {place} has marks and no row"]
    for number in numbers:
        element = row[number] if number < len(row) else None
        if element is None or getattr(element, "idnum", None) not in elements:
            found.append(f"page {place}: piece {number} leads to no element of the tree")
        elif not _holds(element.get_object(), number, page):
            found.append(f"page {place}: the element of piece {number} knows nothing of it")
    return found


def _unread(page: Any, reader: Any) -> bool:
    """Whether a page paints outside of every piece that an element holds or that is passed over."""
    marks: list[bool] = []
    drawn = page.get_contents()
    for given, operator in ContentStream(drawn, reader).operations if drawn is not None else []:
        if operator in (b"BDC", b"BMC"):
            said = given[1] if operator == b"BDC" and isinstance(given[1], DictionaryObject) else {}
            marks.append(str(given[0]) == "/Artifact" or "/MCID" in said)
        elif operator == b"EMC":
            marks.pop()
        elif operator in _PAINTS and not any(marks):
            return True
    return False


def _holds(element: DictionaryObject, number: int, page: Any) -> bool:
    for kid in _kids(element):
        below = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(below, DictionaryObject):
            if below.get("/Type") == "/MCR" and below["/MCID"] == number:
                return bool(below["/Pg"].get_object() == page)
        elif below == number:
            return bool(element["/Pg"].get_object() == page)  # type: ignore[attr-defined]
    return False


def _kids(element: Any) -> list[Any]:
    kids = element.get_object().get("/K")
    if kids is None:
        return []
    found = kids.get_object()
    return list(found) if isinstance(found, ArrayObject) else [kids]


def _rows(tree: Any) -> dict[int, Any]:
    nums = tree.get_object()["/Nums"]
    return {int(number): row.get_object() for number, row in zip(nums[::2], nums[1::2], strict=True)}


def _meant(roles: Any) -> set[str]:
    return STANDARD | {str(name) for name, stands in roles.items() if str(stands) in STANDARD}
