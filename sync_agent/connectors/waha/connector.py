"""Talks to one WAHA session: reads every chat in one poll, sends under an id chosen first."""

import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from models.rules.channels.messages import (
    NOTHING_SEEN,
    Acknowledgement,
    Fetched,
    Health,
    IncomingMessage,
    Look,
    OutgoingFile,
    OutgoingReply,
    Page,
    Receipt,
    Sighting,
    Unreadable,
)
from models.rules.core.moments import from_unix, to_unix
from sync_agent.connector_kit.contract import BRIEF_SECONDS, AccountSettings, FetchRequest
from sync_agent.connector_kit.errors import ConnectorError, SignInNeeded, TooMuch, TryLater
from sync_agent.connector_kit.http import Answer, Http
from sync_agent.connector_kit.outcomes import check_status
from sync_agent.connector_kit.walk import Walk, read_walk
from sync_agent.connectors.waha import courtesies, error_codes, files, payloads, proving, pushes
from sync_agent.connectors.waha.addresses import address, is_citizen, own_addresses, parse_id
from sync_agent.connectors.waha.lids import Lids

Rows = list[tuple[Any, str | None]]

LIMIT = 100
# Items taken out of the list while we walk move the rest forward; stepping back a little passes over none.
_STEP_BACK = 5
# Hidden rows may cover the end of the list too: look so many rows back for the newest one that shows.
_TAIL = 1000
_SMALLER = (LIMIT, 10, 1)  # when a page is too large to take (F34, F35)
# Rows the engine hides (reactions, edits) leave pages empty though more follow; so many in a row are walked over.
_EMPTY_RUN = 50
# One giant item is skipped with a note; several in a row are an attack.
_GIANTS = 3


