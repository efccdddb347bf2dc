"""Finds in a plain text the names of persons: introduced as such, or frequent names with a capital."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from models.rules.privacy.personal.common_words import is_common
from models.rules.privacy.personal.given_names import ALSO_WORDS, GIVEN, PLACES

_OF = r"""(?:saya|sy|aku|gue|kami|beliau|ybs|dia|anak|istri|isteri|suami|ibu|bapak|ayah|mama|kakak|adik|pemohon
    |pelapor|lengkap|asli|panggilan|kandung|di|paspor|ktp)"""
# Behind these stands a name, whatever the size of its letters.
_INTRODUCED = re.compile(
    rf"""\b(?:
      (?:nama|nma)(?:\s{_OF}){{1,3}}(?:\s(?:adalah|ialah|yaitu|is))?
    | namanya(?:\s(?:adalah|ialah|yaitu))? | bernama | (?:nama|name|nm)(?:\s{_OF}){{0,2}}\s?(?=[:=])
    | ata?s\snama | a\.\s?n\b\.? | an\.(?=\s?[a-z]) | an\s?(?=:) | a/n | qq | name\sis | named
    | panggil\s(?:saja\s)?saya
    | (?:pengirim|pelapor|pemohon|pemilik|penerima|ttd|tertanda)\s?(?=[:=.]) | perkenalkan,?\s(?:nama\s)?saya
    )[\s:=,"'“”‘’(*_.-]{{1,4}}(?=[^\W\d_])""",
    re.VERBOSE,
)
# Behind these may stand a name; then it has a capital.
_PERHAPS = """
ibu ibunda bapak bpk bapk pak bu sdr sdri saudara saudari tuan nyonya ny tn mr mrs ms miss mas mbak mba kak bang
abang koh cik ci om tante ustadz ustaz haji hajah hj dr drs dra ir suami istri isteri anak putra putri adik kakak
ayah mama papa paman bibi keponakan sepupu teman rekan atasan majikan petugas pegawai oknum calo agen tetangga
mertua husband wife son daughter friend brother sister father mother officer staff admin operator security satpam
alias als bin binti dipanggil inisial an am im m is of nama saya tertulis tertera ditulis seharusnya harusnya
menjadi jadi bukan
"""
_MAYBE = frozenset(_PERHAPS.split())
_BETWEEN = frozenset(["saya", "kami", "kandung", "beliau", "tiri", "ipar", "yang"])
_SIGNED = re.compile(
    r"\b(?:terima\s?kasih|hormat\s(?:saya|kami)|salam(?:\shormat)?|wassalam|regards|sincerely|thanks|thank\syou|tertanda|ttd)"
    r"[\s.,!:(-]{1,4}(?=[a-z][\w'’]+(?:\s[a-z][\w'’.]*){0,3}[\s.)]*\Z)"
)
_WORD = re.compile(r"[^\W\d_](?:[\w$]|@(?=\w)|['’`](?=[^\W\d_]))*")
_GAPS = frozenset((" ", "  ", "   ", ". ", "-", "'", "."))
_LEADS = frozenset((" ", "  ", ". ", ", ", ": ", ".", " (", ' "', " '", " “", " ‘", " *", " _", ",", "\n", ":"))
# Digits and signs typed for letters.
_TYPED = str.maketrans("013457$@", "oieastsa")
_MOST = 5
_SIGNATURE = 120
_CASELESS = 0.7  # so large a share of words in capitals tells nothing of names


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    written: str
    low: str  # in small letters, with the digits in it read as the letters they stand for

    @property
    def capital(self) -> bool:
        return self.written[0].isupper()


