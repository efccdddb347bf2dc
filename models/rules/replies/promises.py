"""What a prepared text promises or names, and whether that is true here: no text may say what will not come about."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Promise(StrEnum):
    """One thing a text says of what the office will do, or of who has the case; its words for the officer."""

    HERE = "menyuruh membalas di percakapan ini"
    PRIVATE = "menjanjikan pesan pribadi"
    INVITES = "mengundang ke pesan pribadi"
    SECTION = "menyebut seksi"
    HEAD = "menyebut Kepala Kantor"
    AGENCY = "menyebut instansi lain"


class Route(StrEnum):
    """To whom a case goes; empty: nobody knows yet."""

    UNKNOWN = ""
    SECTION = "seksi"
    HEAD = "kepala kantor"
    AGENCY = "instansi lain"


_WORDS: dict[Promise, re.Pattern[str]] = {
    promise: re.compile(words, re.IGNORECASE | re.VERBOSE)
    for promise, words in (
        (Promise.HERE, r"percakapan\s+ini|pesan\s+ini|in\s+this\s+conversation|this\s+message"),
        (
            Promise.PRIVATE,
            r"""(?:kami\s+(?:kirim|sampaikan|balas|jelaskan|jawab)\w*|rincian\w*)\s+(?:\w+\s+){0,3}
            (?:lewat|melalui|via|ke)\s+(?:pesan|dm|inbox|japri)|we\s+(?:will\s+)?(?:send|write|reply)\b[^.]*
            (?:private|direct)\s+message|check\s+your\s+(?:dm|inbox)|cek\s+(?:dm|inbox)""",
        ),
        (Promise.INVITES, r"\{kode\}|\{jalur\}"),
        (Promise.SECTION, r"\bseksi\b|\bsection\b"),
        (Promise.HEAD, r"kepala\s+kantor|head\s+of\s+(?:the\s+)?office"),
        (Promise.AGENCY, r"instansi\s+lain|(?:an)?other\s+agency|dirujuk|referred\s+to"),
    )
}
_ROUTES = {Promise.SECTION: Route.SECTION, Promise.HEAD: Route.HEAD, Promise.AGENCY: Route.AGENCY}


@dataclass(frozen=True)
class Surroundings:
    """Where a text would be said: in public or not, what the channel can do here, and to whom the case goes."""

    public: bool
    replies: bool  # the program can write here, and the citizen can answer in the same place
    private: bool  # the author of a comment can be written to in private, or was invited and came
    invites: bool  # the office has a private channel to invite into
    route: Route


def promises_of(text: str) -> frozenset[Promise]:
    """Return everything a text promises or names."""
    return frozenset(promise for promise, words in _WORDS.items() if words.search(text))


def unkept(text: str, here: Surroundings) -> tuple[Promise, ...]:
    """Return what a text says that would not be true here, in the order of Promise; none where it fits."""
    kept = {
        Promise.HERE: here.replies and not here.public,
        Promise.PRIVATE: here.private,
        Promise.INVITES: here.public and here.invites,
        **{promise: here.route is route for promise, route in _ROUTES.items()},
    }
    found = promises_of(text)
    return tuple(promise for promise in Promise if promise in found and not kept[promise])


def route_of(section: str | None, head_answered: bool, referred: bool, head: str) -> Route:
    """Return to whom a case goes, by its columns; `head`: the name that stands for Kepala Kantor as a section."""
    if referred:
        return Route.AGENCY
    if head_answered or section == head:
        return Route.HEAD
    return Route.SECTION if section else Route.UNKNOWN
