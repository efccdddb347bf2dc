"""Whom of the staff a citizen's words name: by name or by post, where that can be told safely.

Found too often it keeps a colleague out who may be let in again; not found it shows him a complaint about himself.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.rules.staff.roles import Role

_WORD = re.compile(r"[^\W_]+")
# Shorter parts of a name (initials, degrees) stand in too many other words.
_TELLING = 3
# One part of a name is enough behind these; the degrees behind a name are no parts of it.
_TITLES = """pak bapak bpk bu ibu mas mbak mba bang kang kak sdr saudara sdri saudari petugas pegawai oknum bernama
namanya mr mrs ms named officer"""
_DEGREES = "drs dra ssos sos amd imi msi mkn phd mba spd skom"
# The words by which citizens and the office call a post.
_POSTS: dict[Role, tuple[str, ...]] = {
    Role.PENGELOLA: (
        *("pengelola pengaduan", "petugas pengaduan", "admin pengaduan", "admin wa", "admin whatsapp"),
        *("admin instagram", "admin ig", "admin facebook", "admin fb", "admin tiktok", "admin medsos"),
        *("operator wa", "operator whatsapp"),
    ),
    Role.KASUBSI_INFOKIM: ("kasubsi infokim", "kasubsi informasi", "kepala subseksi informasi", "kepala infokim"),
    Role.KASI_TIKKIM: ("kasi tikkim", "kasi tikim", "kepala seksi teknologi", "kepala tikkim"),
    Role.KASI_LALINTALKIM: ("kasi lalintalkim", "kasi lantaskim", "kepala seksi lalu lintas", "kepala lalintalkim"),
    Role.KASI_INTELDAKIM: ("kasi inteldakim", "kasi wasdakim", "kepala seksi intelijen", "kepala inteldakim"),
    Role.KEPALA_KANTOR: ("kepala kantor", "kakanim", "kepala imigrasi", "kepala kanim", "head of office"),
}
# Who writes to a post does not yet complain about it: "Kepada Yth. Bapak Kepala Kantor".
_TO = "yth kepada kpd dear terhormat cc tembusan"
_POLITE = "bapak ibu pak bu bpk yang saudara sdr"


@dataclass(frozen=True)
class Colleague:
    """One account: the names its person is called by, and the posts he holds or stands in for."""

    person: int
    names: tuple[str, ...]
    posts: frozenset[Role]


def named_in(text: str, staff: Iterable[Colleague]) -> frozenset[int]:
    """Return the accounts of those whom a text names."""
    words = [word.casefold() for word in _WORD.findall(text)]
    posts = {post for post, phrases in _POSTS.items() if any(_calls(words, phrase.split()) for phrase in phrases)}
    named = (one for one in staff if one.posts & posts or any(_says(words, name) for name in one.names))
    return frozenset(one.person for one in named)


def _calls(words: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether a post is named somewhere other than where the text is addressed to it."""
    return any(not _addressed(words, place) for place in _places(words, phrase))


def _addressed(words: Sequence[str], place: int) -> bool:
    before = place - 1
    while before >= 0 and words[before] in _POLITE.split():
        before -= 1
    return before >= 0 and words[before] in _TO.split()


def _says(words: Sequence[str], name: str) -> bool:
    """Whether a person is named: by two parts of his name in a row, or by one behind a title."""
    parts = [part for part in (word.casefold() for word in _WORD.findall(name)) if len(part) >= _TELLING]
    parts = [part for part in parts if part not in _DEGREES.split()]
    if any(_places(words, pair) for pair in pairwise(parts)):
        return True
    titles = _TITLES.split()
    return any(words[place - 1] in titles for part in parts for place in _places(words, (part,)) if place)


def _places(words: Sequence[str], wanted: Sequence[str]) -> list[int]:
    size = len(wanted)
    return [place for place in range(len(words) - size + 1) if list(words[place : place + size]) == list(wanted)]