def names_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a plain text names a person; stretches may overlap."""
    sentence = _Sentence(text)
    yield from sentence.introduced()
    yield from sentence.perhaps()
    yield from sentence.frequent()


class _Sentence:
    """The words of one text, and what begins where."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._low = text.lower() if len(text.lower()) == len(text) else text
        found = ((one.start(), one.end(), one.group()) for one in _WORD.finditer(text))
        self._words = [_Word(start, end, word, _read(word)) for start, end, word in found]
        capitals = sum(word.written.isupper() for word in self._words)
        self._shouted = capitals > _CASELESS * len(self._words)

    def introduced(self) -> Iterator[tuple[int, int]]:
        """Yield the names behind words that introduce one."""
        ends = [found.end() for found in _INTRODUCED.finditer(self._low)]
        if ends:
            places = {word.start: number for number, word in enumerate(self._words)}
            for end in ends:
                yield from self._name_at(places.get(end, len(self._words)), certain=True)

    def perhaps(self) -> Iterator[tuple[int, int]]:
        """Yield the names behind words that may introduce one, and those at the end of a letter."""
        for number, word in enumerate(self._words):
            if word.low in _MAYBE:
                first = number + 1
                while first < len(self._words) and self._words[first].low in _BETWEEN:
                    first += 1
                if self._between(first - 1, first) in _LEADS:
                    yield from self._name_at(first, certain=False)
        for found in _SIGNED.finditer(self._low, max(len(self._text) - _SIGNATURE, 0)):
            first = next((number for number, word in enumerate(self._words) if word.start == found.end()), -1)
            if first >= 0:
                yield from self._name_at(first, certain=False)

    def frequent(self) -> Iterator[tuple[int, int]]:
        """Yield frequent names with a capital, or two in a row, with the words with capitals beside them."""
        words = self._words
        for number, word in enumerate(words):
            if word.low not in GIVEN or not (word.capital or self._is_beside_another(number)):
                continue
            first, last = self._stretch(number)
            of_a_place = first and words[first - 1].low in PLACES and self._touch(first - 1)
            sri_lanka = last + 1 < len(words) and words[last + 1].low == "lanka"
            if not of_a_place and not sri_lanka:
                yield words[first].start, words[last].end

    def _name_at(self, number: int, *, certain: bool) -> Iterator[tuple[int, int]]:
        """Yield the name that begins with this word, if one does."""
        last = number
        while last < min(number + _MOST, len(self._words)):
            word = self._words[last]
            also = word.low in ALSO_WORDS and (certain or (last > number and word.capital))
            if not (also or self._may_name(word, certain)):
                break
            last += 1
            if not self._touch(last - 1):
                break
        if last > number and self._words[last - 1].end - self._words[number].start > 1:
            yield self._words[number].start, self._words[last - 1].end

    def _may_name(self, word: _Word, certain: bool) -> bool:
        if word.low in GIVEN:
            return True
        if is_common(word.low) or word.low in PLACES:
            return False
        short_form = 1 < len(word.written) <= 4 and word.written.isupper()
        return certain or (word.capital and not self._shouted and not short_form)

    def _is_beside_another(self, number: int) -> bool:
        before = number > 0 and self._words[number - 1].low in GIVEN and self._touch(number - 1)
        behind = number + 1 < len(self._words) and self._words[number + 1].low in GIVEN and self._touch(number)
        return before or behind

    def _stretch(self, number: int) -> tuple[int, int]:
        first = last = number
        while first and self._touch(first - 1) and self._belongs(self._words[first - 1]):
            first -= 1
        while last + 1 < len(self._words) and self._touch(last) and self._belongs(self._words[last + 1]):
            last += 1
        return first, last

    def _belongs(self, word: _Word) -> bool:
        if word.low in GIVEN:
            return True
        stranger = word.low in ALSO_WORDS or not (is_common(word.low) or word.low in PLACES)
        return word.capital and stranger and not (self._shouted and len(word.low) < 4)

    def _touch(self, number: int) -> bool:
        """Whether nothing parts this word from the next."""
        return self._between(number, number + 1) in _GAPS

    def _between(self, one: int, other: int) -> str | None:
        if other >= len(self._words):
            return None
        return self._text[self._words[one].end : self._words[other].start]


def _read(word: str) -> str:
    return (word if word.isalpha() else word.translate(_TYPED)).lower()
