"""How a complainant is named on papers, lists and screens: in full, masked, or only by the case's number."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache

from models.rules.core.dashes import DASHES
from models.rules.core.declarations import Declaration, Holds, Reader
from models.rules.privacy.personal.finding import Span, apart, personal_in_plain, replaced
from models.rules.privacy.personal.plain_text import Plain, plain
from models.rules.privacy.public_text import national
from models.rules.privacy.text_marks import folded

_WORD = re.compile(r"[^\W_]+")
# Shorter words of a name stand in too many other words.
_TELLING = 3
HIDDEN = "▮▮▮"
# From here on scripts write names without spaces around them (CJK and its neighbours).
_UNSPACED = 0x2E80
# No letter or digit before, none behind.
_STANDS, _ENDS = r"(?<![^\W_])", r"(?![^\W_])"
# A TikTok handle has fifty letters; a row of a list has no room for as many dots.
_MOST_DOTS = 12
_LEAST_DOTS = 4


def mask_handle(value: str) -> str:
    """Return a phone number or account name with its middle hidden; two can still be told apart."""
    if len(value) <= 6:
        return value[:1] + "•" * max(len(value) - 1, 0)
    keep = 3 if value.startswith("+") else 2
    # Of a short name less is shown: seven signs would stand there whole.
    front, back = (keep + 2, 3) if len(value) >= keep + 5 + _LEAST_DOTS else (2, 1)
    return value[:front] + "•" * min(len(value) - front - back, _MOST_DOTS) + value[-back:]


def reporter_label(name: str, handle: str, protected: bool, number: str) -> str:
    """Return the complainant's name and masked handle, or his alias where he is protected."""
    if protected:
        return f"{alias(number)} (identitas dirahasiakan)"
    masked = mask_handle(handle)
    return f"{name} ({masked})" if name else masked


def alias(number: str) -> str:
    """Return the name of a protected complainant, made of his case's number: Pelapor 000123."""
    return f"Pelapor {number.rsplit('-', 1)[-1]}"


def mask_name(name: str) -> str:
    """Return a name with only the first letter of every word."""
    return " ".join(word[:1] + "•••" for word in name.split())


def mask_email(address: str) -> str:
    """Return a mail address with only its first letter and the domain."""
    user, at, domain = address.partition("@")
    return f"{user[:1]}•••{at}{domain}" if user else ""


@dataclass(frozen=True)
class Mask:
    """Takes a protected complainant, and what tells of other persons, out of texts; an empty mask changes nothing."""

    telling: tuple[str, ...] = ()
    own: tuple[str, ...] = ()  # telephones of the office, which stay unless they are the complainant's
    always: bool = False  # hides whoever a text tells of, although nobody is known: for what leaves the house
    marked: tuple[str, ...] = ()  # words that an officer hides in the texts of the case, each as a whole
    spared: tuple[str, ...] = ()  # words that he found to tell of nobody, though they look like it

    @property
    def hides(self) -> bool:
        """Whether somebody is protected by it."""
        return bool(self.telling or self.marked)

    def __call__(self, text: str) -> str:
        """Return the text without him, word by word and in any spelling, and without whoever else it tells of."""
        if not text or not (self.hides or self.always):
            return text
        read = plain(text)
        told = (span for span in personal_in_plain(read) if not self.leaves(text[slice(*span)]))
        return replaced(text, apart((*self.known(read), *self.marks(read), *told)), HIDDEN)

    def known(self, read: Plain) -> list[Span]:
        """Return where a text names the person himself, in places of the text as it was written."""
        return _places(_pattern(self.telling), read)

    def marks(self, read: Plain) -> list[Span]:
        """Return where words stand that an officer hides."""
        return _places(_whole_pattern(self.marked), read)

    def leaves(self, words: str) -> bool:
        """Whether words that look like a person's stay: a telephone of the office, or what an officer spared."""
        if self.own and national(words) in {national(phone) for phone in self.own if phone.strip()}:
            return True
        return bool(self.spared) and folded(words) in {folded(one) for one in self.spared}

    def over(self, value: object, spared: frozenset[str] = frozenset()) -> object:
        """Return a JSON value with every text in it masked, except under the spared keys."""
        if isinstance(value, str):
            return self(value)
        if isinstance(value, dict):
            return {key: part if key in spared else self.over(part, spared) for key, part in value.items()}
        return [self.over(part, spared) for part in value] if isinstance(value, list) else value


