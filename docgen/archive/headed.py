"""A document of our own markup under the office's letterhead."""

from collections.abc import Sequence

from docgen.documents.letter import letterhead
from docgen.documents.reading import FactsReader
from docgen.letterhead.block import block, style_ids
from docgen.plain_document import WIDE, Picture, plain_document, space, text


def headed(read: FactsReader, title: str, number: str, body: str, pictures: Sequence[Picture] = ()) -> bytes:
    """Return the .docx of a body under letterhead and title, and an office's name alone where it has no letterhead.

    The letterhead's emblem comes after `pictures`, so that a body may name those from 1 on. Raises FieldMissing,
    FieldWrong.
    """
    known = read.inner("kop").lines("lines")
    kop = letterhead(read, "kop") if known else None
    emblem = kop.emblem if kop else None
    drawn = [Picture(emblem.content, "png", emblem.width, emblem.height)] if emblem else []
    relation = f"rId{len(pictures) + 2}"  # rId1 is the styles
    head = block(kop, WIDE, style_ids(), relation) if kop else text("SelKepala", read.line("office"))
    named = text("JudulNaskah", title) + (text("NomorNaskah", number) if number else "")
    return plain_document(head + space(12) + named + space(6) + body, [*pictures, *drawn])
