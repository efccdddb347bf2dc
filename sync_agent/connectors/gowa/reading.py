"""Reads all chats of one GOWA device in turns: the list of chats first, then the messages of each due chat."""

import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from models.rules.channels.messages import IncomingMessage, Page, Unreadable
from models.rules.core.moments import from_unix, to_unix
from sync_agent.connector_kit.contract import FetchRequest
from sync_agent.connector_kit.errors import TooMuch, TryLater
from sync_agent.connector_kit.http import Answer
from sync_agent.connectors.gowa import error_codes, payloads
from sync_agent.connectors.gowa.addresses import address
from sync_agent.connectors.gowa.chat_walk import ZONES, ChatWalk, read_walk

Rows = list[tuple[Any, str | None]]
Get = Callable[[str, dict[str, Any] | None], Answer]

LIMIT = 100  # more is a 400
# Items taken out of a list while we walk move the rest forward; stepping back a little passes over none.
_STEP_BACK = 5
_SMALLER = (LIMIT, 10, 1)  # when a page is too large to take (F34, F35)
# One giant item is skipped with a note; several in a row are an attack.
_GIANTS = 3
_STEPS = 20  # requests in one fetch
_ENOUGH = 200  # messages in one page of ours
# A chat the gateway cannot read is tried so often before the others go on without it, with a note.
_PATIENCE = 3


@dataclass
class _Turn:
    """What one fetch has gathered. `chats`: those left of the page of chats, None before it is asked for."""

    sweeps: bool
    messages: list[IncomingMessage] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    chats: list[payloads.Chat] | None = None
    last: bool = False  # no page of chats comes after this one
    giants: int = 0

    def page(self, walk: ChatWalk, before: str | None) -> Page:
        """Return all of it, with the cursor that covers it."""
        unchanged = not walk.under_way and walk == read_walk(before)
        cursor = None if unchanged else walk.write()
        found = tuple(self.messages), tuple(self.unreadable)
        return Page(*found, cursor=cursor, more=walk.under_way, gaps=tuple(self.gaps))


