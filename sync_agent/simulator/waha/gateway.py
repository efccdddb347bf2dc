"""The gateway's memory: what was written, what the poll shows, what a send does. Knows no HTTP."""

import heapq
import mimetypes
import re
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import count
from threading import RLock

from sync_agent.simulator.timeline import Timeline
from sync_agent.simulator.waha.messages import OFFICE_NAME, Draft, Media, Message, Settings, as_address, bare
from sync_agent.simulator.waha.phones import Phones
from sync_agent.simulator.waha.session import Session


@dataclass(frozen=True)
class Question:
    """What a poll asks for. Timestamps are unix seconds, both ends included."""

    limit: int
    offset: int = 0
    descending: bool = True
    earliest: float | None = None
    latest: float | None = None
    from_me: bool | None = None
    ack: int | None = None


class NotOnWhatsApp(Exception):
    """The number has no WhatsApp account."""


_EXTENSIONS = {"audio/ogg": "oga", "image/jpeg": "jpeg", "image/png": "png", "application/pdf": "pdf"}


class Files:
    """The folder behind /api/files."""

    def __init__(self) -> None:
        """Start with an empty folder."""
        self._written: dict[str, tuple[Media, float]] = {}

    def write(self, message: Message, media: Media, now: float) -> str:
        """Write the file of a message again and return its name."""
        name = f"{re.sub(r'[^A-Za-z0-9@._-]', '-', message.id)}.{extension(media.mimetype)}"
        self._written[name] = (media, now)
        return name

    def read(self, name: str, lifetime: float, now: float) -> Media | None:
        """Return the file, or None when it never was or has outlived its time."""
        media, written_at = self._written.get(name, (None, 0.0))
        if media is None or (lifetime and now - written_at > lifetime):
            self._written.pop(name, None)
            return None
        return media


def extension(mimetype: str) -> str:
    """Return a file extension for a media type, `bin` when nothing fits."""
    plain = mimetype.partition(";")[0].strip()
    return _EXTENSIONS.get(plain) or (mimetypes.guess_extension(plain) or ".bin").lstrip(".")


