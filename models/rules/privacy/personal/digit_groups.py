"""Finds a NIK or a mobile number that is written in pieces: on several lines, with signs or words between them."""

import re
from collections.abc import Iterator

from models.rules.privacy.personal.cue_words import one_of

_LINK = one_of(
    """
    terus trus trs lalu lanjut lanjutan kemudian lg lagi dan then and next strip spasi titik koma garis miring
    garing slash dash dot sambung sambungan belakang tengah depan akhir akhiran terakhir awal awalan sisa digit
    angka nomor no enam empat dua tiga yg yang abis_itu habis_itu baris berikut sama plus last first middle
    digits ini itu
    """
)
_JOIN = re.compile(
    rf"[^\w\x00]{{1,4}}|[^\w\x00]{{0,3}}(?:{_LINK}(?:nya|an)?[^\w\x00]{{1,3}}){{1,4}}", re.IGNORECASE | re.VERBOSE
)
_SIGNS = re.compile(r"[^\w\x00]{0,4}|_")
_LONGEST_GAP = 40
_ROW = re.compile(r"\d+")
# Province, regency, district, day (40 more for a woman), month, year, number.
_NIK = re.compile(
    r"(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])\d{4}"
    r"(?:0[1-9]|[1256]\d|[37][01]|4[1-9])(?:0[1-9]|1[0-2])\d{6}"
)
_OF_CARD = re.compile(r"\b(?:nik|ktp|kk|kartu\skeluarga|e-?ktp|identitas|id\scard)(?:nya|ku)?\b", re.IGNORECASE)
_MOBILE = re.compile(r"(?:62|0)8[1-9]\d{7,10}")
_BEFORE, _DIGITS, _LEAST_FIRST = 40, 16, 3


def groups_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a plain text has the pieces of such a number; pieces with only signs between them as one."""
    rows = [found.span() for found in _ROW.finditer(text)]
    for first, (start, end) in enumerate(rows):
        if end - start > _DIGITS or text[start] not in "0123456789":
            continue
        digits, pieces = text[start:end], [(start, end)]
        for begin, stop in rows[first + 1 : first + _DIGITS]:
            before = pieces[-1][1]
            if begin - before > _LONGEST_GAP or len(digits) + stop - begin > _DIGITS:
                break
            if _JOIN.fullmatch(text, before, begin) is None:
                break
            digits += text[begin:stop]
            pieces.append((begin, stop))
            if _is_number(digits, text, start, end):
                yield from _whole(text, pieces)


def _is_number(digits: str, text: str, start: int, end: int) -> bool:
    if len(digits) == _DIGITS:
        return bool(_NIK.fullmatch(digits) or _OF_CARD.search(text, max(start - _BEFORE, 0), start))
    return end - start >= _LEAST_FIRST and _MOBILE.fullmatch(digits) is not None


def _whole(text: str, pieces: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    start, end = pieces[0]
    for begin, stop in pieces[1:]:
        if _SIGNS.fullmatch(text, end, begin) is None:
            yield start, end
            start = begin
        end = stop
    yield start, end
