"""Finds in a plain text the names of persons: introduced, frequent, or strange words where a name stands."""

import re
from collections.abc import Callable, Iterator
from itertools import chain

from models.rules.privacy.personal.common_words import is_common, is_local
from models.rules.privacy.personal.cue_words import one_of
from models.rules.privacy.personal.lists.given_names import GIVEN
from models.rules.privacy.personal.lists.place_names import PLACE_NAMES
from models.rules.privacy.personal.name_cues import BETWEEN, KIN, OWN, PERHAPS, SAID, SURELY
from models.rules.privacy.personal.name_like_words import ALSO_WORDS, PLACES
from models.rules.privacy.personal.name_parts import with_parts
from models.rules.privacy.personal.strangers import stands_alone
from models.rules.privacy.personal.words import Sentence, Word

_OF = one_of(
    """
        saya sy sya ssya saia aku aq ak gue gw gua ane kami beliau ybs dia anak istri isteri suami ibu bapak
    ayah mama kakak adik adek     pemohon pelapor lengkap asli panggilan kandung di paspor ktp kecil sebenarnya
    """
)
# Behind these stands a name, whatever the size of its letters.
_INTRODUCED = re.compile(
    rf"""\b(?:
      (?:nama|nma|nm)(?:\s{_OF}){{1,3}}(?:\s(?:adalah|ialah|yaitu|is))?
    | naman(?:ya|y|ye)(?:\s(?:adalah|ialah|yaitu))? | namaku | bernama
    | (?:nama|name|nm)(?:\s{_OF}){{0,2}}\s?(?=[:=]|-\s)
    | ata?s\snama | a\.\s?n\b\.? | an\.(?=\s?[a-z]) | an\s?(?=:) | a/n | qq | name\sis | name'?s | named
    | panggil\s(?:saja\s)?(?:saya|aku) | call\sme | s/o | d/o | a/l | a/p | bin | binti | bte | bt
    | (?:pengirim|pelapor|pemohon|pemilik|penerima|ttd|tertanda|passenger|penumpang|applicant|sender|nasabah|korban
      |saksi|terlapor)\s?(?=[:=.])
    | perkenalkan,?\s(?:nama\s)?saya
    )[\s:=,"'“”‘’(*_.-]{{1,4}}(?=[^\W\d_])""",
    re.VERBOSE,
)
_THANKS = one_of(
    """
    terima\\s?kasih makasih trims? tks thx ty hormat_(?:saya|kami) salam(?:_hormat)? wassalam regards sincerely thanks
    thank_you tertanda ttd yours cheers
    """
)
_SIGNED = re.compile(rf"\b{_THANKS}[\s.,!:(~-]{{1,4}}(?=[a-z][\w'’]+(?:\s[a-z][\w'’.]*){{0,3}}[\s.)]*\Z)")
_LEADS = frozenset(
    (" ", "  ", ". ", ", ", ": ", ".", " (", ' "', " '", " “", " ‘", " *", " _", ",", "\n", ":", " : ", " - ")
)
_MOST = 5
_SIGNATURE = 120
_LIKE_ONE = 6  # letters from which a frequent name is told without a capital


def names_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a plain text names a person; stretches may overlap."""
    sentence = Sentence(text)
    found = (_introduced(sentence), _perhaps(sentence), _frequent(sentence), stands_alone(sentence))
    yield from with_parts(text, chain.from_iterable(found))


def _introduced(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the names behind words that introduce one."""
    ends = [found.end() for found in _INTRODUCED.finditer(sentence.low)]
    if ends:
        places = {word.start: number for number, word in enumerate(sentence.words)}
        for end in ends:
            yield from _name_at(sentence, places.get(end, len(sentence.words)), certain=True)