NO_MASK = Mask()
ANYBODY = Mask(always=True)


def masked_value(said: Declaration, value: object, mask: Mask) -> object:
    """Return a column's value as it may be shown where this person is protected."""
    if not mask.hides or not value or not said.read_by(Reader.MASK):
        return value
    if said.address:
        return ""
    if said.holds is Holds.IDENTITY:
        return HIDDEN if isinstance(value, str) else None
    if said.harmless is not None and isinstance(value, str):
        return _masked_json(value, said.harmless, mask)
    return mask.over(value, said.harmless or frozenset())


def _masked_json(written: str, harmless: frozenset[str], mask: Mask) -> str:
    if "\\" not in written and mask(written) == written:
        return written  # nearly always; then the JSON need not be parsed
    try:
        read = json.loads(written)
    except ValueError:
        return mask(written)
    return json.dumps(mask.over(read, harmless), ensure_ascii=False)


def _places(pattern: re.Pattern[str] | None, read: Plain) -> list[Span]:
    return [read.place(*found.span()) for found in pattern.finditer(read.text)] if pattern is not None else []


@lru_cache(maxsize=512)
def _whole_pattern(marked: tuple[str, ...]) -> re.Pattern[str] | None:
    # Of one value the first pattern is the whole of it; a longer mark before one that begins it.
    values = sorted((plain(value).text for value in marked if value.strip()), key=len, reverse=True)
    found = dict.fromkeys(part for value in values for part in _patterns(value)[:1])
    return re.compile("|".join(found), re.IGNORECASE) if found else None


@lru_cache(maxsize=512)
def _pattern(telling: tuple[str, ...]) -> re.Pattern[str] | None:
    parts = [part for value in telling for part in _patterns(plain(value).text)]
    # A whole name or address before its words, so that it is hidden as one.
    found = sorted(dict.fromkeys(parts), key=lambda part: part.startswith(_STANDS))
    return re.compile("|".join(found), re.IGNORECASE) if found else None


def _patterns(value: str) -> list[str]:
    digits = re.sub(r"\D", "", value)
    if len(digits) >= 7 and not re.search(r"[^\W\d_]", value):
        # +62811…, 0811… and 62 811-… are one number: only the digits after the country code are compared.
        core = digits.removeprefix("62").lstrip("0")
        return [rf"(?:(?:\+?62|0)[\s.{DASHES}]*)?" + rf"[\s.(){DASHES}]*".join(core)]
    user, at, domain = value.partition("@")
    if user and at and "." in domain:
        return [rf"\b{re.escape(value)}", *_words(user)]
    return _words(value)


def _words(value: str) -> list[str]:
    words = _WORD.findall(value)
    whole = r"[\W_]*".join(map(re.escape, words))
    # In front of the whole an empty group, so that it is told from a word of it.
    wholes = [f"(?:){_STANDS if _spaced(value) else ''}{whole}{_ENDS if _spaced(value) else ''}"]
    return [*(wholes if len(words) > 1 else []), *(_word(word) for word in words if len(word) >= _least(word))]


def _word(word: str) -> str:
    return f"{_STANDS}{re.escape(word)}{_ENDS}" if _spaced(word) else re.escape(word)


def _least(word: str) -> int:
    return _TELLING if _spaced(word) else 2


def _spaced(word: str) -> bool:
    return all(ord(sign) < _UNSPACED for sign in word)
