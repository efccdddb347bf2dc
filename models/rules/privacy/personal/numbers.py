"""Finds in a plain text the numbers by which a person is known: NIK, passport, permit, telephone, account."""

import re
from collections.abc import Iterator
from itertools import pairwise

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)\d\d"
_CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d(?:[.:][0-5]\d)?"
_OCTET = r"(?:\d|[1-9]\d|1\d\d|2[0-5]\d)"
# What stays though it is a row of digits: the office's own numbers and pages, sums, dates, times, hosts.
_HARMLESS = re.compile(
    rf"""
    \bADU\s?-\s?\d{{4}}\s?-\s?\d+
    | \b[A-Z]{{1,5}}\.\d+(?:\.[A-Z]{{2,4}}\.\d+)?-[A-Z]{{2}}\.\d[\d.]*\d(?:-\d+)?
    | \b[A-Z]{{2}}\.\d\d\.\d\d(?:\.\d\d)?(?:-\d+)?
    | \b(?:https?://|www\.)[^\s/]*\bgo\.id\S*
    | \b(?:rp|idr|usd|sgd|myr|rm)\b\.?\s?\d[\d.,]* | \brp\d[\d.,]*
    | (?<![\d.])\d{{1,3}}(?:[.,]\d{{3}})+(?:,\d\d)?(?=\s*(?:rupiah|juta|ribu|miliar|orang|dolar|ringgit))
    | (?<![\d.,/-])(?:{_DAY}[-./]{_MONTH}[-./](?:{_YEAR}|\d\d)|{_YEAR}[-./]{_MONTH}[-./]{_DAY})(?!\d|[-./]\d)
    | (?<![\d.:+-]){_CLOCK}(?:\s?(?:-|s/?d|sampai)\s?{_CLOCK})?(?!\d|[.:-]\d)
    | (?<![\d.])[1-9]\d{{0,2}}(?:\.{_OCTET}){{3}}(?![\d.])
    """,
    re.IGNORECASE | re.VERBOSE,
)
# What may stand between two digits of one number.
_GAP = r"[ .\-·•_*()~|]{0,3}"
# Nine digits and more in a row, some typed as O, I or l: NIK, family card, telephone, account, tax number.
_LONG = re.compile(rf"(?<![A-Za-z\d])[(+]?\d(?:{_GAP}(?:\d|(?<![A-Za-z])[OoIl](?![A-Za-z]))){{8,}}(?!\d)")
# A mobile number is told by its beginning, so more may stand between its digits.
_MOBILE = re.compile(r"(?<!\d)(?:[+(]?6[\W_]{0,3}2|[0Oo])[\W_]{0,3}8(?:[^\w\n]{0,3}_?[\dOoIl]){7,12}(?!\d)")
_ABROAD = re.compile(rf"(?<![\w+])\+\s?\d(?:{_GAP}\d){{6,14}}(?!\d)")
# Shorter ones are told by the word before them.
_SAID = re.compile(
    r"""\b(?:hp|wa|whatsapp|telp|tlp|tel|telepon|telpon|phone|ponsel|call|rek|rekening|norek|account|acc|nik|ktp|kk|npwp
       |bpjs|bca|bri|bni|bsi|btn|mandiri|cimb|danamon|permata|gopay|ovo|dana|shopeepay|va|passport|paspor|pasport|passpor
       |kitas|kitap|itas|itap|sim)(?:nya)?\b
    (?:\W{0,3}\b(?:no|nomor|nmr|number|saya|sy|kami|dia|atas|nama|adalah|is|my|baru|lama|aktif|suami|istri|anak|ibu|bapak
       |rek|rekening|hp|wa|bank|pribadi|bisa|ke|di)\b){0,4}
    [\s:=.,(\#-]{0,4}
    (?P<number>[A-Za-z]{0,2}[ .\-]{0,2}\d(?:[ .\-·•_*]{0,2}[\dOo]){5,19}[A-Za-z]?)(?![\dA-Za-z])""",
    re.IGNORECASE | re.VERBOSE,
)
# Indonesian passports: a letter and seven digits; many foreign ones look alike.
_PASSPORT = re.compile(
    r"(?<![A-Za-z\d])(?!(?:no|rt|rw|km|rp|hp|wa|tv|th|ke|di|nd|sd)[ .\-\d])"
    r"(?:[A-Za-z]{1,2}|[A-Za-z][ .\-·•_*]{1,2}|(?-i:[A-Z]{2})[ .\-]{1,2})\d(?:[ .\-·•_*]{0,2}\d){5,7}(?![A-Za-z\d])",
    re.IGNORECASE,
)
# The number of a stay permit: 2C21JE1234-X.
_PERMIT = re.compile(r"(?<![A-Za-z\d])\d[A-Za-z]\d\d[A-Za-z]{2}\d{4}(?:\s?-\s?[A-Za-z])?(?![A-Za-z\d])")
_DIGITS = (
    r"(?:nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|lapan|sembilan"
    r"|zero|one|two|three|four|five|six|seven|eight|nine)"
)
_SPELLED = re.compile(rf"\b(?P<number>{_DIGITS}(?:[\s,.\-]{{1,3}}{_DIGITS}\b){{6,}})")
_YEARS = re.compile(rf"{_YEAR}(?:\D+{_YEAR})*")


_ROW = re.compile(r"\d+")
# So far before and behind a digit may stand what tells what it is; fewer digits are nobody's number.
_BEFORE, _BEHIND, _FEWEST = 60, 12, 6


def numbers_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a plain text has a person's number; stretches may overlap."""
    yield from (found.span("number") for found in _SPELLED.finditer(text.lower()))
    if not any(map(str.isdigit, text)):
        return
    rest = spared(text)
    for start, end in _near_digits(rest):
        for pattern in (_MOBILE, _ABROAD, _PASSPORT, _PERMIT):
            yield from (found.span() for found in pattern.finditer(rest, start, end))
        long = _LONG.finditer(rest, start, end)
        yield from (found.span() for found in long if not _counted(found.group()))
        yield from (found.span("number") for found in _SAID.finditer(rest, start, end))


def _near_digits(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text in which a number can be, so that the rest need not be searched."""
    groups: list[tuple[int, int, int]] = []
    for row in _ROW.finditer(text):
        start, end = row.span()
        if groups and start - groups[-1][1] < _BEFORE + _BEHIND:
            groups[-1] = groups[-1][0], end, groups[-1][2] + end - start
        else:
            groups.append((start, end, end - start))
    for start, end, digits in groups:
        if digits >= _FEWEST:
            behind = end + _BEHIND
            while behind < len(text) and text[behind].isalnum():
                behind += 1
            yield max(start - _BEFORE, 0), min(behind, len(text))


def spared(text: str) -> str:
    """Return a text of the same length without the rows of digits that are nobody's."""
    return _HARMLESS.sub(lambda found: "\x00" * len(found.group()), text)


def _counted(written: str) -> bool:
    """Whether a row of digits is several numbers: years, or each one more than the last."""
    parts = [int(part) for part in re.findall(r"\d+", written)]
    if len(parts) < 3 or written[0] in "+0(":
        return False
    return bool(_YEARS.fullmatch(written)) or all(after == before + 1 for before, after in pairwise(parts))