def _perhaps(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the names behind words that may introduce one, and those at the end of a letter."""
    words = sentence.words
    for number, word in enumerate(words):
        if word.low in PERHAPS and not sentence.is_of_trade(number):
            first = number + 1
            while first < min(number + _MOST, len(words)) and words[first].low in BETWEEN:
                first += 1
            if sentence.between(first - 1) in _LEADS:
                small = sentence.is_stranger if word.low in SURELY else None
                yield from _name_at(sentence, first, small=sentence.is_like_name if word.low in OWN else small)
                yield from _of_kin(sentence, number, first)
    for found in _SIGNED.finditer(sentence.low, max(len(sentence.text) - _SIGNATURE, 0)):
        first = next((number for number, word in enumerate(words) if word.start == found.end()), -1)
        if first >= 0:
            yield from _name_at(sentence, first, small=sentence.is_like_name)


def _of_kin(sentence: Sentence, number: int, first: int) -> Iterator[tuple[int, int]]:
    """Yield the word with a capital behind a word like Uncle, though it is one of another language: Kak Nor."""
    words = sentence.words
    if words[number].low not in KIN or first >= len(words) or sentence.shouted or not words[first].title:
        return
    low, behind = words[first].low, words[first + 1] if first + 1 < len(words) else None
    told = is_local(low) or low in PLACES or low in PLACE_NAMES or low in SAID
    if not told and len(low) > 1 and (behind is None or not behind.title):
        yield words[first].start, words[first].end


def _frequent(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield frequent names, with a capital, long, or two in a row, with the words of a name beside them."""
    words = sentence.words
    for number, word in enumerate(words):
        if word.low not in GIVEN:
            continue
        if not (word.capital or len(word.low) >= _LIKE_ONE or _is_beside_another(sentence, number)):
            continue
        first, last = _stretch(sentence, number)
        if not sentence.is_of_place(first) and not sentence.is_phrase(words[first]):
            yield words[first].start, words[last].end


def _name_at(
    sentence: Sentence, number: int, *, certain: bool = False, small: Callable[[Word], bool] | None = None
) -> Iterator[tuple[int, int]]:
    """Yield the name that begins with this word, if one does; `small` tells which words may have a small letter."""
    words = sentence.words
    last = number
    while last < min(number + _MOST, len(words)):
        word = words[last]
        also = word.low in ALSO_WORDS and (certain or ((small or last > number) and _is_shown(sentence, last)))
        goes_on = last > number and words[last - 1].low in GIVEN and sentence.is_stranger(word)
        if not (also or goes_on or _may_name(sentence, word, certain) or (small and small(word))):
            break
        last += 1
        if not sentence.touch(last - 1):
            break
    if last == number or sentence.is_phrase(words[number]):
        return
    if words[last - 1].end - words[number].start > 1:
        yield words[number].start, words[last - 1].end


def _is_shown(sentence: Sentence, number: int) -> bool:
    """Whether a word that may be another is a name here: by its capital, or by the name that follows."""
    words = sentence.words
    follows = number + 1 < len(words) and sentence.touch(number) and words[number + 1].low in GIVEN
    return follows or sentence.is_capital(words[number])


def _may_name(sentence: Sentence, word: Word, certain: bool) -> bool:
    if word.low in GIVEN:
        return True
    if is_common(word.low) or word.low in PLACES:
        return False
    short_form = 1 < len(word.written) <= 4 and word.written.isupper()
    return certain or (word.capital and not sentence.shouted and not short_form)


def _is_beside_another(sentence: Sentence, number: int) -> bool:
    words = sentence.words
    before = number > 0 and words[number - 1].low in GIVEN and sentence.touch(number - 1)
    behind = number + 1 < len(words) and words[number + 1].low in GIVEN and sentence.touch(number)
    return before or behind


def _stretch(sentence: Sentence, number: int) -> tuple[int, int]:
    words = sentence.words
    first = last = number
    while first and sentence.touch(first - 1) and _belongs(sentence, words[first - 1]):
        first -= 1
    while last + 1 < len(words) and sentence.touch(last) and _belongs(sentence, words[last + 1], words[last]):
        last += 1
    return first, last


def _belongs(sentence: Sentence, word: Word, behind: Word | None = None) -> bool:
    if word.low in GIVEN:
        return True
    if behind is not None and not word.capital:
        return behind.low in GIVEN and sentence.is_like_name(word)
    if behind is not None and word.title and behind.title and not sentence.shouted:
        # Many a family's name is an English word or a place.
        return not (is_local(word.low) or word.low in PLACES)
    stranger = word.low in ALSO_WORDS or not (is_common(word.low) or word.low in PLACES)
    return word.capital and stranger and not (sentence.shouted and len(word.low) < 4)
