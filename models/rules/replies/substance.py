"""Whether a reply carries the decided answer itself, or only points to where the answer would be (an invitation)."""

import re
from collections.abc import Iterable
from enum import Enum, auto

from models.rules.cases.likeness import likeness, pieces
from models.rules.replies.invitations import code_in


class Substance(Enum):
    """What a reply does for the person who asked."""

    CARRIES = auto()  # the answer is in it
    POINTS = auto()  # it only says where to ask: an invitation, whatever it is sent as
    UNLIKE = auto()  # it has little of the decided answer; only a person can say whether it is the answer


# Words by which a sentence sends the reader elsewhere, in Indonesian and English.
_ELSEWHERE = re.compile(
    r"""\b(?:
        pesan\s+(?:pribadi|langsung|whatsapp|wa|instagram|facebook|messenger|tiktok)|japri|jalur\s+pribadi
        |(?:cek|kirim|balas|lewat|melalui|via|ke)\s+(?:di\s+|ke\s+)?(?:dm|pm|inbox|wa|whatsapp|messenger)
        |(?:private|direct)\s+messag(?:e|es|ing)
        |(?:check|send|via|by|in|to)\s+(?:us\s+)?(?:a\s+|your\s+|our\s+)?(?:dm|pm|inbox|whatsapp)
        |wa\.me|m\.me|ig\.me
    )\b|\{kode\}""",
    re.IGNORECASE | re.VERBOSE,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
# What every reply of the office says; none of it is an answer.
_COURTESY = frozenset(
    """akan anda atas baik bapak dalam dapat dari dengan ditangani ditindaklanjuti diproses hormat ibu imigrasi ini
    itu jawaban kami kantor kasih keluhan kembali kepada lanjut lanjuti maaf malam mohon nomor oleh pagi pengaduan
    pertanyaan proses salam sampai saudara sedang segera selamat siang sore sudah telah terima terimakasih tindak
    untuk been complaint dear followed from handled have immigration number office please thank thanks that this
    will with your""".split()  # noqa: SIM905 - read as a paragraph, not as a page
)
_WORD = re.compile(r"[^\W_]+")
_STEM = 5  # letters compared: Indonesian words differ in their endings (paspor, paspornya)
_SHORTEST = 4
# A reply of which so many telling words are in the answer, or that has so many of the answer's, is that answer.
_SHARED = 0.5
# Where nothing was decided before (a question), this many telling words beside the pointing ones are an answer.
_FEWEST = 4
_SAME_TEXT = 0.6
# "Ditelepon." tells that somebody rang, and nothing of what was said.
_FEWEST_TOLD = 2


def substance(text: str, answer: str, invitations: Iterable[str] = (), number: str = "") -> Substance:
    """Return what a reply does, by the decided answer (empty: none was decided) and the office's invitation texts.

    `number`: the complaint's number, which is no answer.
    """
    said = text.replace(number, " ") if number else text
    if any(likeness(pieces(said), pieces(one)) >= _SAME_TEXT for one in invitations):
        return Substance.POINTS
    sentences = _SENTENCE.split(said)
    pointing = [one for one in sentences if _ELSEWHERE.search(one) or code_in(one)]
    rest = _telling(" ".join(one for one in sentences if one not in pointing))
    decided = _telling(answer)
    if not decided:
        return Substance.POINTS if pointing and len(rest) < _FEWEST else Substance.CARRIES
    if _alike(rest, decided):
        return Substance.CARRIES
    return Substance.POINTS if pointing else Substance.UNLIKE


def says_something(text: str) -> bool:
    """Whether a record of what was said by telephone, letter or in person says anything at all."""
    return len(_telling(text)) >= _FEWEST_TOLD


def _telling(text: str) -> frozenset[str]:
    """Return the beginnings of the words that say something, numbers and dates among them."""
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(
        word[:_STEM] for word in words if word not in _COURTESY and (len(word) >= _SHORTEST or word.isdecimal())
    )


def _alike(rest: frozenset[str], decided: frozenset[str]) -> bool:
    common = len(rest & decided)
    return bool(rest) and common >= _SHARED * min(len(rest), len(decided))