class Gateway:
    """Everything the fake WAHA remembers, safe for several threads."""

    def __init__(self, clock: Callable[[], float], settings: Settings | None = None) -> None:
        """Start empty; `clock` gives unix seconds."""
        self.clock = clock
        self.settings = settings or Settings()
        self.session, self.files, self.phones = Session(), Files(), Phones()
        self.office_messages: list[Message] = []
        self.activity_at = clock()
        self.lock = RLock()
        self._order = count()
        self._shown: dict[bool | None, Timeline[Message]] = {flag: Timeline() for flag in (None, True, False)}
        self._known: dict[str, Message] = {}
        self._sent: dict[str, Message] = {}
        self._later: list[tuple[float, int, Message]] = []
        self._first_key = ""

    def lets_in(self, key: str) -> bool:
        """Whether a key opens the gateway; where none was set, the first one shown is its key from then on."""
        settings = self.settings
        if settings.takes_no_key or (key and settings.takes_any_key):
            return True
        self._first_key = self._first_key or key
        return bool(key) and key == (settings.api_key or self._first_key)

    # What happens

    def receive(self, draft: Draft) -> Message:
        """Let one message happen and return it."""
        return self.receive_many([draft])[0]

    def receive_many(self, drafts: Iterable[Draft]) -> list[Message]:
        """Let messages happen: on the phones at once, in the poll at once or after `appears_after` seconds."""
        with self.lock:
            now = self.clock()
            happened = [message for draft in drafts for message in self._happen(draft, now)]
            due = [message for message in happened if message.effect_at <= now]
            self._show(due)
            for message in happened:
                if message.effect_at > now:
                    heapq.heappush(self._later, (message.effect_at, message.sequence, message))
            return happened

    def send(
        self, chat_id: str, text: str, key: str | None = None, reply_to: str | None = None, media: Media | None = None
    ) -> Message:
        """Send a text or a file from the office; an id that was used before makes no second message.

        Raises NotOnWhatsApp.
        """
        chat = as_address(chat_id)
        with self.lock:
            if self.phones.addresses(chat) & {as_address(number) for number in self.settings.not_on_whatsapp}:
                raise NotOnWhatsApp(chat)
            key = bare(key) if key else new_key()
            if key not in self._sent:
                draft = Draft(chat, text, key=key, from_me=True, source="api", reply_to=reply_to and bare(reply_to))
                self._sent[key] = self.receive(replace(draft, media=media))
            return self._sent[key]

    def mark_read(self, chat_id: str, message_ids: Iterable[str] | None) -> None:
        """Turn the ticks of a citizen's messages blue on his phone; of all in the chat where none is named."""
        with self.lock:
            if message_ids is None:
                rows = list(self.phones.at(as_address(chat_id)).messages.rows)
            else:
                rows = [row for one in message_ids if (row := self.find(one)) is not None]
            for row in rows:
                row.read = row.read or not row.from_me

    def edit(self, message_id: str, text: str) -> bool:
        """Change the text of a message as its author would; False when it is not there."""
        with self.lock:
            message = self.find(message_id)
            if message:
                message.text, message.edited = text, True
            return message is not None

    def withdraw(self, message_id: str, how: str = "vanish") -> bool:
        """Take a message back: the poll drops it (`vanish`), empties it (`blank`) or goes on showing it (`keep`)."""
        with self.lock:
            message = self.find(message_id)
            if message is None:
                return False
            message.withdrawn = True
            if how == "vanish":
                for timeline in (self._shown[None], self._shown[message.from_me]):
                    timeline.remove(message)
                self._known.pop(message.id, None)
                self._known.pop(message.key, None)
            elif how == "blank":
                message.text, message.media = "", None
            return True

    # What can be seen

    def page(self, chat: str | None, question: Question, merge: bool = True) -> list[Message]:
        """Return one page of the poll: of all chats (None) or of one. Hidden rows take a place and are left out."""
        with self.lock:
            self._settle()
            timeline = self._shown[question.from_me] if chat is None else self._chat_timeline(chat, question, merge)
            span = timeline.between(question.earliest, question.latest)
            rows = timeline.page(span, question.offset, question.limit, question.descending)
            return [row for row in rows if not row.hidden and question.ack in (None, self.ack(row))]

    def chats(self, ascending: bool = False) -> list[tuple[str, str, int]]:
        """Return (address, name, second of the newest shown message) of every chat, in the order of that second."""
        with self.lock:
            self._settle()
            shown = set(map(id, self._shown[None].rows))
            rows = []
            for phone in self.phones.everyone():
                newest = [row.timestamp for row in phone.messages.rows if id(row) in shown]
                rows += [(phone.address, phone.name, max(newest))] if newest else []
            return sorted(rows, key=lambda row: row[2], reverse=not ascending)

    def find(self, message_id: str) -> Message | None:
        """Return a message by its serialised or bare id, None when the gateway does not have it (yet)."""
        with self.lock:
            self._settle()
            return self._known.get(message_id) or self._known.get(bare(message_id))

    def ack(self, message: Message) -> int:
        """Return how far the ticks of a message have come (0 PENDING to 3 READ); a citizen's own DEVICE or READ."""
        if not message.from_me:
            return 3 if message.read else 2
        age = self.clock() - message.effect_at
        reached = sum(1 for seconds in self.settings.ack_seconds if age >= seconds)
        blocked = self.phones.addresses(message.chat) & {as_address(one) for one in self.settings.blocked_by}
        return min(reached, 1 if blocked else self.settings.ack_ceiling)

    def count(self) -> int:
        """Count what the poll could show now."""
        with self.lock:
            self._settle()
            return len(self._shown[None])

    # Inside

    def _happen(self, draft: Draft, now: float) -> list[Message]:
        chat = as_address(draft.chat)
        if draft.phone:
            self.phones.link(chat, as_address(draft.phone))
        name = "" if draft.from_me or draft.participant else draft.name
        phone = self.phones.at(chat, name)
        message = self._make(draft, chat, phone.name, now)
        if not draft.hidden:
            phone.messages.add(message)
        if draft.from_me:
            self.office_messages.append(message)
        else:
            phone.seen = max(phone.seen, message.sequence)
        if not (draft.twin and draft.phone):
            return [message]
        return [message, self._make(draft, as_address(draft.phone), phone.name, now, message.key)]

    def _make(self, draft: Draft, chat: str, name: str, now: float, key: str | None = None) -> Message:
        moment = now if draft.timestamp is None else draft.timestamp
        return Message(
            key=key or draft.key or new_key(),
            chat=chat,
            from_me=draft.from_me,
            text=draft.text,
            timestamp=int(moment),
            sequence=next(self._order),
            effect_at=now + draft.appears_after,
            source=draft.source,
            push_name=OFFICE_NAME if draft.from_me else (draft.name or name),
            participant=draft.participant,
            number=self.phones.number_of(chat) if self.settings.tells_number else None,
            media=draft.media,
            reply_to=draft.reply_to,
            hidden=draft.hidden,
            content=draft.content,
        )

    def _show(self, messages: list[Message]) -> None:
        self.activity_at = self.clock()
        for message in messages:
            self._known[message.id] = message
            self._known.setdefault(message.key, message)
        few = len(messages) < 50
        for flag, timeline in self._shown.items():
            chosen = [row for row in messages if flag is None or row.from_me is flag]
            for row in chosen if few else ():
                timeline.add(row)
            if not few:
                timeline.extend(chosen)

    def _settle(self) -> None:
        while self._later and self._later[0][0] <= self.clock():
            self._show([heapq.heappop(self._later)[2]])

    def _chat_timeline(self, chat: str, question: Question, merge: bool) -> Timeline[Message]:
        wanted = self.phones.addresses(as_address(chat)) if merge else {as_address(chat)}
        chosen: Timeline[Message] = Timeline()
        if self.phones.knows(chat):
            rows = self.phones.at(chat).messages.rows
            chosen.extend(row for row in rows if row.chat in wanted and question.from_me in (None, row.from_me))
        return chosen


def new_key() -> str:
    """Make a message id in the form the engine makes them."""
    return "3EB0" + uuid.uuid4().hex[:18].upper()
