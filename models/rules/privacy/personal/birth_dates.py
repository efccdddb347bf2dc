"""Finds in a plain text the dates of birth: a whole date beside a word for being born."""

import re
from collections.abc import Iterator

from models.rules.privacy.personal.cue_words import one_of

_MONTH = one_of(
    r"""
    jan(?:uari|uary)? feb(?:ruari|ruary|r)? mar(?:et|ch|t)? maart mei may apr(?:il)? jun[ie]? jul[iy]? juin juillet
    agu(?:stus|s|t)? ags(?:t)? aug(?:ust|ustus)? sept?(?:ember)? okt(?:ober)? oct(?:ober)? nop(?:ember)?
    nov(?:ember)? des(?:ember)? dec(?:ember)? dez(?:ember)? mac ogos disember
    """
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:\s?(?:st|nd|rd|th))?"
_YEAR = r"(?:'?\d\d(?!\d)|19\d\d|20[0-4]\d)"
_SIGN = r"[\s.,/\-]{1,3}"
_DATE = rf"""(?:{_DAY}{_SIGN}(?:of\s)?{_MONTH}\b(?:{_SIGN}{_YEAR})? | {_MONTH}{_SIGN}{_DAY}{_SIGN}{_YEAR}
    | {_DAY}\s?[-./\s]\s?(?:0?[1-9]|1[0-2])\s?[-./\s]\s?{_YEAR}
    | (?:19|20)\d\d\s?[-./]\s?\d{{1,2}}\s?[-./]\s?\d{{1,2}}
    | (?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19\d\d|20[0-4]\d|\d\d))(?!\d)"""
_BORN = one_of(
    r"""
    ttl t\.t\.l tmpt tgl_?lhr tgl_?lahir lahir(?:nya|an)? lhr kelahiran dilahirkan lahirnyo born d\.?o\.?b
    birth(?:day|date)?
    ultah ulang_tahun(?:nya)? ulangtahun hbd geb geboren geboortedatum geburtsdatum nacido brojol
    """
)
# What is told of these is a date of theirs.
_OF_A_THING = one_of(
    r"""
    terbit(?:nya|an)? daftar(?:nya)? mendaftar jadwal(?:nya)? dibuat buat keluar(?:nya)? urus(?:nya)? ambil
    diambil selesai datang
    kantor antre(?:an)? antri(?:an)? berlaku pengumuman foto wawancara issued valid expired? appointment apply applied
    registered libur pembukaan dibuka
    """
)
_AFTER = re.compile(
    rf"(?<!akta\s)(?<!akte\s)(?<!hari\s)\b{_BORN}\b(?P<between>[^\n!?;]{{0,48}}?)(?<![\w])(?P<date>{_DATE})",
    re.IGNORECASE | re.VERBOSE,
)
_AHEAD = re.compile(
    rf"(?<![\w./-])(?P<date>{_DATE})[\s,:(=-]{{1,4}}(?:(?:itu|adalah|is|my|itulah)\s)?"
    r"(?:tgl|tanggal|ttl|dob|date\sof|hari\sulang|ultah|birth\s?da)",
    re.IGNORECASE | re.VERBOSE,
)
_NO_DATE = re.compile(rf"\b{_OF_A_THING}\b|[.]\s+[A-Za-z]{{5,}}\s(?-i:[a-z])", re.IGNORECASE)
# One of these stands in every such word, and is sought faster.
_SIGNS = (
    "lahir",
    "lhr",
    "ttl",
    "t.t.l",
    "born",
    "birth",
    "dob",
    "d.o.b",
    "ultah",
    "ulang",
    "geb",
    "hbd",
    "nacid",
    "brojol",
)


def births_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a plain text says on which day somebody was born."""
    low = text.lower()
    if not any(sign in low for sign in _SIGNS):
        return
    for pattern in (_AFTER, _AHEAD):
        for found in pattern.finditer(text):
            between = found.groupdict().get("between") or ""
            if _NO_DATE.search(between) is None:
                yield found.span("date")
