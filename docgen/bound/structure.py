"""Keeps the structure of PDFs that are joined: their tags under one tree, in which each page finds its own elements.

What a tag may hold is copied by name, so nothing foreign comes along with it. A page without tags is one paragraph,
read in the order it was drawn, after its part's elements; where tags cannot be read, the bundle says so.
"""

from collections.abc import Mapping
from typing import cast

from pypdf import PageObject, PdfReader, PdfWriter
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
    TextStringObject,
)

from docgen.bound.tree import (
    UNREADABLE,
    attributes_of,
    classes_of,
    language_of,
    plain,
    roles_of,
    rows_of,
    standard_type,
    top_of,
    tree_of,
)

LANGUAGE = "id-ID"
_KEPT = ("/T", "/Lang", "/Alt", "/ActualText", "/E")
_MARKS = (b"BDC", b"BMC", b"EMC", b"DP", b"MP")
_NUMBERS = ("/StructParents", "/StructParent")


class Part:
    """One PDF of a bundle: its tree where it has one, and which of its pages became which."""

    def __init__(self, writer: PdfWriter, title: str, reader: PdfReader) -> None:
        self.title, self._writer = title, writer
        self.tree = tree_of(reader)
        self.language = language_of(reader)
        self.rows = rows_of(self.tree) if self.tree is not None else {}
        self.became: dict[int, IndirectObject] = {}
        self.numbers: list[tuple[IndirectObject, int]] = []  # a page, and its row in its own PDF
        self.marked: list[IndirectObject] = []  # pages that are one paragraph each
        self.whole = True

    def add(self, source: PageObject, number: object, added: PageObject) -> None:
        """Note which page of the bundle a page became; `number`: that of its row. Before anything is drawn on it."""
        page = cast(IndirectObject, added.indirect_reference)
        if source.indirect_reference is not None:
            self.became[source.indirect_reference.idnum] = page
        held = [_without_numbers(each) for each in (source, added)]  # pypdf leaves some of them behind by itself
        if any(held) and self.tree is not None:
            self.whole = False  # elements held a piece of something drawn on the page: that does not come along
        if isinstance(number, int) and number in self.rows:
            self.numbers.append((page, int(number)))
        elif _one_paragraph(self._writer, added):
            self.marked.append(page)
        else:
            self.whole = False


class Structure:
    """The tree of a bundle: a document, under it each part."""

    def __init__(self, writer: PdfWriter) -> None:
        self._writer = writer
        self._parts: list[Part] = []
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
            if part.language not in ("", LANGUAGE):
                found["/Lang"] = TextStringObject(part.language)
            branch = self._new(found | ({"/T": TextStringObject(part.title)} if part.title else {}))
            sure = self._grown(part, branch) and sure
            branches.append(branch)
        _of(whole)[NameObject("/K")] = branches
        rows = self._new({"/Nums": self._rows})
        _put(_of(root), {"/K": whole, "/ParentTree": rows})
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
        _of(branch)[NameObject("/K")] = ArrayObject()
        try:
            self._elements(part, branch)
        except UNREADABLE:
            part.whole = False
        self._paragraphs(part, branch)
        return part.whole

    def _elements(self, part: Part, branch: IndirectObject) -> None:
        if part.tree is None:
            return
        taken: dict[int, IndirectObject] = {}
        copied = _Copied(self, part, part.tree, taken)
        _of(branch)[NameObject("/K")] = copied.kids(top_of(part.tree), branch)
        for page, number in part.numbers:
            row = cast(ArrayObject, part.rows[number].get_object())
            found = [_same(each, taken) for each in row]
            self._row(page, ArrayObject(NullObject() if each is None else each for each in found))
            if None in found:
                part.whole = False  # a piece of the page belongs to an element that the tree does not lead to

    def _paragraphs(self, part: Part, branch: IndirectObject) -> None:
        kids = cast(ArrayObject, _of(branch)["/K"])
        for page in part.marked:
            made = {"/Type": NameObject("/StructElem"), "/S": NameObject("/P"), "/P": branch, "/Pg": page}
            kids.append(self._new(made | {"/K": NumberObject(0)}))
            self._row(page, ArrayObject([kids[-1]]))

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
        self, structure: Structure, part: Part, tree: DictionaryObject, taken: dict[int, IndirectObject]
    ) -> None:
        self._structure, self._part, self._taken = structure, part, taken
        self._roles, self._classes = roles_of(tree), classes_of(tree)

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
        values = {"/Type": NameObject("/StructElem"), "/S": self._name(found), "/P": parent}
        values |= {key: plain(found[key]) for key in _KEPT if key in found} | ({"/Pg": page} if page else {})
        if read_out := attributes_of(found, self._classes):
            values["/A"] = read_out
        made = self._structure._new(values)
        if number:
            self._taken[number] = made
        if kids := self.kids(found.get("/K"), made):
            _of(made)[NameObject("/K")] = kids if len(kids) > 1 else kids[0]
        return made

    def _name(self, found: DictionaryObject) -> NameObject:
        """Return what an element is by the names of its own PDF: those of another may mean something else."""
        stands = standard_type(str(found["/S"]), self._roles)
        if stands is None:
            self._part.whole = False
        return NameObject(stands or "/NonStruct")

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


def _same(element: PdfObject, taken: Mapping[int, IndirectObject]) -> PdfObject | None:
    """Return what an element of a row became: nothing where the row has none, None where it was not copied."""
    if isinstance(element, IndirectObject) and element.idnum in taken:
        return taken[element.idnum]
    return NullObject() if isinstance(element.get_object(), NullObject | None) else None


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


def _without_numbers(page: PageObject) -> bool:
    """Take rows of another tree from all that a page draws, since they lead to other elements; whether it had any."""
    left: list[DictionaryObject] = [page]
    seen: set[int] = set()
    found = False
    while left:
        resources = left.pop().get("/Resources", DictionaryObject()).get_object()
        kinds = [resources.get(kind, DictionaryObject()).get_object() for kind in ("/XObject", "/Pattern")]
        for each in [each.get_object() for kind in kinds for each in kind.values()]:
            if id(each) not in seen:
                seen.add(id(each))
                left.append(each)
                numbers = [each.pop(NameObject(key), None) for key in _NUMBERS]
                found = found or numbers != [None, None]
    return found


def _of(reference: IndirectObject) -> DictionaryObject:
    return cast(DictionaryObject, reference.get_object())


def _put(into: DictionaryObject, values: Mapping[str, PdfObject]) -> None:
    into.update({NameObject(key): value for key, value in values.items()})