class ChatReader:
    """The reading half of one account. What it remembers only saves work, so a restart may forget it."""

    def __init__(self, get: Get, check: Callable[[], object], own: Callable[[], str]) -> None:
        self._get, self._check, self._own = get, check, own
        self._moved: dict[str, int] = {}  # chat → its last_message_time when it was last looked at
        self._walked: dict[bool, tuple[int, dict[str, int]]] = {}  # by sort of walk: when begun, chats done
        self._troubles: Counter[str] = Counter()
        self._held: TryLater | None = None

    def fetch(self, request: FetchRequest) -> Page:
        """Read some pages of the chats that moved. Raises TryLater or SignInNeeded."""
        if self._held is not None:
            trouble, self._held = self._held, None
            raise trouble
        walk, turn = read_walk(request.cursor), _Turn(request.since is not None)
        if not walk.under_way:
            # The lists are the gateway's own store: cut off from WhatsApp it answers 200 with what it had.
            self._check()
            self._walked.pop(turn.sweeps, None)
            walk = walk.begin(request.overlap, request.since, to_unix(request.now))
        for step in range(_STEPS):
            try:
                walk = self._messages(walk, turn) if walk.chat else self._next_chat(walk, turn)
            except TryLater as trouble:
                if step == 0:
                    raise
                self._held = trouble  # what was read is kept first; a stated time allows no call before it (F23)
                break
            if not walk.under_way or len(turn.messages) >= _ENOUGH:
                break
        return turn.page(walk, request.cursor)

    def _next_chat(self, walk: ChatWalk, turn: _Turn) -> ChatWalk:
        """Go to the next due chat, asking for the page of chats if necessary."""
        if turn.chats is None:
            turn.chats = self._list_chats(walk, turn)
            walk = walk.listed()
        for at, chat in enumerate(turn.chats):
            if self._is_due(chat, walk, turn):
                turn.chats = turn.chats[at + 1 :]
                return walk.enter(chat.jid, chat.moved)
        turn.chats = None
        return walk.end() if turn.last else walk.next_page(LIMIT - _STEP_BACK)

    def _list_chats(self, walk: ChatWalk, turn: _Turn) -> list[payloads.Chat]:
        rows = rows_of(self._get("/chats", {"limit": LIMIT, "offset": walk.offset}))
        read = [payloads.read_chat(item) if raw is None else payloads.unread_text(raw) for item, raw in rows]
        turn.unreadable += [one for one in read if isinstance(one, Unreadable)]
        chats = [one for one in read if isinstance(one, payloads.Chat)]
        # Ordered by when they moved, as text: far enough below what is due, none that is due can follow.
        moves = [one.moved for one in chats if one.moved is not None]
        is_old = bool(moves) and len(moves) == len(chats) and max(moves) < walk.floor - ZONES
        turn.last = len(rows) < LIMIT or (is_old and not walk.every)
        return chats

    def _is_due(self, chat: payloads.Chat, walk: ChatWalk, turn: _Turn) -> bool:
        """Whether a chat must be read: it moved since the floor, or at all since it was last read.

        The gateway overwrites last_message_time with that of the message stored last, so it can move backwards.
        """
        if self._done(walk, turn).get(chat.jid) == (chat.moved or 0):
            return False
        if walk.every or chat.moved is None or chat.moved >= walk.floor:
            return True
        return self._moved.setdefault(chat.jid, chat.moved) != chat.moved

    def _done(self, walk: ChatWalk, turn: _Turn) -> dict[str, int]:
        """Return the chats this walk has read, with their times; those of earlier walks are forgotten."""
        began, done = self._walked.get(turn.sweeps, (0, {}))
        if began != walk.began:
            done = {}
            self._walked[turn.sweeps] = (walk.began, done)
        return done

    def _messages(self, walk: ChatWalk, turn: _Turn) -> ChatWalk:
        """Read one page of the walk's chat; a chat that fails repeatedly is left, with a note."""
        try:
            rows, taken = self._page(walk, turn)
        except TryLater as trouble:
            if not self._is_given_up(walk.chat, trouble):
                raise
            turn.gaps.append(address(walk.chat))
            self._done(walk, turn)[walk.chat] = walk.moved
            return walk.leave()
        self._troubles.pop(walk.chat, None)
        # A server that ignores the offset gives the same page for ever.
        mark = zlib.crc32(repr(rows).encode("utf-8", "backslashreplace"))
        if mark != walk.mark:
            walk = _read(walk, rows, turn, self._own())
            if len(rows) >= taken:
                return walk.further(max(taken - _STEP_BACK, 1), mark)
        self._done(walk, turn)[walk.chat] = walk.moved
        if not turn.sweeps:  # a sweep leaves the newest messages to the polls
            self._moved[walk.chat] = walk.moved
        return walk.leave()

    def _is_given_up(self, chat: str, trouble: TryLater) -> bool:
        """Whether to skip a chat: it keeps failing although the device works and most other chats do not fail."""
        if trouble.after_seconds is not None:
            return False
        self._troubles[chat] += 1
        if self._troubles[chat] < _PATIENCE or len(self._troubles) > _PATIENCE:
            return False
        self._check()
        return True

    def _page(self, walk: ChatWalk, turn: _Turn) -> tuple[Rows, int]:
        """Return one page of a chat, newest first, and how many places it covers."""
        for limit in _SMALLER:
            try:
                rows = rows_of(self._get(*messages_of(walk.chat, walk.since, limit, walk.place)))
            except TooMuch:
                continue
            turn.giants = 0
            return rows, limit
        turn.giants += 1
        if turn.giants > _GIANTS:
            raise TooMuch(error_codes.TOO_LARGE)
        # Nothing is known of such a giant; one note a chat and day is enough to send somebody to the phone.
        day, chat = from_unix(walk.began).date().isoformat(), zlib.crc32(walk.chat.encode())
        return [(None, f'{{"terlalu_besar":"{day}","percakapan":{chat}}}')], 1


def messages_of(chat: str, since: int, limit: int, offset: int = 0) -> tuple[str, dict[str, Any]]:
    """Return path and query for messages of a chat from `since` (unix seconds) on.

    The store compares times as text, so: always UTC with Z, never an end_time, and the result is filtered again.
    """
    params: dict[str, Any] = {"limit": limit, "offset": offset}
    if since > 0:
        params["start_time"] = from_unix(since).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"/chat/{quote(chat, safe='@')}/messages", params


def rows_of(answer: Answer) -> Rows:
    """Return the items of a list, each readable or as text. Raises NotThePlatform for any other answer."""
    whole, rows = answer.json_page("results", "data")
    if not isinstance(whole.get("results"), dict):
        answer.unreadable()
    return rows


def _read(walk: ChatWalk, rows: Rows, turn: _Turn, own: str) -> ChatWalk:
    """Read rows as messages, without those older than asked for, which the gateway lets through.

    What is written to our own number ("message yourself") is no citizen's, even where it is not called ours.
    """
    for item, raw in rows:
        read = payloads.unread_text(raw) if raw is not None else payloads.read_item(item, walk.chat)
        if isinstance(read, Unreadable):
            turn.unreadable.append(read)
        elif read is not None and (second := to_unix(read.sent_at)) >= walk.since:
            turn.messages += [read] if read.thread_id != own else []
            walk = walk.met(second)
    return walk
