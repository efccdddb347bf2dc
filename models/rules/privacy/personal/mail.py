"""Finds in a plain text the mail addresses and accounts of persons; those of the office itself stay."""

import re
from collections.abc import Iterator

_AT = r"\s?(?:@|[(\[{]\s?(?:at|et|a)\s?[)\]}])\s?"
_DOT = r"(?:\.|\s\.\s|\s?[(\[{]\s?(?:dot|titik)\s?[)\]}]\s?|\s(?:dot|titik)\s)"
_ENDS = r"(?:com|co|id|net|org|edu|sg|my|info|me|us|uk|au|de|nl|[a-z]{2,3})\b"
_USER = rf"[a-z\d][\w+-]*(?:{_DOT}[\w+-]+)*"
_MAIL = re.compile(rf"{_USER}{_AT}[a-z\d-]+(?:{_DOT}[a-z\d-]{{2,}})*{_DOT}{_ENDS}", re.IGNORECASE)
# Without a sign for "at", only at the houses where people have their mail.
_HOUSES = r"(?:g\s?mail|yahoo|ymail|hotmail|outlook|icloud|live|proton(?:mail)?|rocketmail)"
_SPOKEN = re.compile(
    rf"{_USER}(?:{_AT}|\s(?:at|et|ad)\s){_HOUSES}(?:{_DOT}(?:com?|id|me|sg|my|uk)\b)*", re.IGNORECASE
)
_ACCOUNT = re.compile(r"(?<![\w@.])@(?P<name>[A-Za-z\d_][\w.]+\w)", re.ASCII)
_CALLED = re.compile(
    r"\b(?:ig|instagram|akun|fb|facebook|tiktok|twitter|telegram|line|id line|line id)\s?(?:saya|nya)?\s?[:=]\s?"
    r"(?P<name>[\w.]{3,})",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r".*imigrasi.*|.*kanim.*|.*kemen.*|(?:info|humas|pengaduan|layanan|lapor|kontak)[\w.-]*@[\w.-]*go\.id",
    re.IGNORECASE,
)
_MAYBE = re.compile(rf"@|{_HOUSES}|\b(?:dot|titik)\b", re.IGNORECASE)


def addresses_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a plain text has a mail address or account of a person; stretches may overlap."""
    if "@" in text or _MAYBE.search(text) is not None:
        for pattern in (_MAIL, _SPOKEN):
            yield from (found.span() for found in pattern.finditer(text) if not _OFFICE.fullmatch(found.group()))
    for sign, pattern in (("@", _ACCOUNT), (":", _CALLED), ("=", _CALLED)):
        if sign in text:
            found = pattern.finditer(text)
            yield from (one.span("name") for one in found if not _OFFICE.fullmatch(one["name"]))
