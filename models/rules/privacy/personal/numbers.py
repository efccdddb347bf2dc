"""Finds in a plain text the numbers by which a person is known: NIK, passport, permit, telephone, account."""

import re
from collections.abc import Iterator
from itertools import pairwise

from models.rules.privacy.personal.cue_words import one_of
from models.rules.privacy.personal.digit_groups import groups_in
from models.rules.privacy.personal.harmless_digits import spared
from models.rules.privacy.personal.typed_digits import spelled_in, with_digits

# What may stand between two digits of one number.
_GAP = r"[ .\-·•_*()~|]{0,3}"
# Nine digits and more in a row, some typed as O, I or l: NIK, family card, telephone, account, tax number.
_LONG = re.compile(rf"(?<![A-Za-z\d])[(+]?\d(?:{_GAP}(?:\d|(?<![A-Za-z])[OoIl](?![A-Za-z]))){{8,}}(?!\d)")
# A mobile number is told by its beginning, so more may stand between its digits.
_MOBILE = re.compile(r"(?<!\d)(?:[+(]?6[\W_]{0,3}2|[0Oo])[\W_]{0,3}8(?:[^\w\n]{0,3}_?[\dOoIl]){7,12}(?!\d)")
_ABROAD = re.compile(rf"(?<![\w+])\+\s?\d(?:{_GAP}\d){{6,14}}(?!\d)")
# Shorter ones are told by the word before them.
_CUE = one_of(
    """
    hp wa whatsapp telp tlp tel telepon telpon telfon phone ponsel call hub hubungi kontak contact sms rek
    rekening norek account acct acc nik ktp kk npwp bpjs bca bri brk bni bsi btn mandiri cimb niaga danamon
    permata maybank ocbc uob dbs posb panin mega bukopin jago seabank muamalat gopay ovo dana shopeepay linkaja
    va passport paspor pasport passpor pspr nopas kitas kitap itas itap sim nip nopol
    """
)
_FILLER = one_of(
    """
    no nomor nomer nmr number saya sy kami dia atas nama adalah is my baru lama aktif suami istri anak ibu bapak
    rek rekening hp wa bank pribadi bisa ke di riau kepri syariah tf rumah
    """
)
_SAID = re.compile(
    rf"""\b{_CUE}(?:nya|ku|mu|-ku)?\b(?:\W{{0,3}}\b{_FILLER}(?:nya|ku)?\b){{0,4}}[\s:=.,(\#-]{{0,4}}
    (?P<number>[A-Za-z]{{0,2}}[ .\-]{{0,2}}\d(?:[ .\-·•_*/,:]{{0,2}}[\dOo]){{5,19}}[A-Za-z]?)(?![\dA-Za-z])""",
    re.IGNORECASE | re.VERBOSE,
)
# Permits, visas and passports of many countries mix letters and digits.
_PAPER = re.compile(
    rf"""\b(?:passport|paspor|pasport|passpor|pspr|nopas|e-?visa|visa|voa|kitas|kitap|itas|itap|e-?itas|niora|permit|izin\stinggal|imk
    |merp|sim|akta|akte)(?:nya|ku)?\b(?:\W{{0,3}}\b{_FILLER}\b){{0,3}}[\s:=.,(\#-]{{0,4}}
    (?P<number>(?=(?:[A-Z./-]*\d){{5}})[A-Z\d]+(?:[./-][A-Z\d]+)*)""",
    re.IGNORECASE | re.VERBOSE,
)
# Indonesian passports: a letter and seven digits; many foreign ones look alike.
_PASSPORT = re.compile(
    r"(?<![A-Za-z\d])(?!(?:no|rt|rw|km|rp|hp|wa|tv|th|ke|di|nd|sd)[ .\-\d])"
    r"(?:[A-Za-z]{1,2}|[A-Za-z][ .\-·•_*]{1,2}|(?-i:[A-Z]{2})[ .\-]{1,2})\d(?:[ .\-·•_*]{0,2}\d){5,7}"
    r"(?:[ .\-]?(?-i:[A-Z]))?(?![A-Za-z\d])",
    re.IGNORECASE,
)
# The number of a stay permit: 2C21JE1234-X.
_PERMIT = re.compile(
    r"(?<![A-Za-z\d])\d[A-Za-z]\d\d[ .-]?[A-Za-z]{2}[ .-]?\d{4}(?:\s?-\s?[A-Za-z]{1,3})?(?![A-Za-z\d])"
)
_YEARS = re.compile(r"(?:19|20)\d\d(?:\D+(?:19|20)\d\d)*")
_ROW = re.compile(r"\d+")
# So far before and behind a digit may stand what tells what it is; fewer digits are nobody's number.
_BEFORE, _BEHIND, _FEWEST = 60, 12, 5


def numbers_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a plain text has a person's number; stretches may overlap."""
    yield from spelled_in(text)
    rest = text
    digits = sum(map(len, _ROW.findall(text)))
    if digits >= _FEWEST:
        rest = spared(text)
        yield from _as_written(rest)
    read = with_digits(rest, digits)
    if read is not None:
        yield from (read.place(*span) for span in _as_written(read.text))


def _as_written(text: str) -> Iterator[tuple[int, int]]:
    for start, end in _near_digits(text):
        for pattern in (_MOBILE, _ABROAD, _PASSPORT, _PERMIT):
            yield from (found.span() for found in pattern.finditer(text, start, end))
        long = _LONG.finditer(text, start, end)
        yield from (found.span() for found in long if not _counted(found.group()))
        for pattern in (_SAID, _PAPER):
            yield from (found.span("number") for found in pattern.finditer(text, start, end))
    yield from groups_in(text)


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


def _counted(written: str) -> bool:
    """Whether a row of digits is several numbers: years, or each one more than the last."""
    parts = [int(part) for part in re.findall(r"\d+", written)]
    if len(parts) < 3 or written[0] in "+0(":
        return False
    return bool(_YEARS.fullmatch(written)) or all(after == before + 1 for before, after in pairwise(parts))
