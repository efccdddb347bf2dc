"""Finds names that nothing introduces: words with a capital that are no other word, where a name stands."""

import re
from collections.abc import Iterator

from models.rules.privacy.personal.common_words import is_slip
from models.rules.privacy.personal.lists.names_abroad import BEFORE_GIVEN
from models.rules.privacy.personal.name_cues import THINGS
from models.rules.privacy.personal.name_like_words import ALSO_WORDS
from models.rules.privacy.personal.words import Sentence, Word

# Between the names of one person.
_BETWEEN = "van von der den de del dela della la le du da dos el al ter ten zu ibn bin binti bte bt"
_PARTICLES = frozenset(_BETWEEN.split())
# A name stands behind these: a number or point of a list, a bracket, a sign before a signature.
_LISTED = re.compile(
    r"(?:(?:^|[\s;])(?:\d{1,2}|[a-z])\s?[).]|(?:^|\n)\s?[-•*·>–]|[:;(/,&+=]|\n|\s-{1,2}|~)[\s*_\"'(]{0,3}$"
)
_POINT = re.compile(r"(?:^|[\s;])\d{1,2}\s?[).][\s*_\"']{0,3}$")
_BEHIND = re.compile(r"[\s*_\"']{0,2}(?:[),;/:&+\n(]|-\s|\s-|$|here\b|\d{1,2}[).]|(?:[.!]|\W)*$)")
# Perdim 14, Antasena 3: what has a number is no person, unless something is counted.
_CODE = re.compile(
    r"\s(?:\d{1,3}[A-Z]?|[A-Z]\d{1,2})\b(?!\s?(?:x\b|kali|hari|jam|orang|org|minggu|bulan|bln|tahun|thn|th\b|menit|jt|juta|rb|ribu"
    r"|lembar|anak|times|days|years))"
)
_FIRST = re.compile(r"[^\w]{0,3}$")
_STOP = re.compile(r"[.!?\n…]\W*$")
_BEFORE = 12  # signs that are looked at before a name
_SHORT = 7  # letters of a Chinese or Korean name's part
_LONG = 5  # letters of a name that begins a sentence
_MANY = 0.5  # so large a share of capitals tells nothing of a single one


def stands_alone(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield where a name stands that nothing introduces."""
    words = sentence.words
    number = 0
    while number < len(words):
        if not words[number].capital:
            number += 1
            continue
        last = _family_first(sentence, number)
        if last == number and not sentence.shouted:
            last = _run(sentence, number)
        if last > number and not sentence.is_of_place(number) and not sentence.is_phrase(words[number]):
            yield words[number].start, words[last - 1].end
        number = max(last, number + 1)


def _family_first(sentence: Sentence, number: int) -> int:
    """Return behind which word a Chinese or Korean name ends that begins here; this one where none does."""
    words = sentence.words
    if words[number].low not in BEFORE_GIVEN or not sentence.touch(number):
        return number
    last = number + 1
    while last < min(number + 3, len(words)) and words[last].capital and len(words[last].low) <= _SHORT:
        last += 1
        if not sentence.touch(last - 1):
            break
    parts = words[number + 1 : last]
    strange = sum(sentence.is_unknown(part) for part in parts)
    if sentence.shouted and (len(parts) < 2 or not sentence.is_unknown(words[number])):
        return number
    return last if strange else number


def _run(sentence: Sentence, number: int) -> int:
    """Return behind which word the name ends that begins here; this one where none does."""
    words = sentence.words
    if not _may_stand(sentence, words[number]):
        return number
    last, names = number + 1, int(words[number].low not in ALSO_WORDS)
    while last < len(words) and sentence.touch(last - 1):
        following = _behind_particles(sentence, last)
        if not (_may_stand(sentence, words[following]) or _may_follow(sentence, words[following])):
            break
        last, names = following + 1, names + (words[following].low not in ALSO_WORDS)
    alone = last - number == 1
    if (names and not alone) or sentence.is_like_name(words[number]) or _is_placed(sentence, number, last, names):
        return last
    return number


def _behind_particles(sentence: Sentence, number: int) -> int:
    """Return the word behind van der, bin and the like, this one where it is none."""
    words = sentence.words
    following = number
    while following + 1 < len(words) and words[following].low in _PARTICLES and sentence.touch(following):
        following += 1
    return following


def _may_stand(sentence: Sentence, word: Word) -> bool:
    return word.title and (sentence.is_stranger(word) or word.low in ALSO_WORDS)


def _may_follow(sentence: Sentence, word: Word) -> bool:
    return word.title and sentence.is_unknown(word)


def _is_placed(sentence: Sentence, first: int, last: int, names: int) -> bool:
    """Whether a name stands here, and nothing else: in a list or brackets, as a signature, or amid small letters."""
    text, words = sentence.text, sentence.words
    before = text[max(words[first].start - _BEFORE, 0) : words[first].start]
    end = words[last - 1].end
    begins = _FIRST.fullmatch(text[: words[first].start]) is not None if first == 0 else False
    if ((begins and names) or _LISTED.search(before)) and _BEHIND.match(text, end):
        return True
    if names and _POINT.search(before):
        return True
    if not names:
        return False
    if begins or _STOP.search(before):
        # Many a slip begins a sentence.
        goes_on = last < len(words) and words[last].written.islower() and sentence.touch(last - 1)
        tells = len(words[first].low) >= _LONG and not is_slip(words[first].low)
        return goes_on and tells and not sentence.foreign and not _CODE.match(text, end)
    capitals = sum(word.capital for word in words)
    before_it = words[first - 1]
    amid = before_it.written.islower() and before_it.low not in THINGS
    return amid and not _CODE.match(text, end) and capitals <= max(_MANY * len(words), 2)
