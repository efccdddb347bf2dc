"""What a film or an HEIC tells of its making is emptied; every other byte stays where it is."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.drawing.bare import bare
from docgen.drawing.bare_boxes import bare_boxes, is_boxed

PLACE = b"-01.1536+103.8921/ rumah Sari"
TAKEN = b"\xe6\x11\x22\x33" * 2


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + kind + body


def film(brand: bytes) -> bytes:
    told = box(b"udta", box(b"\xa9xyz", PLACE)) + box(b"meta", PLACE)
    track = box(b"trak", box(b"tkhd", bytes(4) + TAKEN + b"x" * 20) + box(b"udta", PLACE))
    head, sound = box(b"ftyp", brand + bytes(4)), struct.pack(">I4sQ", 1, b"mdat", 16 + 8) + b"gambar!!"
    dated = box(b"mvhd", b"\1\0\0\0" + TAKEN * 2 + b"y" * 20)
    return head + box(b"moov", dated + track + told) + box(b"uuid", PLACE) + sound


@pytest.mark.parametrize("brand", [b"isom", b"mp42", b"qt  ", b"3gp5"])
def test_a_film_loses_place_and_time_and_keeps_every_other_byte_where_it_was(brand: bytes) -> None:
    before = film(brand)
    after = bare(before)
    assert (before.count(PLACE), PLACE in after, len(after)) == (4, False, len(before))
    assert (before.count(TAKEN), TAKEN in after) == (3, False)
    assert after.endswith(b"gambar!!")
    assert (after.index(b"x" * 20), after.index(b"y" * 20)) == (before.index(b"x" * 20), before.index(b"y" * 20))
    assert bare(after) == after


def still(*, version: int, inside: bool) -> bytes:
    """Return an HEIC with two items of notes and one picture, whose notes lie in the metadata box or behind it."""
    notes, packet, picture = b"\0\0\0\0MM\0*" + PLACE, b"<x>" + PLACE, b"gambar!!"
    listed = b"".join(
        box(b"infe", struct.pack(">BBHHH4s", 2, 0, 0, number, 0, kind) + b"\0")
        for number, kind in ((1, b"hvc1"), (2, b"Exif"), (3, b"mime"))
    )
    head = box(b"ftyp", b"heic" + bytes(4) + b"mif1")

    def meta(first: int) -> bytes:
        places = (first, first + len(picture), first + len(picture) + len(notes))
        rows = b"".join(
            struct.pack(">H", number)
            + (struct.pack(">H", 1 if inside else 0) if version else b"")
            + struct.pack(">HHII", 0, 1, place, size)
            for number, place, size in zip((1, 2, 3), places, (len(picture), len(notes), len(packet)), strict=True)
        )
        stored = box(b"idat", picture + notes + packet) if inside else b""
        where = box(b"iloc", bytes([version, 0, 0, 0, 0x44, 0]) + struct.pack(">H", 3) + rows)
        return box(b"meta", bytes(4) + box(b"iinf", bytes(4) + struct.pack(">H", 3) + listed) + where + stored)

    behind = len(head) + len(meta(0)) + 8
    return head + (meta(0) if inside else meta(behind) + box(b"mdat", picture + notes + packet))


@pytest.mark.parametrize(("version", "inside"), [(0, False), (1, False), (1, True)])
def test_an_heic_loses_its_notes_and_keeps_its_picture(version: int, inside: bool) -> None:
    before = still(version=version, inside=inside)
    after = bare(before)
    assert (before.count(PLACE), PLACE in after, len(after)) == (2, False, len(before))
    assert after.index(b"gambar!!") == before.index(b"gambar!!")
    assert after.count(b"MM\0*\0\0\0\x08" + bytes(6)) == 1
    assert bare(after) == after


def test_which_files_are_made_of_boxes_is_told_by_their_beginning() -> None:
    assert [is_boxed(box(b"ftyp", brand)) for brand in (b"heic", b"isom", b"jp2 ")] == [True, True, False]
    assert not is_boxed(b"%PDF-1.7")


@given(st.binary(max_size=60), st.integers(0, 300), st.booleans())
def test_a_damaged_one_is_no_error_and_stays_as_long(noise: bytes, cut: int, moving: bool) -> None:
    whole = film(b"isom") if moving else still(version=1, inside=True)
    damaged = whole[:12] + whole[12 : 12 + cut] + noise + whole[12 + cut + len(noise) :]
    assert len(bare_boxes(damaged)) == len(damaged)