class WahaConnector:
    """One WhatsApp account behind one WAHA session."""

    kind: str = "waha"
    streams: tuple[str, ...] = ("dm",)

    def __init__(self, account: AccountSettings) -> None:
        self._account = account
        self._session = account.settings.get("session", "default")
        self._path = f"/api/{quote(self._session, safe='')}"
        headers = {"X-Api-Key": account.secrets.get("api_key", ""), "Accept": "application/json"}
        base, seconds = account.settings.get("base_url", ""), account.http_seconds
        self._http = Http(base, headers, seconds, own=True)
        self._brief = Http(base, headers, min(seconds, BRIEF_SECONDS), own=True)
        self._lids = Lids(self._ask_lid)
        self._walked: set[str] = set()  # ids read since the walk began
        self._restarted = False
        self._own: frozenset[str] = frozenset()

    def check(self) -> Health:
        """Return the session's health; a failed session is restarted once. Raises SignInNeeded or TryLater."""
        answer = self._http.get(f"/api/sessions/{quote(self._session, safe='')}")
        check_status(answer, error_codes.CHECK)
        info = answer.json()
        status = info.get("status") if isinstance(info, dict) else None
        if not isinstance(status, str):
            answer.unreadable()
        if status == "WORKING":
            self._restarted = False
            me = info.get("me") if isinstance(info.get("me"), dict) else {}
            self._own = own_addresses(me)
            return Health(ok=True, facts={"status": status, "id": str(me.get("id") or "")})
        proving.check_ban(answer)
        if status == "FAILED" and not self._restarted:
            self._restarted = True
            restart = f"/api/sessions/{quote(self._session, safe='')}/restart"
            check_status(self._http.post(restart, {}, sends=False), error_codes.ROWS)
            raise TryLater(error_codes.RESTARTED)
        kind, reason = error_codes.SESSION.get(status, error_codes.UNKNOWN_SESSION)
        raise kind(reason)

    def check_version(self) -> None:
        """Check version and engine. Raises SignInNeeded or TryLater."""
        proving.check_version(self._http.get("/api/version"))

    def check_gateway(self) -> None:
        """Check version, engine, ids to send under, and the key. Raises SignInNeeded, OpenToAll or TryLater."""
        self.check_version()
        self.new_client_ref()
        seconds, path = self._account.http_seconds, f"/api/sessions/{quote(self._session, safe='')}"
        proving.check_lock(self._account.settings.get("base_url", ""), path, seconds)

    def newest(self) -> IncomingMessage | None:
        """Return the newest message of a chat, found in the list of all chats. Raises SignInNeeded or TryLater."""
        for again in (True, False):  # it may be taken back between the two questions
            item = next(proving.newest_items(self._get, self._path, self._own), None)
            if item is None:
                return None
            rows, _, _ = self._page(Walk(start=payloads.moment_of(item)), "asc", 0)
            if self._bare(item) in {self._bare(row) for row, _ in rows}:
                read = payloads.read_item(item, self._lids.twin)
                return read if isinstance(read, IncomingMessage) else None
            if not again:
                raise SignInNeeded(error_codes.HIDES)
        return None

    @staticmethod
    def _bare(item: object) -> str:
        return parse_id(payloads.raw_id(item)).bare

    def fetch(self, request: FetchRequest) -> Page:
        """Return one page of all chats, oldest first. Raises TryLater or SignInNeeded."""
        walk = read_walk(request.cursor)
        if not walk.under_way:
            self._lids.forget_unknown()
            self._walked.clear()
            walk = walk.begin(request.overlap, request.since)
        latest = to_unix(request.now)
        rows, taken, mark = self._page(walk, "asc", walk.offset)
        if not rows or mark == walk.mark != 0:
            return self._at_the_end(walk, request, latest)
        onward = walk.forward(max(taken - _STEP_BACK, 1), payloads.newest_of(rows), latest, mark)
        return replace(self._read(rows), cursor=onward.write(), more=True)

    def _at_the_end(self, walk: Walk, request: FetchRequest, latest: int) -> Page:
        """End the walk unless it did not reach the newest items, which means that rows were hidden."""
        tail, _, _ = self._page(walk, "desc", 0)
        newer = [row for row in tail if self._is_news(row[0], walk)]
        if newer and len(newer) == len(tail) and walk.empties < _EMPTY_RUN:
            return Page(cursor=walk.forward(LIMIT, None, latest).write(), more=True)
        closed = walk.forward(0, payloads.newest_of(newer), latest).end() if len(newer) < len(tail) else walk.end()
        unchanged = closed == read_walk(request.cursor)
        return replace(self._read(newer[::-1]), cursor=None if unchanged else closed.write())

    def _is_news(self, item: object, walk: Walk) -> bool:
        known = payloads.raw_id(item) in self._walked
        return not known and (payloads.moment_of(item) or 0) >= walk.reached

    def read_push(self, body: str) -> Page | None:
        """Return the page of a pushed body; None where it only announces news, which the poll then reads.

        Of the gateway only a hidden id's phone is asked; where it does not answer, the message keeps the hidden id.
        """
        with suppress(ConnectorError):
            self._lids.update_index(pushes.lids_in(body, self._session))
        return pushes.read_push(body, self._session, self._lids.twin, self._own)

    def new_client_ref(self) -> str | None:
        """Return an id from the gateway to send under. Raises TryLater or SignInNeeded."""
        answer = self._get(f"{self._path}/new-message-id")
        body = answer.json()
        found = body.get("id") if isinstance(body, dict) else None
        if not isinstance(found, str) or not found:
            answer.unreadable()
        return found

    def lay_ready(self, file: OutgoingFile) -> str | None:
        """Return None: a file goes to the gateway with the send."""
        return None

    def show_typing(self, thread_id: str) -> None:
        """Show in a chat that somebody types, until the message comes. Raises ConnectorError."""
        courtesies.show_typing(self._brief, self._session, thread_id)

    def mark_read(self, thread_id: str, message_ids: Sequence[str]) -> int:
        """Say that these messages were read; return how many. Raises ConnectorError."""
        return courtesies.mark_read(self._brief, self._session, thread_id, message_ids)

    def send(self, reply: OutgoingReply) -> Receipt:
        """Send one text under its chosen id, or a file. A 201 means that the gateway accepted it, not delivery."""
        path, body = self._text(reply) if reply.file is None else files.file_request(self._session, reply, reply.file)
        body |= {"reply_to": reply.reply_to} if reply.reply_to else {}
        answer = self._http.post(path, body, sends=True, carries_file=reply.file is not None)
        check_status(answer, error_codes.ROWS)
        message = answer.json()
        found = message.get("id") if isinstance(message, dict) else None
        if not isinstance(found, str) or not found:
            answer.unreadable()
        return Receipt(found, payloads.ack_of(message))

    def _text(self, reply: OutgoingReply) -> tuple[str, dict[str, Any]]:
        body: dict[str, Any] = {
            "session": self._session,
            "chatId": reply.thread_id,
            "text": reply.text,
            "linkPreview": False,  # the gateway would open links of the text
        }
        return "/api/sendText", body | ({"id": reply.client_ref} if reply.client_ref else {})

    def find(self, reply: OutgoingReply) -> Look:
        """Look for the chosen id among all chats: found, surely absent, or undecided. A file is found by its name."""
        if reply.file is not None:
            path = f"{self._path}/chats/{quote(reply.thread_id, safe='@')}/messages"
            return files.look_among(self._get(path, files.question(reply)).json_list(), reply)
        if not reply.client_ref:
            return NOTHING_SEEN
        path = f"{self._path}/chats/all/messages/{quote(reply.client_ref, safe='')}"
        answer = self._http.get(path, {"downloadMedia": "false"})
        if answer.status == error_codes.ABSENT and _says_absent(answer):
            return Look(whole=True, by_id=True)
        check_status(answer, error_codes.ROWS)
        message = answer.json()
        found = message.get("id") if isinstance(message, dict) else None
        if not isinstance(found, str) or parse_id(found).bare != parse_id(reply.client_ref).bare:
            return NOTHING_SEEN
        return Look((Sighting(found, payloads.ack_of(message)),), by_id=True)

    def fetch_attachment(self, ref: dict[str, object], limit_bytes: int) -> Fetched:
        """Have the gateway fetch a file again, and return it. Raises TryLater, SignInNeeded or AttachmentGone."""
        file, fetched = self._http.download(files.file_path(self._where(ref)), limit_bytes)
        if not 200 <= file.status < 300:
            check_status(file, error_codes.ROWS)
        return fetched

    def _where(self, ref: dict[str, object]) -> str:
        """Return where the gateway has a file. One its list misses lies where its push said, while it is kept."""
        chat, message_id = quote(str(ref.get("chat")), safe="@"), quote(str(ref.get("message")), safe="@")
        told = ref.get("file")
        answer = self._http.get(f"{self._path}/chats/{chat}/messages/{message_id}", {"downloadMedia": "true"})
        if answer.status == error_codes.ABSENT and _says_absent(answer) and isinstance(told, str):
            return told
        check_status(answer, error_codes.ROWS)
        message = answer.json()
        media = message.get("media") if isinstance(message, dict) else None
        url = media.get("url") if isinstance(media, dict) else None
        if not isinstance(url, str) or not url:
            raise TryLater(error_codes.NO_FILE_YET)
        return url

    def _get(self, path: str, params: dict[str, Any] | None = None) -> Answer:
        answer = self._http.get(path, params)
        check_status(answer, error_codes.ROWS)
        return answer

    def _page(self, walk: Walk, order: str, offset: int) -> tuple[Rows, int, int]:
        """Return one page, how many places it covers, and its checksum; a page too large is read in smaller ones."""
        for limit in _SMALLER if order == "asc" else (_TAIL, *_SMALLER):
            params = {
                "limit": limit,
                "offset": offset,
                "sortBy": "timestamp",
                "sortOrder": order,
                "downloadMedia": "false",
            }
            if walk.start:
                params["filter.timestamp.gte"] = walk.start
            try:
                answer = self._get(f"{self._path}/chats/all/messages", params)
                return answer.json_list(), limit, zlib.crc32(answer.body) or 1
            except TooMuch:
                continue
        if walk.empties >= _GIANTS:
            raise TooMuch("Jawaban gateway terlalu besar berulang kali. Periksa alamat gateway.")
        # Nothing is known of such a giant; one note a day is enough to send somebody to the phone.
        day = from_unix(walk.reached).date().isoformat()
        return [(None, f'{{"terlalu_besar":"{day}"}}')], 1, 0

    def _read(self, rows: Rows) -> Page:
        """Return rows as a page: those not of a citizen are skipped, unreadable ones kept apart."""
        self._walked.update(payloads.raw_id(item) for item, _ in rows)
        self._lids.update_index(chat for item, _ in rows for chat in payloads.chats_named(item))
        messages: list[IncomingMessage] = []
        unreadable: list[Unreadable] = []
        acks: list[Acknowledgement] = []
        seen: set[str] = set()
        for item, raw in rows:
            read = payloads.unread_text(raw) if raw is not None else payloads.read_item(item, self._lids.twin)
            if isinstance(read, Unreadable):
                unreadable.append(read)
            elif read is not None:
                acks += payloads.acknowledgements(item, read)
                ids = {read.external_id, *read.also_known_as}
                if read.thread_id not in self._own and (not ids & seen or read.withdrawn):
                    messages.append(read)
                seen |= ids
        return Page(tuple(messages), tuple(unreadable), tuple(acks))

    def _ask_lid(self, lid: str) -> str | None:
        """Return the phone of a hidden id, None where the gateway does not know it (yet)."""
        try:
            body = self._get(f"{self._path}/lids/{quote(lid, safe='')}").json()
        except TryLater:
            return None  # the message keeps its hidden id; the next poll asks again
        found = body.get("pn") if isinstance(body, dict) else None
        return address(found) if isinstance(found, str) and is_citizen(address(found)) else None


def _says_absent(answer: Answer) -> bool:
    """Whether this is the gateway's 'no such message', not a wrong session, a wrong address, or a foreign page."""
    said = answer.text().strip().lower()
    if "session" in said or "cannot " in said:
        return False
    return not said or isinstance(answer.json(), dict)
