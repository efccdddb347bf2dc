"""Keeps the structure of PDFs that are joined: their tags under one tree, in which each page finds its own elements.

What a tag may hold is copied by name, so nothing foreign comes along with it. A part without tags is one paragraph a
page, read in the order it was drawn; one whose tags cannot be read is left without, and the bundle says so.
"""

from collections.abc import Mapping
from typing import cast

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

LANGUAGE = "id-ID"
_BROKEN = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)
_KEPT = ("/T", "/Lang", "/Alt", "/ActualText", "/E")
_SPOKEN = ("/Table", "/List")  # what attributes belong to that a screen reader asks for; the others say how it looks
_MARKS = (b"BDC", b"BMC", b"EMC", b"DP", b"MP")
_NUMBERS = ("/StructParents", "/StructParent")


class Part:
    """One PDF of a bundle: its tree where it has one, and which of its pages became which."""

    def __init__(self, writer: PdfWriter, title: str, reader: PdfReader) -> None:
        self.title, self._writer = title, writer
        self.tree = _tree_of(reader)
        self.rows = _rows_of(self.tree) if self.tree is not None else {}
        self.became: dict[int, IndirectObject] = {}
        self.numbers: list[tuple[IndirectObject, int]] = []  # a page, and its row in its own PDF
        self.marked: list[IndirectObject] = []  # pages that are one paragraph each
        self.whole = True

    def add(self, source: PageObject, number: object, added: PageObject) -> None:
        """Note which page of the bundle a page became; `number`: that of its row. Before anything is drawn on it."""
        page = cast(IndirectObject, added.indirect_reference)
        if source.indirect_reference is not None:
            self.became[source.indirect_reference.idnum] = page
        _without_numbers(added)
        if self.tree is None:
            if _one_paragraph(self._writer, added):
                self.marked.append(page)
            else:
                self.whole = False
        elif isinstance(number, int) and number in self.rows:
            self.numbers.append((page, int(number)))


