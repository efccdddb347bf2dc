"""What belongs to a name beside it: short forms before, clans and forefathers within, titles and places behind."""

import re
from collections.abc import Iterable, Iterator

from models.rules.privacy.personal.common_words import is_common, is_local
from models.rules.privacy.personal.cue_words import one_of
from models.rules.privacy.personal.lists.given_names import GIVEN
from models.rules.privacy.personal.name_like_words import ALSO_WORDS

Span = tuple[int, int]

_REACH = 30  # signs beside a name that are looked at
_SHORT = one_of(
    "md mhd muhd mohd mohamm moh moch much muh abd abdl abdul st sy syd sk sri ak dk dyg awg nrl nur siti"
)
_BEFORE = re.compile(
    rf"(?<![\w.])(?!a\.\s?n\b)(?:{_SHORT}\b\.?[ -]|(?-i:[A-Z])\.\s?|(?-i:[MA])\s){{1,3}}\Z", re.IGNORECASE
)
# The clan of a woman, the father, the house one comes from: what stands on both sides is a name.
_OF = (
    r"(?:br|boru|beru|bru|bin|binti|bte|bt|b|al|a\s?/\s?l|a\s?/\s?p|s\s?/\s?o|d\s?/\s?o|van|von|de|der|den|del|dela|la"
    r"|ter|ten|da|dos|ibn)"
)
_JOINT = re.compile(rf"[ .,]{{0,2}}\b{_OF}\b\.?(?:\s(?:de|der|den|la|los)\b)?\s", re.IGNORECASE)
_CLAN = re.compile(
    r"(?<![\w/])(?P<before>(?:[A-Za-z']{2,}\s){0,2})(?P<of>br|boru|beru|bru|a/l|a/p|s/o|d/o|binti|bte)\b\.?\s"
    r"(?P<behind>[A-Za-z']{3,})",
    re.IGNORECASE,
)
_CLAN_SIGNS = ("br", "beru", "boru", "/l ", "/p ", "/o ", "bint", "bte")
_DEGREE = r"""(?:
      [SMA]\.\s?(?:E|H|T|Kom|Sos|Pd|PdI|Ag|IP|Psi|Si|KM|Kep|Kes|Farm|STP|Hum|AP|Tr|M|MT|Sc|A|Kn|Md|Ak|Pt|Pi|Hut|I)\b
      (?:\.[A-Z][a-z]{0,3}\b)*\.?
    | (?:A\.?Md|Amd|SST|S\.?ST|S\.?Tr|drg|Sp|Ph\.?D|Lc|M\.?B\.?A|B\.?Sc|SE|SH|ST|SIP|SKM|SKom|SPd|SSos|MM|MH|MSi)\b
      (?:\.[A-Za-z]{1,4}\b)*\.?)"""
_BEHIND = re.compile(rf"(?:,\s?|\s){_DEGREE}(?:,?\s{_DEGREE}){{0,3}}", re.VERBOSE)
_SMALL_DEGREE = re.compile(r",?\s(?:[sm]\.\s?(?:e|h|t|kom|sos|pd|ag|ip|si|m|kep)\b\.?|drg?\b\.)", re.IGNORECASE)
# In an account's name a town or a nickname stands behind.
_NETWORK = re.compile(r"\b(?:fb|facebook|efbi|akun|ig|instagram|tiktok|messenger)\b", re.IGNORECASE)
_MORE = re.compile(r"(?:\s[A-Z][a-z]{1,11}\b){1,2}")
_TOWN = re.compile(r"\s(?:Bp|Btm|Bdg|Tpi|Tbk|Jkt|Mdn|Pku|Plg|Sby|Krm|Jr|Sr|II|III)\b\.?")


def with_parts(text: str, names: Iterable[Span]) -> Iterator[Span]:
    """Yield these names with what belongs to them beside, and those that only such a part tells."""
    spans = sorted(set(names))
    yield from spans
    for start, end in spans:
        before = _BEFORE.search(text, max(start - _REACH, 0), start)
        if before is not None:
            yield before.start(), end
        for pattern in (_BEHIND, _SMALL_DEGREE, _TOWN):
            behind = pattern.match(text, end)
            if behind is not None:
                yield start, behind.end()
        yield from _of_an_account(text, start, end)
    yield from _jointly(text, spans)
    yield from _of_a_clan(text, spans)


def _of_an_account(text: str, start: int, end: int) -> Iterator[Span]:
    beside = _NETWORK.search(text, max(start - _REACH, 0), min(end + _REACH, len(text)))
    more = _MORE.match(text, end) if beside is not None else None
    if more is not None and not any(is_local(word.lower()) for word in more.group().split()):
        yield start, more.end()


def _jointly(text: str, spans: list[Span]) -> Iterator[Span]:
    """Yield two names with what joins them, and the forefather behind such a word if it alone is a name."""
    starts = {start for start, _ in spans}
    for start, end in spans:
        joint = _JOINT.match(text, end)
        if joint is not None and joint.end() in starts:
            yield start, joint.end()


def _of_a_clan(text: str, spans: list[Span]) -> Iterator[Span]:
    """Yield the names of which a word for a clan tells both sides: ros br tarigan, lamria boru hutapea."""
    if not any(sign in text.lower() for sign in _CLAN_SIGNS):
        return
    for found in _CLAN.finditer(text):
        behind = found["behind"]
        if not _is_name(behind) or (
            behind.islower() and found["of"].lower() in ("br", "bru") and not _is_known(behind)
        ):
            continue
        start = found.start("of")
        for word in reversed(list(re.finditer(r"\S+", found["before"]))):
            if not _is_name(word.group()):
                break
            start = found.start("before") + word.start()
        yield start, found.end()


def _is_name(word: str) -> bool:
    low = word.lower()
    return low in GIVEN or low in ALSO_WORDS or not is_common(low)


def _is_known(word: str) -> bool:
    return word.lower() in GIVEN or word.lower() in ALSO_WORDS
