"""People, publications and what they write, as a fake keeps them. How it looks over HTTP is left to each."""

from dataclasses import dataclass, field
from typing import Any

DM, COMMENT = "dm", "comment"


@dataclass
class Person:
    """Somebody with an account at the platform; `closed` has shut the office out."""

    id: str
    name: str
    username: str = ""
    closed: bool = False
    seen: int = -1  # the sequence of the last item its owner looked at


@dataclass(frozen=True)
class Media:
    """A file somebody sent; `url` replaces the platform's own address, to try what a connector must refuse."""

    content: bytes
    mimetype: str
    filename: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Publication:
    """Something the office published, under which people comment. `created` is unix seconds."""

    id: str
    text: str
    created: float


@dataclass(frozen=True)
class Draft:
    """Something about to be written. `username`: the citizen whose conversation it is, also for the office's own."""

    username: str
    text: str = ""
    kind: str = DM
    name: str = ""
    publication: str | None = (
        None  # id of the publication commented on; None with kind comment: the newest publication
    )
    parent: str | None = None  # id of the comment answered
    at: float | None = None  # unix seconds; None: now
    media: tuple[Media, ...] = ()
    from_office: bool = False
    source: str = "app"  # app or api
    appears_after: float = 0.0  # seconds until the platform's lists show it
    id: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)  # what only one platform knows


@dataclass
class Item:
    """Something that was written. `author` None is the office itself; `person` is the citizen's side of it."""

    id: str
    kind: str
    person: Person
    text: str
    created: float
    sequence: int
    shows_at: float
    from_office: bool = False
    source: str = "app"
    publication: Publication | None = None
    parent: str | None = None
    media: tuple[Media, ...] = ()
    edited: bool = False
    removed: bool = False
    read: bool = False  # the office told its author that it was read
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> tuple[float, int]:
        """Return the place in time: seconds, then order of arrival."""
        return self.created, self.sequence
