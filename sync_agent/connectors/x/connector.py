"""Talks to X for one account: mentions and own answers, direct messages."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from models.rules.channels.costs.prices import Charged
from models.rules.channels.lifetimes import life
from models.rules.channels.messages import (
    NOTHING_SEEN,
    Ack,
    Fetched,
    Health,
    IncomingMessage,
    Kind,
    Look,
    OutgoingFile,
    OutgoingReply,
    Page,
    Receipt,
    Sighting,
    Unreadable,
)
from sync_agent.connector_kit.contract import AccountSettings, FetchRequest
from sync_agent.connector_kit.errors import AttachmentGone, Refused, SignInNeeded, TooMuch
from sync_agent.connector_kit.http import Answer, FilePart
from sync_agent.connectors.x import error_codes, payloads
from sync_agent.connectors.x.charges import Meter, publishes
from sync_agent.connectors.x.lists import STREAMS, List, Rows, gaps_of, joined, page_of, token_of
from sync_agent.connectors.x.quotas import QuotaUsedUp
from sync_agent.connectors.x.reading import Reading, lies_before, read_cursor, since_id
from sync_agent.connectors.x.session import Session
from sync_agent.connectors.x.vocabulary import TWEET, VOCABULARIES
from sync_agent.connectors.x.words import same_words, whole_text, without_last_link

_SIZES = (100, 20, 5)  # rows asked for; fewer when a page is too large to take (F34, F35)
_LOOK_SIZES = (5, 20, 100, 100)  # of a read-back, page by page: what it looks for is among the newest
_SWEEP_REST = 60.0  # a sweep whose quota is used up lets the polls work on between its tries
_NOT_OLDER = timedelta(minutes=2)  # a read-back counts nothing older than this before the try


@dataclass(frozen=True)
class _Piece:
    """One page of one list, and how far the list is read after it."""

    page: Page
    onward: Reading
    more: bool


class XConnector:
    """One X account."""

    kind: str = "x"

    def __init__(self, account: AccountSettings) -> None:
        self._session, self._meter = Session(account), Meter(account.spend)
        self._me = account.settings.get("user_id", "").strip()
        self._words = VOCABULARIES.get(account.settings.get("fields_name", ""), VOCABULARIES[TWEET])
        self.streams: tuple[str, ...] = ("comment", "dm") if account.reads_dm else ("comment",)
        self._now: datetime | None = None  # of the last reading: no clock is read here
        self._facts: dict[str, str] = {}
        self._asked_on: date | None = None  # the day its own entry was last asked for, which is paid by the day

    def check(self) -> Health:
        """Return the account's health, whether or not its own quota is used up. Raises SignInNeeded or TryLater.

        The account is asked for once a day, and after a failure: every reading shows as well whether it works.
        """
        today = self._now.date() if self._now else None
        if not self._facts or today != self._asked_on or not self._session.works:
            with suppress(QuotaUsedUp):
                me = self._ask_me()
                self._facts, self._asked_on = {"akun": f"@{me.get('username')}", "id": str(me.get("id"))}, today
        return Health(
            ok=True,
            detail=self._advice(),
            facts=dict(self._facts),
            token_expires_at=None if self._session.renews else self._session.expires_at,
            token_life=life(self._session.expires_at, renewed=self._session.renews),
            quota_used=self._session.quotas.used(),
        )

    def fetch(self, request: FetchRequest) -> Page:
        """Return one page of a list and the beginning of the next one. Raises TryLater or SignInNeeded.

        A stream with a used-up quota returns nothing and keeps its cursor, so that the other one goes on.
        """
        self._now = request.now
        lists, before = STREAMS[request.stream], read_cursor(request.cursor, len(STREAMS[request.stream]))
        if not before.under_way:
            if request.since is None and self._session.quotas.too_early(lists[0].sort, request.now):
                return Page()
            before = before.begin(0, request.overlap, request.since, payloads.milliseconds(request.now))
        reading, pages, more = before, [], False
        try:
            while reading.under_way and not more:
                piece = self._piece(lists, reading, request)
                pages.append(piece.page)
                reading, more = piece.onward, piece.more
        except QuotaUsedUp as err:
            if request.since is not None:
                raise QuotaUsedUp(err.reason, min(err.after_seconds or 0.0, _SWEEP_REST)) from None
            if not pages:
                return Page()
        return joined(pages, None if reading.write() == request.cursor else self._cursor(reading, request), more)

    def _cursor(self, reading: Reading, request: FetchRequest) -> str | None:
        """Return the cursor, None after a first reading that found nothing."""
        blank = not reading.under_way and not any(reading.seen) and request.cursor is None
        return None if blank else reading.write()

    def _piece(self, lists: tuple[List, ...], reading: Reading, request: FetchRequest) -> _Piece:
        """Return one page of the list being read."""
        which = lists[reading.at]
        envelope, rows = self._rows(which, reading, request)
        page = self._read(which, envelope, rows, reading.edge)
        moments = [found for item, _ in rows if (found := payloads.milliseconds_of(item)) is not None]
        now_ms = payloads.milliseconds(request.now)
        newest, token = min(max(moments, default=0), now_ms), token_of(envelope)
        arrived = not which.by_id and lies_before(moments, reading.edge)
        onward = reading.forward(token, len(rows), newest)
        if token and token != reading.token and not arrived:
            return _Piece(page, onward, True)
        gaps = gaps_of(which, onward, page, request.now) if not arrived else ()
        page, closed = joined([page], None, False, gaps), onward.end()
        if reading.at + 1 < len(lists):
            closed = closed.begin(reading.at + 1, request.overlap, request.since, now_ms)
        return _Piece(page, closed, False)

    def _rows(self, which: List, reading: Reading, request: FetchRequest) -> tuple[dict[str, Any], Rows]:
        """Return one page; one too large is read in smaller ones."""
        params = dict(self._words.publications if which.kind is Kind.COMMENT else self._words.events)
        edge = since_id(reading.edge) if which.by_id else None
        params |= {"since_id": edge} if edge else {}
        params |= {"pagination_token": reading.token} if reading.token else {}
        path = which.path.format(me=self._own_id())
        most = _SIZES[0] if which.by_id else reading.size
        for size in (most, *(one for one in _SIZES if one < most)):
            with suppress(TooMuch):
                answer = self._session.get(path, {**params, "max_results": size}, sort=which.sort, now=request.now)
                envelope, rows = page_of(answer)
                self._meter.read(answer, which.kind, envelope, rows, request.now)
                return envelope, rows
        raise TooMuch("Jawaban X terlalu besar berulang kali. Periksa alamat kanal.")

    def _read(self, which: List, envelope: dict[str, object], rows: Rows, edge: int) -> Page:
        """Return rows as a page, oldest first, without those of no citizen or consumed long ago."""
        about, me = payloads.beside(envelope), self._own_id()
        messages: dict[str, IncomingMessage] = {}
        unreadable: list[Unreadable] = []
        for item, raw in reversed(rows):
            found = payloads.unread_text(raw, which.kind) if raw is not None else which.read(item, about, me)
            if isinstance(found, Unreadable):
                unreadable.append(found)
            elif found is not None and payloads.milliseconds(found.sent_at) >= edge:
                messages.setdefault(found.external_id, found)
        return Page(tuple(messages.values()), tuple(unreadable))

    def new_client_ref(self) -> str | None:
        """Return None: X takes no id chosen by the sender."""
        return None

    def send(self, reply: OutgoingReply) -> Receipt:
        """Send one answer, in public under the publication it answers or as a direct message."""
        if reply.kind is Kind.COMMENT and not reply.private:
            return self._publish(reply)
        if not reply.thread_id.isdecimal():
            raise Refused(error_codes.NO_PLACE)
        path = f"/2/dm_conversations/with/{reply.thread_id}/messages"
        body: dict[str, Any] = {"text": reply.text}
        body |= {"attachments": [{"media_id": reply.file.ref}]} if reply.file else {}
        with self._meter.writes(Charged.MESSAGE_SENT):
            return _receipt(self._session.send(path, body, sort="send_dm", now=self._now), "dm_event_id")

    def lay_ready(self, file: OutgoingFile) -> str | None:
        """Upload a picture for a direct message and return its id. Raises TryLater, SignInNeeded or Refused."""
        fields = {"media_category": "dm_image", "media_type": file.mime}
        part = FilePart("media", file.filename, file.mime, file.content)
        with self._meter.writes(Charged.UPLOAD):
            answer = self._session.upload("/2/media/upload", fields, part, sort="upload", now=self._now)
        return _receipt(answer, "id").external_id

    def _publish(self, reply: OutgoingReply) -> Receipt:
        if not reply.reply_to:
            raise Refused(error_codes.NO_PLACE)
        body = {"text": reply.text, "reply": {"in_reply_to_tweet_id": reply.reply_to}}
        rows = error_codes.FIRST if reply.tried_at is None else error_codes.ROWS
        with self._meter.writes(publishes(reply.text)):
            return _receipt(self._session.send("/2/tweets", body, sort="send_post", now=self._now, rows=rows), "id")

    def find(self, reply: OutgoingReply) -> Look:
        """Look for an answer among our own publications or in the conversation. Raises TryLater or SignInNeeded."""
        public = reply.kind is Kind.COMMENT
        if not public and not reply.thread_id.isdecimal():
            return NOTHING_SEEN
        path = "/2/users/{me}/tweets" if public else f"/2/dm_conversations/with/{reply.thread_id}/dm_events"
        params = dict(self._words.publications if public else self._words.events)
        # What answers a publication has a higher id than it, whatever our clock says; and each item read is paid for.
        answered = reply.reply_to or ""
        params |= {"since_id": answered} if public and answered.isdecimal() else {}
        edge = payloads.milliseconds(reply.tried_at - _NOT_OLDER) if reply.tried_at else 0
        return self._look(path.format(me=self._own_id()), params, reply, edge)

    def _look(self, path: str, params: dict[str, str], reply: OutgoingReply, edge: int) -> Look:
        """Read a list from the newest item back to the try; only its end can show that the answer is absent."""
        sort, clear = ("tweets" if reply.kind is Kind.COMMENT else "dm_with"), True
        seen: list[Sighting] = []
        for size in _LOOK_SIZES:
            answer = self._session.get(path, {**params, "max_results": size}, sort=sort, now=self._now)
            envelope, rows = page_of(answer)
            self._meter.read(answer, reply.kind, envelope, rows, self._now)
            seen += [found for item, _raw in rows if (found := self._sighting(item, reply, edge)) is not None]
            moments = [at for item, _raw in rows if (at := payloads.milliseconds_of(item)) is not None]
            clear = clear and len(moments) == len(rows)
            token = token_of(envelope)
            if not token or lies_before(moments, edge):
                return Look(tuple(seen), clear)
            params = {**params, "pagination_token": token}
        return Look(tuple(seen))

    def _sighting(self, item: Any, reply: OutgoingReply, edge: int) -> Sighting | None:
        moment, text = payloads.milliseconds_of(item), whole_text(item)
        if moment is None or text is None or not isinstance(item.get("id"), str):
            return None
        if reply.kind is Kind.COMMENT:
            place = payloads.answered_id(item) == reply.reply_to
        else:
            place = item.get("sender_id") == self._own_id()
        # With a picture its name went as text; X puts the picture's address after it.
        same = same_words(text, reply.text) if reply.file is None else without_last_link(text) == reply.text
        return Sighting(item["id"], Ack.SENT, moment / 1000, moment < edge) if place and same else None

    def fetch_attachment(self, ref: dict[str, object], limit_bytes: int) -> Fetched:
        """Fetch a file. Raises TryLater, SignInNeeded or AttachmentGone."""
        url = ref.get("url")
        if not isinstance(url, str) or not url:
            raise AttachmentGone(error_codes.NO_FILE)
        return self._session.file(url, limit_bytes)

    def _own_id(self) -> str:
        return self._me or str(self._ask_me()["id"])

    def _ask_me(self) -> dict[str, Any]:
        answer = self._session.get("/2/users/me", sort="me", now=self._now)
        body = answer.json()
        data = body.get("data") if isinstance(body, dict) else None
        if not isinstance(data, dict) or not isinstance(data.get("id"), str):
            answer.unreadable()
        if self._me and self._me != data["id"]:
            raise SignInNeeded(error_codes.OTHER_ACCOUNT)
        self._me = data["id"]
        self._meter.asked_me(answer, self._me, self._now)
        return data

    def _advice(self) -> str:
        """Return what staff should know now although the channel works."""
        resting = self._session.quotas.seconds_to_rest
        said = [error_codes.DM_RESTS] if resting("dm", self._now) else []
        said += [error_codes.MENTIONS_REST] if resting("mentions", self._now) else []
        return " ".join(said)


def _receipt(answer: Answer, name: str) -> Receipt:
    body = answer.json()
    data = body.get("data") if isinstance(body, dict) else None
    found = data.get(name) if isinstance(data, dict) else None
    if not isinstance(found, str) or not found:
        answer.unreadable()
    return Receipt(found, Ack.SENT)
