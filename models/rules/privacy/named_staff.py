"""Whom of the staff a citizen's words name: by name, NIP, post or desk, where that can be told safely.

Found too often it keeps a colleague out who may be let in again; not found it shows him a complaint about himself.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.rules.privacy.personal.plain_text import plain
from models.rules.staff.roles import ROLES, Role

_WORD = re.compile(r"[^\W_]+")
# A NIP is 18 digits, often written in groups: 19850312 201001 1 004.
_DIGITS = re.compile(r"(?<!\d)\d(?:[ .\-/]{0,2}\d){17}(?!\d)")
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
    Role.KASI_TIKKIM: (
        *("kasi tikkim", "kasi tikim", "kepala seksi teknologi", "kepala tikkim", "kepala seksi tikkim"),
        "kepala seksi tikim",
    ),
    Role.KASI_LALINTALKIM: (
        *("kasi lalintalkim", "kasi lantaskim", "kepala seksi lalu lintas", "kepala lalintalkim"),
        "kepala seksi lalintalkim",
    ),
    Role.KASI_INTELDAKIM: (
        *("kasi inteldakim", "kasi wasdakim", "kepala seksi intelijen", "kepala inteldakim"),
        "kepala seksi inteldakim",
    ),
    Role.KEPALA_KANTOR: ("kepala kantor", "kakanim", "kepala imigrasi", "kepala kanim", "head of office"),
}
# Of an account that is called by its post these are no parts of a name.
_OF_POSTS = frozenset(
    pair for row in ROLES.values() for title in (row.label, row.title) for pair in pairwise(title.casefold().split())
)
# A desk is everybody who works at it. Only desks that a complaint would reach first, or whose head sees the lane.
_FRONT = frozenset({Role.PENGELOLA})
_INFOKIM = _FRONT | {Role.KASUBSI_INFOKIM}
_TIKKIM = _INFOKIM | {Role.KASI_TIKKIM}
_DESKS: tuple[tuple[frozenset[Role], tuple[str, ...]], ...] = (
    (
        _FRONT,
        (
            *("meja depan", "front desk", "frontdesk", "front office", "frontoffice", "resepsionis"),
            *("meja pengaduan", "loket pengaduan", "bagian pengaduan", "pengaduan depan", "loket depan"),
            *("meja informasi", "loket informasi", "petugas informasi", "bagian informasi", "penerima pengaduan"),
            *("customer service", "yang balas wa", "yang balas chat", "yang membalas wa", "yang membalas chat"),
            *("yang pegang wa", "yang megang wa", "complaint desk", "information desk", "reception desk"),
            "receptionist",
        ),
    ),
    (_INFOKIM, ("seksi infokim", "bagian infokim", "subsi infokim", "subseksi infokim", "petugas infokim")),
    (_TIKKIM, ("seksi tikkim", "bagian tikkim", "seksi tikim", "bagian tikim", "petugas tikkim", "petugas tikim")),
)
# The head of a desk alone is meant behind these.
_HEADS = "kepala kasubsi kasi ka"
# Who writes to a post does not yet complain about it: "Kepada Yth. Bapak Kepala Kantor".
_TO = "yth kepada kpd dear terhormat cc tembusan"
_POLITE = "bapak ibu pak bu bpk yang saudara sdr"
# Nor who calls for a head: "mohon perhatian Bapak Kepala Kantor", "saya lapor ke Kasi TIKKIM".
_CALLS_FOR = "mohon tolong harap semoga perhatian agar supaya untuk ke lapor laporkan melapor"
_BEFORE = 3


@dataclass(frozen=True)
class Colleague:
    """One account: the names its person is called by, the posts he holds or stands in for, and his NIP."""

    person: int
    names: tuple[str, ...]
    posts: frozenset[Role]
    nip: str = ""


def named_in(text: str, staff: Iterable[Colleague]) -> frozenset[int]:
    """Return the accounts of those whom a text names, however it is spelled."""
    meant = plain(text).text
    words = _words(meant)
    posts = _posts_in(words)
    numbers = _numbers_in(meant)
    return frozenset(one.person for one in staff if one.posts & posts or _is_named(one, words, numbers))


def named_first(text: str, staff: Iterable[Colleague]) -> bool:
    """Return whether a text names the front desk or whoever works there, a head, or one who alone can be meant.

    A head that it calls for is not named by that. One part of a name behind a title is enough of those alone to whom
    a complaint goes first: of a whole house it would hold back too many that name a husband or a neighbour.
    """
    meant = plain(text).text
    words = _words(meant)
    if Role.PENGELOLA in _posts_in(words) or any(_accuses(words, phrase.split()) for phrase in _heads()):
        return True
    numbers = _numbers_in(meant)
    return any(_is_named(one, words, numbers, whole=Role.PENGELOLA not in one.posts) for one in staff)


def _heads() -> Iterable[str]:
    return (phrase for post, phrases in _POSTS.items() if post is not Role.PENGELOLA for phrase in phrases)


def _accuses(words: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether a head is named other than to be addressed or called for."""
    places = (place for place in _places(words, phrase) if not _addressed(words, place))
    return any(set(_CALLS_FOR.split()).isdisjoint(words[max(place - _BEFORE, 0) : place]) for place in places)


def _is_named(one: Colleague, words: Sequence[str], numbers: Collection[str], whole: bool = False) -> bool:
    return (bool(one.nip) and one.nip in numbers) or any(_says(words, name, whole) for name in one.names)


def _numbers_in(meant: str) -> set[str]:
    return {re.sub(r"\D", "", found.group()) for found in _DIGITS.finditer(meant)}


def _posts_in(words: Sequence[str]) -> frozenset[Role]:
    """Return the posts that are named, themselves or by their desk."""
    posts = {post for post, phrases in _POSTS.items() if any(_calls(words, phrase.split()) for phrase in phrases)}
    desks = (desk for desk, phrases in _DESKS if any(_is_desk(words, phrase.split()) for phrase in phrases))
    return frozenset(posts).union(*desks)


def _is_desk(words: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether a desk is named, and not only its head or where the text is addressed to it."""
    places = (place for place in _places(words, phrase) if not _addressed(words, place))
    return any(place == 0 or words[place - 1] not in _HEADS.split() for place in places)


def _words(meant: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(meant)]


def _calls(words: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether a post is named somewhere other than where the text is addressed to it."""
    return any(not _addressed(words, place) for place in _places(words, phrase))


def _addressed(words: Sequence[str], place: int) -> bool:
    before = place - 1
    while before >= 0 and words[before] in _POLITE.split():
        before -= 1
    return before >= 0 and words[before] in _TO.split()


def _says(words: Sequence[str], name: str, whole: bool) -> bool:
    """Whether a person is named: by two parts of his name in a row, or (not `whole`) by one behind a title."""
    parts = [part for part in _words(plain(name).text) if len(part) >= _TELLING]
    parts = [part for part in parts if part not in _DEGREES.split()]
    if any(_places(words, pair) for pair in pairwise(parts) if not (whole and pair in _OF_POSTS)):
        return True
    titles = () if whole else _TITLES.split()
    return any(words[place - 1] in titles for part in parts for place in _places(words, (part,)) if place)


def _places(words: Sequence[str], wanted: Sequence[str]) -> list[int]:
    size = len(wanted)
    return [place for place in range(len(words) - size + 1) if list(words[place : place + size]) == list(wanted)]
