"""Finds in a plain text the number plates of vehicles from here, Singapore and Malaysia; visas stay."""

import re
from collections.abc import Iterator

from models.rules.privacy.personal.common_words import is_common
from models.rules.privacy.personal.cue_words import one_of

_CODES = (
    "A|B|D|E|F|G|H|K|L|M|N|P|R|S|T|W|Z|AA|AB|AD|AE|AG|BA|BB|BD|BE|BG|BH|BK|BL|BM|BN|BP|DA|DB|DC|DD|DE|DG|DH|DK|DL|DM"
    "|DN|DP|DR|DS|DT|DW|EA|EB|ED|KB|KH|KT|KU|PA|PB|ST"
)
_GAP = r"[ .\-_]{0,2}"
_PLATE = re.compile(
    rf"(?<![A-Za-z\d])(?:{_CODES}){_GAP}[1-9](?:{_GAP}\d){{2,3}}{_GAP}[A-Z](?:[ .\-_]?[A-Z]){{0,2}}(?![A-Za-z\d])"
)
# Singapore: SKV 1182 M, with a letter for checking at the end. Malaysia: WYK 3917, which many other codes look like.
_SINGAPORE = re.compile(
    r"(?<![A-Za-z\d])(?:S[A-Z]{1,2}|[GYPX][A-Z]?)[ .\-]?[1-9]\d{1,3}[ .\-]?[A-EG-HJ-MPR-UX-Z](?![A-Za-z\d])"
)
_MALAYSIA = re.compile(
    r"(?<![A-Za-z\d.-])(?P<letters>[A-HJ-NP-TVWZ][A-Z]{2})[ \-]?[1-9]\d{3}(?![A-Za-z\d]|[ .,-]?\d)"
)
_YEAR = re.compile(r".*(?:19|20)\d\d")
# Behind the word for a vehicle any plate is one.
_VEHICLE = one_of(
    r"""
    plat plate nopol no\.?_pol kereta car mobil motor motorcycle taxi teksi taksi lorry lori van bus bas truck
    vehicle kendaraan
    """
)
_FOREIGN = re.compile(
    rf"""\b{_VEHICLE}(?:nya)?\b(?:\W{{0,3}}\b(?:no|nomor|number|sgp?|sgp|mys?|malaysian?|singapore|singapura|johor|asing|luar|hitam
    |putih|merah|silver|grey|black|white|with|dengan|is|adalah|plat|plate|reg|registration|wrote|itu|saya|dia|pelaku)\b){{0,4}}[\s:.,-]{{0,3}}
    (?P<number>(?-i:[A-Z]{{1,3}}[ .\-]?[1-9]\d{{1,3}}(?:[ .\-]?[A-Z]{{1,3}})?))(?![A-Za-z\d])""",
    re.IGNORECASE | re.VERBOSE,
)
# Shorter ones, and small letters, where a word before says what it is.
_SAID = re.compile(
    rf"""\b(?:plat|nopol|no\.?\s?pol|nomor\spolisi|plate|mobil|motor|kendaraan|truk|taksi|taxi)(?:nya)?\b
    (?:\W{{0,3}}\b(?:no|nomor|number|saya|dia|pelaku|calo|avanza|xenia|innova|beat|vario|hitam|putih|merah|biru|dengan
    |adalah|plat|nopol)\b){{0,3}}
    [\s:.,-]{{0,3}}
    (?P<number>(?:{_CODES}){_GAP}[1-9](?:{_GAP}\d){{0,3}}{_GAP}[a-z](?:[ .\-_]?[a-z]){{0,2}})(?![a-z\d])""",
    re.IGNORECASE | re.VERBOSE,
)
_DIGIT = re.compile(r"\d")
_FRONT = re.compile(r"[A-Z]*")
_VISA = re.compile(r"B[ -]?211[ -]?[A-C]?|[CDE]\d{2,3}[A-Z]?")


def plates_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a plain text has a number plate; stretches may overlap."""
    if _DIGIT.search(text) is None:
        return
    yield from (found.span() for found in _PLATE.finditer(text) if not _VISA.fullmatch(found.group()))
    yield from (found.span() for found in _SINGAPORE.finditer(text) if not is_common(_letters(found)))
    for found in _MALAYSIA.finditer(text):
        if not is_common(_letters(found)) and _YEAR.fullmatch(found.group()) is None:
            yield found.span()
    for pattern in (_SAID, _FOREIGN):
        yield from (found.span("number") for found in pattern.finditer(text))


def _letters(found: re.Match[str]) -> str:
    return _FRONT.match(found.group())[0].lower()  # type: ignore[index]
