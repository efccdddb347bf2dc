"""The satisfaction question: when it may be asked, what it offers, and how an answer is read.

Only a bare answer counts: a number or word of the scale, at most with a thank-you.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

# PermenPANRB 14/2017 measures satisfaction on four points; another scale is the office's choice.
USUAL_SCALE, LARGEST_SCALE = 4, 10
_USUAL_DELAY, _USUAL_DAYS, _MOST_DAYS = 30, 7, 30
# Older answers are not asked about; otherwise switching it on would ask everybody of last year.
ASKED_WITHIN = timedelta(days=2)

# What each point of a scale is called; a scale that is not here has numbers alone.
WORDS: dict[int, tuple[tuple[str, str], ...]] = {
    4: (
        ("tidak puas", "not satisfied"),
        ("kurang puas", "less satisfied"),
        ("puas", "satisfied"),
        ("sangat puas", "very satisfied"),
    ),
    5: (
        ("sangat tidak puas", "very dissatisfied"),
        ("tidak puas", "dissatisfied"),
        ("cukup puas", "neutral"),
        ("puas", "satisfied"),
        ("sangat puas", "very satisfied"),
    ),
}
_NUMBERS = (
    ("satu", "one"), ("dua", "two"), ("tiga", "three"), ("empat", "four"), ("lima", "five"),
    ("enam", "six"), ("tujuh", "seven"), ("delapan", "eight"), ("sembilan", "nine"), ("sepuluh", "ten"),
)  # fmt: skip
# What may stand beside an answer without making it more than an answer.
_POLITE = """
    terima kasih terimakasih makasih trims tks thx thanks thank you banyak atas bantuannya pelayanannya pelayanan
    ya iya ok oke baik siap sama sama2 pak bapak bu ibu min admin kak kakak mas mbak saya kami nilai nilainya angka
    jawaban jawabannya jawab pilih pilihan nomor alhamdulillah salam
"""
_COURTESY = frozenset(_POLITE.split())
_MARKS = re.compile(r"[^\w\s]|_", re.UNICODE)


@dataclass(frozen=True)
class SurveyChoice:
    """The office's settings: whether to ask, the scale, how long after the answer, and how long answers count."""

    on: bool
    scale: int
    delay: timedelta
    valid: timedelta


def survey_choice(settings: Mapping[str, str]) -> SurveyChoice:
    """Return the office's settings, with defaults for invalid numbers."""
    return SurveyChoice(
        on=settings.get("survei", "").strip().lower() == "ya",
        scale=_whole(settings.get("survei_skala", ""), 2, LARGEST_SCALE, USUAL_SCALE),
        delay=timedelta(minutes=_whole(settings.get("survei_jeda_menit", ""), 0, 2880, _USUAL_DELAY)),
        valid=timedelta(days=_whole(settings.get("survei_berlaku_hari", ""), 1, _MOST_DAYS, _USUAL_DAYS)),
    )


LONGEST_VALID = timedelta(days=_MOST_DAYS)


def choices_text(scale: int) -> str:
    """Return the text for the placeholder {pilihan}: every point on a line, or only the two ends of a long scale."""
    words = WORDS.get(scale)
    if words is None:
        return f"1 (paling tidak puas) sampai {scale} (paling puas)"
    return "\n".join(f"{point} = {indonesian}" for point, (indonesian, _) in enumerate(words, 1))


def answer_label(answer: int, scale: int) -> str:
    """Return an answer as staff read it, e.g. 4 dari 4 (sangat puas)."""
    words = WORDS.get(scale, ())
    named = f" ({words[answer - 1][0]})" if answer <= len(words) else ""
    return f"{answer} dari {scale}{named}"


def read_answer(text: str, scale: int) -> int | None:
    """Return the point that a bare answer names; None where the text says more or names two points."""
    words = _plain(text)
    for point, names in _named(scale):
        for name in sorted(names, key=len, reverse=True):
            rest = _without(words, name.split())
            if rest is not None and all(word in _COURTESY for word in rest):
                return point
    return None


def is_courtesy(text: str) -> bool:
    """Whether a text is a thank-you and nothing else."""
    words = _plain(text)
    return bool(words) and all(word in _COURTESY for word in words)


def _named(scale: int) -> list[tuple[int, tuple[str, ...]]]:
    words = WORDS.get(scale, ())
    points = [
        (point, (str(point), *_NUMBERS[point - 1], *(words[point - 1] if words else ())))
        for point in range(1, scale + 1)
    ]
    # "tidak puas" before "puas": the longest name that fits is meant.
    return sorted(points, key=lambda row: -max(len(name) for name in row[1]))


def _plain(text: str) -> list[str]:
    """Return the words in small letters without signs; a number in a box (4️⃣) counts as that number."""
    folded = unicodedata.normalize("NFKC", text).replace("\u20e3", " ").replace("\ufe0f", "").lower()
    return _MARKS.sub(" ", folded).split()


def _without(words: list[str], name: list[str]) -> list[str] | None:
    """Return the words without a name that stands in them unbroken; None where it does not."""
    for place in range(len(words) - len(name) + 1):
        if words[place : place + len(name)] == name:
            return words[:place] + words[place + len(name) :]
    return None


def _whole(typed: str, least: int, most: int, usual: int) -> int:
    text = typed.strip()
    return int(text) if text.isascii() and text.isdecimal() and least <= int(text) <= most else usual
