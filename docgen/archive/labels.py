"""Labels to cut out and stick on: of folders, each with the QR of its case's number, and of the box they are in.

A label hangs where anybody passes, so it has no word of the complaint and no name.
"""

from collections.abc import Mapping, Sequence

from docgen.archive.qr import qr_picture
from docgen.documents.reading import FactsReader
from docgen.markup import cell, paragraph, row, table, twips
from docgen.plain_document import Picture, drawn, plain_document, space, text
from docgen.wording import NOTHING, SECURITY_CLASSES

_QR, _WORDS = twips(4.0), twips(12.0)
_SIDE = 3.5  # centimetres of the QR


def labels(facts: Mapping[str, object]) -> bytes:
    """Return the .docx of a box's label, if any, and of its folders'. Raises FieldMissing or FieldWrong."""
    read = FactsReader(facts)
    box = [read.inner("box")] if read.tells("box") else []
    blocks = [*((one.filled_line("qr"), _box(one, read)) for one in box), *read.rows("folders", _folder)]
    pictures = [qr_picture(words) for words, _ in blocks]
    made = (_label(at, pictures[at - 1], lines) for at, (_, lines) in enumerate(blocks, 1))
    return plain_document(space(14).join(made) + paragraph("Akhir"), pictures)


def _label(place: int, picture: Picture, lines: Sequence[tuple[str, str]]) -> str:
    words = "".join(text(style, line, keep=True) for style, line in lines if line)
    cells = [cell(_QR, drawn(place, picture, "SelKepala", (_SIDE, _SIDE))), cell(_WORDS, words)]
    return table([_QR, _WORDS], row(cells), grid=True)


def _folder(one: FactsReader) -> tuple[str, list[tuple[str, str]]]:
    number, code = one.filled_line("number"), one.line("code")
    coded = " ".join(part for part in (code, one.line("meaning")) if part)
    return number, [
        ("SelKecil", one.line("office")),
        ("JudulNaskah", number),
        ("Sel", f"Kode: {coded or 'belum dipilih'}"),
        ("Sel", f"Kurun waktu: {one.line('years')}"),
        ("Sel", f"Keamanan: {SECURITY_CLASSES.get(one.line('keamanan'), NOTHING)}"),
        ("Sel", f"Masa simpan: {one.line('kept')}"),
        ("Sel", f"Disimpan sampai: {one.line('until') or NOTHING}"),
        ("Sel", f"Tempat: {one.line('place') or 'belum ditata di rak'}"),
    ]


def _box(one: FactsReader, read: FactsReader) -> list[tuple[str, str]]:
    return [
        ("SelKecil", read.line("office")),
        ("JudulNaskah", f"BOKS {one.filled_line('box')}"),
        ("Sel", f"Ruang: {one.filled_line('room')}"),
        ("Sel", f"Rak: {one.filled_line('rack')}"),
        *(_told(one) if one.line("first") else ()),
    ]


def _told(one: FactsReader) -> list[tuple[str, str]]:
    """Return what a box's label says of the files in it: nothing where whoever prints it does not see all of them."""
    return [
        ("Sel", f"Tahun: {one.line('years')}"),
        ("Sel", f"Berkas: {one.line('first')} sampai {one.line('last')} ({one.count('count')} berkas)"),
    ]
