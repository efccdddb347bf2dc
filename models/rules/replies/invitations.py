"""Invitations from a public comment into a private conversation: codes, second words, and how long they hold.

The code stands in public and proves nothing: whoever writes it in private receives a second word, which the
commenter repeats under his own comment. Only then is it known that both are one person (SOP step 8).
"""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta

CODE_PLACE, WAY_PLACE = "{kode}", "{jalur}"
# Without vowels no code is a word; without 0, 1, I, L, O, S none is misread.
CODE_LETTERS = "23456789BCDFGHJKMNPQRTVWXYZ"
_FIRST_LETTERS = CODE_LETTERS.lstrip("23456789")  # a code of digits alone would look like a passport number
CODE_LENGTH = 6
_CODE = re.compile(rf"(?<![^\W_])AD[-\s]?([{CODE_LETTERS}]{{{CODE_LENGTH}}})(?![^\W_])", re.IGNORECASE)
# Names of birds, fish and plants: easy to copy, and nothing that anybody writes by chance together with a number.
WORDS = tuple(
    """anggrek bawal beringin cemara cendana cucakrawa dahlia elang gurami jalak kakaktua kamboja kasuari kenanga
    kerapu kutilang lele mahoni mawar melati merak merpati mujair nuri pinus rajawali sengon tenggiri teratai tongkol
    trembesi walet""".split()  # noqa: SIM905 - read as a paragraph, not as a page
)
_SECOND_WORD = re.compile(rf"(?<![^\W_])({'|'.join(WORDS)})[-\s]?(\d{{3}})(?!\d)", re.IGNORECASE)
# A message with the code and at most so many other words says nothing else.
_MOST_OTHER_WORDS = 6
_LETTERS = re.compile(r"[^\W\d_]{2,}")
# An invitation serves so many private conversations; one conversation may try so many codes in a day.
MOST_CLAIMS, MOST_TRIES = 20, 5
TRIES_IN = timedelta(days=1)
# The second word is sent again to who writes the code again, so often.
MOST_WORDS_SENT = 3
_USUAL_DAYS, _MOST_DAYS = 3, 30

SECOND_WORD_TEXT = (
    "Terima kasih. Untuk memastikan bahwa Anda yang menulis komentar, balas komentar Anda sendiri di {kanal} dengan "
    "kata: {kata}\nSetelah itu jawabannya kami kirim di percakapan ini. Kata ini hanya untuk Anda.\n"
    "(Please reply to your own comment on {kanal} with this word: {kata})"
)


def filled_invitation(text: str, code: str, way: str) -> str:
    """Return the text with its code and way; a text without a place for them gets both at the end."""
    whole = text if CODE_PLACE in text or code in text else f"{text.rstrip()} Kirim kode {CODE_PLACE} ke {WAY_PLACE}"
    return whole.replace(WAY_PLACE, way).replace(CODE_PLACE, code)


def shown_code(numbers: Sequence[int]) -> str:
    """Return the code made of these numbers, one a letter, as it is written: AD-K7Q4PM."""
    first, *rest = numbers
    letters = [_FIRST_LETTERS[first % len(_FIRST_LETTERS)], *(CODE_LETTERS[one % len(CODE_LETTERS)] for one in rest)]
    return f"AD-{''.join(letters)}"


def code_in(text: str) -> str:
    """Return the code in a message as it is written, in capital letters; empty where it holds none."""
    found = _CODE.search(text)
    return f"AD-{found[1].upper()}" if found else ""


def second_word(place: int, number: int) -> str:
    """Return a second word by the place of its name and its number, 0 to 999."""
    return f"{WORDS[place % len(WORDS)]}-{number % 1000:03d}"


def second_words_in(text: str) -> frozenset[str]:
    """Return the second words in a comment as they are stored: small letters, a hyphen before the number."""
    return frozenset(f"{name.casefold()}-{number}" for name, number in _SECOND_WORD.findall(text))


def says_more(text: str) -> bool:
    """Whether a message says more than a code or a second word with a greeting."""
    return len(_LETTERS.findall(_SECOND_WORD.sub(" ", _CODE.sub(" ", text)))) > _MOST_OTHER_WORDS


LONGEST_HOLD = timedelta(days=_MOST_DAYS)


def holds_for(settings: Mapping[str, str]) -> timedelta:
    """Return how long an invitation, or its one reminder, waits for the citizen (office setting, in days)."""
    typed = settings.get("undangan_hari", "").strip()
    days = int(typed) if typed.isascii() and typed.isdecimal() else _USUAL_DAYS
    return timedelta(days=min(max(days, 1), _MOST_DAYS))
