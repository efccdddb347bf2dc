"""Finds in a plain text the number plates of Indonesian vehicles; the indices of visas look like them and stay."""

import re
from collections.abc import Iterator

_CODES = (
    "A|B|D|E|F|G|H|K|L|M|N|P|R|S|T|W|Z|AA|AB|AD|AE|AG|BA|BB|BD|BE|BG|BH|BK|BL|BM|BN|BP|DA|DB|DC|DD|DE|DG|DH|DK|DL|DM"
    "|DN|DP|DR|DS|DT|DW|EA|EB|ED|KB|KH|KT|KU|PA|PB|ST"
)
_GAP = r"[ .\-_]{0,2}"
_PLATE = re.compile(
    rf"(?<![A-Za-z\d])(?:{_CODES}){_GAP}[1-9](?:{_GAP}\d){{2,3}}{_GAP}[A-Z](?:[ .\-_]?[A-Z]){{0,2}}(?![A-Za-z\d])"
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
_VISA = re.compile(r"B[ -]?211[ -]?[A-C]?|[CDE]\d{2,3}[A-Z]?")


def plates_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a plain text has a number plate; stretches may overlap."""
    yield from (found.span() for found in _PLATE.finditer(text) if not _VISA.fullmatch(found.group()))
    yield from (found.span("number") for found in _SAID.finditer(text))
