"""Finds in a plain text the mail addresses and accounts of persons; those of the office itself stay."""

import re
from collections.abc import Iterator

from models.rules.privacy.personal.common_words import is_common
from models.rules.privacy.personal.cue_words import one_of
from models.rules.privacy.personal.lists.given_names import GIVEN

_AT = r"\s?(?:@|[(\[{]\s?(?:at|et|a)\s?[)\]}])\s?"
_DOT = r"(?:\.|\s\.\s|\s?[(\[{]\s?(?:dot|titik)\s?[)\]}]\s?|\s(?:dot|titik)\s)"
_ENDS = r"(?:com|kom|co|id|net|org|edu|sg|my|info|me|us|uk|au|de|nl|[a-z]{2,3})\b"
_USER = rf"[a-z\d][\w+-]*(?:{_DOT}[\w+-]+)*"
_MAIL = re.compile(rf"{_USER}{_AT}[a-z\d-]+(?:{_DOT}[a-z\d-]{{2,}})*{_DOT}{_ENDS}", re.IGNORECASE)
# Without a sign for "at", only at the houses where people have their mail.
_HOUSES = r"(?:g\s?mail|yahoo|ymail|hotmail|outlook|icloud|live|proton(?:mail)?|rocketmail)"
_SPOKEN = re.compile(
    rf"{_USER}(?:{_AT}|\s(?:at|et|ad)\s){_HOUSES}(?:(?:{_DOT}|\s)(?:[ck]om?|id|me|sg|my|uk)\b)*", re.IGNORECASE
)
_ACCOUNT = re.compile(r"(?<![\w@.])@(?P<name>[A-Za-z\d_][\w.]+\w)", re.ASCII)
# What follows the name of a network is an account where a sign parts them, or where it is spelled like one.
_NETWORK = one_of(
    """
    ig insta instagram akun account fb facebook efbi tiktok tik_tok twitter telegram tele threads snapchat
    wechat linkedin line x id_line line_id username user_name user uname handle dm inbox medsos sosmed skype
    discord kakao(?:talk)? messenger
    """
)
_OF_WHOM = one_of(
    "saya nya ku aku sy gue gw kami dia my id name namanya is adalah ke di to me on at pelaku calo m-?paspor"
)
_OF = rf"(?:\s?{_OF_WHOM}\b){{0,4}}"
_CALLED = re.compile(rf"\b{_NETWORK}{_OF}\s?[:=]\s?@?(?P<name>[\w.]{{3,}})", re.IGNORECASE | re.VERBOSE)
_SPELLED = re.compile(
    rf"\b{_NETWORK}{_OF}[\s(\"'“]{{1,2}}(?P<name>(?=[\w.]*[a-z])(?=[\w.]*(?:\d|_|\w\.[a-z]))[\w.]*\w)",
    re.IGNORECASE | re.VERBOSE,
)
_LINKED = re.compile(
    r"""\b(?:wa\.me|api\.whatsapp\.com/send\?phone=|t\.me|telegram\.me|instagram\.com|ig\.me|facebook\.com|fb\.com|fb\.me|m\.me|tiktok\.com
    |twitter\.com|x\.com|threads\.net|linkedin\.com/in|line\.me/ti/p)(?:/|(?<==))[@~+]?
    (?!p/|reel/|reels/|watch|share|status/|explore/|groups/|stories/)(?P<name>[\w.-]{3,})""",
    re.IGNORECASE | re.VERBOSE,
)
_UNDERSCORED = re.compile(
    r"(?<![\w@./-])(?P<name>(?=[a-z\d]*[a-z_])[a-z\d.]*_[\w.]*\w_*)(?![\w@/])(?!\.\w)", re.IGNORECASE | re.ASCII
)
_NUMBERED = re.compile(r"(?<![\w@./-])(?P<name>[a-z]{6,}\d{2,4})(?![\w@/-])", re.IGNORECASE | re.ASCII)
# Without a sign for "at", where the user is spelled as such.
_BESIDE = re.compile(
    rf"(?<![\w.])(?=[a-z]*[\d._])[a-z][a-z\d]*(?:[._][a-z\d]+)*[\s,]{{1,2}}{_HOUSES}\b(?:\s?(?:{_DOT}|\s)\s?(?:[ck]om?|id|sg|my)\b)*",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r".*imigrasi.*|.*kanim.*|.*kemen.*|(?:info|humas|pengaduan|layanan|lapor|kontak)[\w.-]*@[\w.-]*go\.id",
    re.IGNORECASE,
)
_BY_SIGN = (
    (re.compile("@"), _ACCOUNT),
    (re.compile("[:=]"), _CALLED),
    (re.compile(r"_|[A-Za-z]\d|\w\.[A-Za-z]"), _SPELLED),
    (re.compile("/|="), _LINKED),
    (re.compile("_"), _UNDERSCORED),
    (re.compile(r"[a-z]\d", re.IGNORECASE), _NUMBERED),
)
_PARTS = re.compile(r"[_.]")
_LEAST = 4  # letters of a name at the beginning of an account
_MAYBE = re.compile(rf"@|[(\[{{]\s?(?:at|et|a)\s?[)\]}}]|{_HOUSES}|\b(?:dot|titik)\b", re.IGNORECASE)


def addresses_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a plain text has a mail address or account of a person; stretches may overlap."""
    if "@" in text or _MAYBE.search(text) is not None:
        for pattern in (_MAIL, _SPOKEN, _BESIDE):
            yield from (found.span() for found in pattern.finditer(text) if not _OFFICE.fullmatch(found.group()))
    for sign, pattern in _BY_SIGN:
        if sign.search(text) is not None:
            yield from (found.span("name") for found in pattern.finditer(text) if _is_account(pattern, found["name"]))


def _is_account(pattern: re.Pattern[str], name: str) -> bool:
    if _OFFICE.fullmatch(name):
        return False
    if pattern in (_UNDERSCORED, _SPELLED):
        return not _is_file(name)
    return pattern is not _NUMBERED or _begins_with_name(name.rstrip("0123456789").lower())


def _is_file(word: str) -> bool:
    """Whether everything in a word with underscores is a plain word, a number or a single letter."""
    parts = (part for part in _PARTS.split(word.lower()) if part)
    return all(len(part) < 3 or part.isdigit() or is_common(part.strip("0123456789")) for part in parts)


def _begins_with_name(letters: str) -> bool:
    return not is_common(letters) and any(letters[:end] in GIVEN for end in range(_LEAST, len(letters) + 1))
