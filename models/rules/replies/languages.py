"""Which language a citizen writes: by script, else by common words of Indonesian and English."""

import re
from collections.abc import Iterable

INDONESIAN, ENGLISH = "id", "en"
# The languages a prepared text may be in, as staff call them.
LANGUAGES: dict[str, str] = {
    INDONESIAN: "Indonesia",
    ENGLISH: "Inggris",
    "ms": "Melayu",
    "zh": "Mandarin",
    "ja": "Jepang",
    "ko": "Korea",
    "ar": "Arab",
    "hi": "Hindi",
    "ta": "Tamil",
    "th": "Thai",
    "ru": "Rusia",
}
# First and last sign of a script that gives its language away.
_SCRIPTS: tuple[tuple[str, str, str], ...] = (
    ("ja", "\u3040", "\u30ff"),
    ("ko", "\uac00", "\ud7a3"),
    ("zh", "\u4e00", "\u9fff"),
    ("ar", "\u0600", "\u06ff"),
    ("hi", "\u0900", "\u097f"),
    ("ta", "\u0b80", "\u0bff"),
    ("th", "\u0e00", "\u0e7f"),
    ("ru", "\u0400", "\u04ff"),
)
_ENGLISH_WORDS = """
the is are was were i my me you your we our they it this that to of for and but not have has had do does did can could
please when where why how what who with from been still will would there any good morning hello thank thanks waiting
sir dear help need about at in on an
"""
_INDONESIAN_WORDS = """
yang di ke dari ini itu dan saya aku kami kita anda nya tidak nggak gak tak ga belum sudah udah mau bisa ada apa kapan
kenapa mengapa bagaimana gimana mohon tolong pak bu min kak terima kasih untuk dengan dalam pada juga lagi kok sih ya
tadi hari jam sampai karena sejak pagi siang sore selamat minta bapak ibu petugas antre antrean
"""
_ENGLISH, _INDONESIAN = frozenset(_ENGLISH_WORDS.split()), frozenset(_INDONESIAN_WORDS.split())
_WORD = re.compile(r"[a-z]+")


def language_of(texts: Iterable[str]) -> str:
    """Return the language of these messages; Indonesian where nothing shows another."""
    text = " ".join(texts).lower()
    foreign = [] if text.isascii() else [sign for sign in text if not sign.isascii()]
    counted = {code: sum(first <= sign <= last for sign in foreign) for code, first, last in _SCRIPTS}
    # Japanese is written with Chinese signs as well; its own are what tells.
    code = "ja" if counted["ja"] else max(counted, key=lambda key: counted[key])
    words = _WORD.findall(text)
    if counted[code] > len("".join(words)) // 2:
        return code
    english, indonesian = sum(word in _ENGLISH for word in words), sum(word in _INDONESIAN for word in words)
    return ENGLISH if english > indonesian else INDONESIAN


def fitting_first(language: str) -> tuple[str, ...]:
    """Return all languages in the order to offer: the citizen's, English if he is foreign, Indonesian, the rest."""
    return tuple(dict.fromkeys((language, *((ENGLISH,) if language != INDONESIAN else ()), INDONESIAN, *LANGUAGES)))
