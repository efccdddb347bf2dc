"""The fake GOWA's memory: the network's private chats under WhatsApp's addresses, in the order its store gives."""

import base64
import mimetypes
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

from sync_agent.simulator.gowa import refusals
from sync_agent.simulator.network.items import Draft, Item, Media, Person
from sync_agent.simulator.network.network import Network

OFFICE = "6289900000000@s.whatsapp.net"
_PHONE = re.compile(r"\d+@s\.whatsapp\.net")


@dataclass
class GowaSettings:
    """How the gateway behaves; every field can be set through the control API. Durations in seconds."""

    username: str = "aduan"
    password: str | None = None  # None: the first one somebody comes with
    takes_any_password: bool = False
    version: str = "v9.2.0"
    missing: list[str] = field(default_factory=list)  # ends of paths this version does not have
    asks_password: bool = True  # False: APP_BASIC_AUTH was never set
    device: str = ""  # not empty: several devices, and this is the one to be named
    logged_in: bool = True
    connected: bool = True  # False: lists go on answering 200 with what they had
    zone_hours: float = 0.0  # the zone the gateway's computer keeps, in which its store writes times
    stored_after: float = 0.0  # until a sent text stands in the store
    keeps_sent: bool = True  # False: a sent text never gets there
    not_on_whatsapp: list[str] = field(default_factory=list)
    no_prior_chat: list[str] = field(default_factory=list)  # WhatsApp refuses with its error 463
    broken_chats: list[str] = field(default_factory=list)  # whose messages the store cannot read


@dataclass(frozen=True)
class Question:
    """What is asked of one chat's messages; times as the store compares them: as text."""

    limit: int
    offset: int = 0
    start: str | None = None
    end: str | None = None
    from_me: bool | None = None
    media_only: bool = False


class Gateway:
    """Everything the fake GOWA remembers, with one linked account."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Start empty; `clock` gives unix seconds."""
        self.network = Network(clock, new_id)
        self.settings = GowaSettings()
        self._files: dict[str, Media] = {}
        self._first_password = ""

    # What can be seen

    def chats(self) -> list[tuple[str, str, str]]:
        """Return (address, name, last_message_time as stored), ordered by that time's text, newest first."""
        rows = [self._row(person, items) for person, items in self.network.chats()]
        return sorted(rows, key=lambda row: row[2], reverse=True)

    def chat(self, jid: str) -> tuple[str, str, str] | None:
        """Return the row of one chat, None where nothing of it is stored."""
        items = self.network.chat(username_of(jid))
        return self._row(items[0].person, items) if items else None

    def _row(self, person: Person, items: list[Item]) -> tuple[str, str, str]:
        # Overwritten with the time of whichever message was stored last: it may move backwards.
        last = max(items, key=lambda item: item.sequence)
        return address(person.username), person.name, self.stored(last.created)

    def messages(self, jid: str, question: Question) -> tuple[list[Item], int]:
        """Return one page of a chat, newest first, and the count of all of it (the filters do not change that)."""
        found = self.network.chat(username_of(jid))
        rows = sorted(found, key=lambda item: (self.stored(item.created), item.sequence), reverse=True)
        wanted = [item for item in rows if self._is_wanted(item, question)]
        return wanted[question.offset : question.offset + question.limit], len(found)

    def _is_wanted(self, item: Item, question: Question) -> bool:
        moment = self.stored(item.created)
        return (
            (question.start is None or moment >= question.start)
            and (question.end is None or moment <= question.end)
            and (question.media_only is False or bool(item.media))
            and (question.from_me in (None, item.from_office) or question.media_only)
        )

    def stored(self, seconds: float) -> str:
        """Write a time as the gateway's SQLite does: text, in the zone of its computer."""
        return stored_text(datetime.fromtimestamp(seconds, UTC).astimezone(self.zone))

    @property
    def zone(self) -> timezone:
        """Return the zone the gateway's computer keeps."""
        return timezone(timedelta(hours=self.settings.zone_hours))

    # What is done

    def send(self, phone: str, text: str, reply_to: str | None, media: tuple[Media, ...] = ()) -> str:
        """Send a text or a file from the office and return its id. Raises Refusal."""
        jid = address(phone)
        person = self.network.people.get(username_of(jid))
        if jid in map(address, self.settings.not_on_whatsapp) or (person is not None and person.closed):
            raise refusals.not_registered()
        if jid in map(address, self.settings.no_prior_chat):
            raise refusals.reachout_timelock()
        after = self.settings.stored_after if self.settings.keeps_sent else float("inf")
        extra = {"reply_to": reply_to}
        draft = Draft(
            username_of(jid), text, media=media, from_office=True, source="api", appears_after=after, extra=extra
        )
        return self.network.write(draft).id

    def write_file(self, item: Item, jid: str) -> tuple[str, Media]:
        """Write a message's file to the served folder and return its way there."""
        media = item.media[0]
        day = datetime.fromtimestamp(item.created, UTC).date().isoformat()
        ending = mimetypes.guess_extension(media.mimetype.partition(";")[0]) or ".bin"
        way = f"statics/media/{jid.partition('@')[0]}/{day}/{item.id}{ending}"
        self._files[way] = media
        return way, media

    def file(self, way: str) -> Media | None:
        """Return a file that was written to the served folder."""
        return self._files.get(way)

    def lets_in(self, authorization: str) -> bool:
        """Whether a basic-auth header is the right one; where no password was set, the first one shown is it."""
        settings = self.settings
        if not settings.asks_password:
            return True
        try:
            given = base64.b64decode(authorization.removeprefix("Basic "), validate=True).decode()
        except ValueError:
            return False
        user, _, password = given.partition(":")
        if user != settings.username or not password:
            return False
        self._first_password = self._first_password or password
        return settings.takes_any_password or password == (settings.password or self._first_password)


def address(username: str) -> str:
    """Return the address of a user name: a telephone number, or an address of another kind as it stands."""
    return username if "@" in username else f"{username.lstrip('+')}@s.whatsapp.net"


def username_of(jid: str) -> str:
    """Return the network's user name for an address."""
    return jid.partition("@")[0] if _PHONE.fullmatch(jid) else jid


def stored_text(moment: datetime) -> str:
    """Write an aware time as go-sqlite3 does."""
    return moment.isoformat(sep=" ", timespec="seconds")


def new_id(_what: str) -> str:
    """Make a message id in the form WhatsApp's clients make them."""
    return "3EB0" + uuid.uuid4().hex[:18].upper()