class Structure:
    """The tree of a bundle: a document, under it each part."""

    def __init__(self, writer: PdfWriter) -> None:
        self._writer = writer
        self._parts: list[Part] = []
        self._roles = DictionaryObject()
        self._rows = ArrayObject()

    def part(self, title: str, reader: PdfReader) -> Part:
        """Begin the next part."""
        self._parts.append(Part(self._writer, title, reader))
        return self._parts[-1]

    def write(self) -> None:
        """Put the tree into the bundle, once its pages are as they stay."""
        root = self._new({"/Type": NameObject("/StructTreeRoot")})
        whole = self._new({"/Type": NameObject("/StructElem"), "/S": NameObject("/Document"), "/P": root})
        branches, sure = ArrayObject(), True
        for part in self._parts:
            found = {"/Type": NameObject("/StructElem"), "/S": NameObject("/Part"), "/P": whole}
            branch = self._new(found | ({"/T": TextStringObject(part.title)} if part.title else {}))
            sure = self._grown(part, branch) and sure
            branches.append(branch)
        _of(whole)[NameObject("/K")] = branches
        rows = self._new({"/Nums": self._rows})
        _put(_of(root), {"/K": whole, "/ParentTree": rows, "/RoleMap": self._roles})
        _of(root)[NameObject("/ParentTreeNextKey")] = NumberObject(len(self._rows) // 2)
        self._say(root, sure)

    def _say(self, root: IndirectObject, sure: bool) -> None:
        """Say in the catalogue that the bundle is tagged, in which language, and whether all of it is."""
        marked = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
        if not sure:
            marked[NameObject("/Suspects")] = BooleanObject(True)
        shows = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
        said = {"/StructTreeRoot": root, "/MarkInfo": marked, "/ViewerPreferences": shows}
        _put(self._writer.root_object, said | {"/Lang": TextStringObject(LANGUAGE)})

    def _grown(self, part: Part, branch: IndirectObject) -> bool:
        """Put a part's elements under its branch, and its pages' rows into the tree; whether all of it is there."""
        if part.tree is None:
            self._paragraphs(part, branch)
            return part.whole
        try:
            taken: dict[int, IndirectObject] = {}
            roles = _plain(part.tree.get("/RoleMap", DictionaryObject()))
            copied = _Copied(self, part, self._together(cast(DictionaryObject, roles)), taken)
            _of(branch)[NameObject("/K")] = copied.kids(_top_of(part.tree), branch)
            for page, number in part.numbers:
                row = cast(ArrayObject, part.rows[number].get_object())
                self._row(page, ArrayObject(_same(each, taken) for each in row))
        except _BROKEN:
            return False
        return True

    def _paragraphs(self, part: Part, branch: IndirectObject) -> None:
        kids = ArrayObject()
        for page in part.marked:
            made = {"/Type": NameObject("/StructElem"), "/S": NameObject("/P"), "/P": branch, "/Pg": page}
            kids.append(self._new(made | {"/K": NumberObject(0)}))
            self._row(page, ArrayObject([kids[-1]]))
        _of(branch)[NameObject("/K")] = kids

    def _together(self, roles: Mapping[str, PdfObject]) -> dict[str, NameObject]:
        """Take over a part's own names of tags; return what stands for those that mean something else here."""
        other: dict[str, NameObject] = {}
        for name, stands in roles.items():
            known = self._roles.setdefault(NameObject(name), stands)
            if known != stands:
                other[name] = NameObject(stands)
        return other

    def _row(self, page: IndirectObject, row: ArrayObject) -> None:
        number = NumberObject(len(self._rows) // 2)
        self._rows += [number, self._writer._add_object(row)]
        _put(_of(page), {"/StructParents": number, "/Tabs": NameObject("/S")})

    def _new(self, values: Mapping[str, PdfObject]) -> IndirectObject:
        made = DictionaryObject()
        _put(made, values)
        return self._writer._add_object(made)


class _Copied:
    """Copies the elements of one part; `taken`: what each became, so that none is taken twice."""

    def __init__(
        self, structure: Structure, part: Part, other: Mapping[str, NameObject], taken: dict[int, IndirectObject]
    ) -> None:
        self._structure, self._part, self._other, self._taken = structure, part, other, taken

    def kids(self, kids: PdfObject | None, parent: IndirectObject) -> ArrayObject:
        """Return the copies of an element's kids."""
        if kids is None:
            return ArrayObject()
        listed = kids.get_object()
        each = listed if isinstance(listed, ArrayObject) else [kids]
        return ArrayObject(made for kid in each if (made := self._kid(kid, parent)) is not None)

    def _kid(self, kid: PdfObject, parent: IndirectObject) -> PdfObject | None:
        """Return one kid as it is in the bundle; None for what does not come along: links, fields, streams."""
        found = kid.get_object()
        if isinstance(found, int):
            return NumberObject(found)
        if not isinstance(found, DictionaryObject) or found.get("/Type") == "/OBJR" or "/Stm" in found:
            return None
        page = self._page(found.get("/Pg"))
        if found.get("/Type") == "/MCR":
            values = {"/Type": NameObject("/MCR"), "/Pg": page, "/MCID": found["/MCID"]} if page else {}
            made = DictionaryObject()
            _put(made, values)
            return made or None
        return self._element(kid, found, page, parent)

    def _element(
        self, kid: PdfObject, found: DictionaryObject, page: IndirectObject | None, parent: IndirectObject
    ) -> IndirectObject | None:
        number = kid.idnum if isinstance(kid, IndirectObject) else 0
        if number in self._taken:
            return None
        name = NameObject(found["/S"])
        values = {"/Type": NameObject("/StructElem"), "/S": self._other.get(name, name), "/P": parent}
        values |= {key: _plain(found[key]) for key in _KEPT if key in found} | ({"/Pg": page} if page else {})
        if spoken := _spoken(found.get("/A")):
            values["/A"] = spoken
        made = self._structure._new(values)
        if number:
            self._taken[number] = made
        if kids := self.kids(found.get("/K"), made):
            _of(made)[NameObject("/K")] = kids if len(kids) > 1 else kids[0]
        return made

    def _page(self, page: object) -> IndirectObject | None:
        return self._part.became.get(page.idnum) if isinstance(page, IndirectObject) else None


def as_artifact(page: PageObject, reader: PdfReader) -> None:
    """Make a page of feet something that a screen reader passes over: its own marks would be taken for the page's."""
    contents = page.get_contents()
    if contents is None:
        return
    drawn = ContentStream(contents, reader)
    kind = DictionaryObject()
    _put(kind, {"/Type": NameObject("/Pagination"), "/Subtype": NameObject("/Footer")})
    left = [each for each in drawn.operations if each[1] not in _MARKS]
    drawn.operations = [([NameObject("/Artifact"), kind], b"BDC"), *left, ([], b"EMC")]
    page[NameObject("/Contents")] = drawn


def _tree_of(reader: PdfReader) -> DictionaryObject | None:
    found = reader.root_object.get("/StructTreeRoot")
    tree = found.get_object() if found is not None else None
    return tree if isinstance(tree, DictionaryObject) else None


def _rows_of(tree: DictionaryObject) -> dict[int, PdfObject]:
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
    except _BROKEN:
        return {}
    return rows


def _top_of(tree: DictionaryObject) -> PdfObject | None:
    """Return the kids of a tree, without the one document that stands over all: the part stands there now."""
    kids = tree.get("/K")
    found = kids.get_object() if kids is not None else None
    only = found[0].get_object() if isinstance(found, ArrayObject) and len(found) == 1 else found
    alone = isinstance(only, DictionaryObject) and only.get("/S") == "/Document"
    return cast(DictionaryObject, only).get("/K") if alone else kids


def _same(element: PdfObject, taken: Mapping[int, IndirectObject]) -> PdfObject:
    return taken.get(element.idnum, NullObject()) if isinstance(element, IndirectObject) else NullObject()


def _plain(value: PdfObject) -> PdfObject:
    """Return a copy of names, numbers and words, to any depth; nothing that leads elsewhere."""
    found = value.get_object()
    if isinstance(found, ArrayObject):
        return ArrayObject(_plain(each) for each in found)
    if isinstance(found, DictionaryObject):
        kept = {} if isinstance(found, StreamObject) else found
        return DictionaryObject({key: _plain(each) for key, each in kept.items() if key != "/Headers"})
    return found if found is not None else NullObject()


def _spoken(attributes: PdfObject | None) -> ArrayObject:
    """Return the attributes of an element that are read out: of cells and lists, and where a picture stands."""
    if attributes is None:
        return ArrayObject()
    found = attributes.get_object()
    each = found if isinstance(found, ArrayObject) else [attributes]
    listed = [one for one in (kept.get_object() for kept in each) if isinstance(one, DictionaryObject)]
    return ArrayObject(_plain(one) for one in listed if one.get("/O") in _SPOKEN or "/BBox" in one)


def _one_paragraph(writer: PdfWriter, page: PageObject) -> bool:
    """Mark all that a page draws as one piece; False where it is marked already and nothing says what that means."""
    contents = page.get_contents()
    drawn = contents.get_data() if contents is not None else b""
    if b"/MCID" in drawn:
        return False
    marked = DecodedStreamObject()
    marked.set_data(b"/P <</MCID 0>> BDC\n" + drawn + b"\nEMC\n")
    page[NameObject("/Contents")] = writer._add_object(marked.flate_encode())
    return True


def _without_numbers(page: PageObject) -> None:
    """Take rows of another tree from what a page draws: they would lead to elements of other pages."""
    resources = page.get("/Resources", DictionaryObject()).get_object()
    pictures = resources.get("/XObject", DictionaryObject()).get_object()
    for each in pictures.values():
        for key in _NUMBERS:
            each.get_object().pop(NameObject(key), None)


def _of(reference: IndirectObject) -> DictionaryObject:
    return cast(DictionaryObject, reference.get_object())


def _put(into: DictionaryObject, values: Mapping[str, PdfObject]) -> None:
    into.update({NameObject(key): value for key, value in values.items()})
