"""Talks to one GOWA device: reads every chat that moved, sends, looks for what it sent."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import quote, unquote

from models.rules.channels.ban_signs import BANNED, tells_of_ban
from models.rules.channels.messages import (
    NOTHING_SEEN,
    Ack,
    Fetched,
    Health,
    IncomingMessage,
    Look,
    OutgoingFile,
    OutgoingReply,
    Page,
    Receipt,
    Sighting,
)
from models.rules.channels.reply_files import PICTURES
from models.rules.core.moments import to_unix
from sync_agent.connector_kit.contract import BRIEF_SECONDS, AccountSettings, FetchRequest
from sync_agent.connector_kit.errors import AttachmentGone, NumberBlocked, SignInNeeded, TryLater
from sync_agent.connector_kit.http import Answer, FilePart, Http, split_address
from sync_agent.connector_kit.outcomes import check_status
from sync_agent.connectors.gowa import error_codes, payloads, proving
from sync_agent.connectors.gowa.addresses import address
from sync_agent.connectors.gowa.reading import LIMIT, ChatReader, messages_of, rows_of

BASE_URL = "http://localhost:3000"
_LOOKS = 5  # pages of own messages looked through for an answer
_LOOK_BEFORE = timedelta(minutes=2)
_FILES = "/statics/"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class GowaConnector:
    """One WhatsApp account behind one GOWA device."""

    kind: str = "gowa"
    streams: tuple[str, ...] = ("dm",)

    def __init__(self, account: AccountSettings) -> None:
        self._seconds = account.http_seconds
        base = account.settings.get("base_url", "") or BASE_URL
        user, password = account.settings.get("username", ""), account.secrets.get("password", "")
        device = {"X-Device-Id": found} if (found := account.settings.get("device_id", "")) else {}
        basic = b64encode(f"{user}:{password}".encode()).decode()
        headers = {**device, "Authorization": f"Basic {basic}"}
        self._http = Http(base, headers, account.http_seconds, own=True)
        self._brief = Http(base, headers, min(account.http_seconds, BRIEF_SECONDS), own=True)
        self._base, self._user, self._device = base, user, device
        self._stranger = Http(base, device, account.http_seconds, own=True)
        self._is_near = split_address(base).hostname in _LOOPBACK
        self._warning: str | None = None
        self._own = ""  # our number's address, as the gateway told it last
        self._reader = ChatReader(self._get, self._status, lambda: self._own)

    def check(self) -> Health:
        """Ask whether the device is logged in and connected. Raises SignInNeeded or TryLater."""
        jid = self._status()
        if self._warning is None:
            self._warning = self._missing_password()
        return Health(ok=True, detail=self._warning, facts={"id": jid})

    def check_version(self) -> None:
        """Check the version. Raises SignInNeeded or TryLater."""
        proving.check_version(str(_results(self._get("/app/info")).get("version") or ""))

    def check_gateway(self) -> None:
        """Check version and password. Raises SignInNeeded, OpenToAll or TryLater."""
        self.check_version()
        proving.check_lock(self._base, self._user, self._device, self._seconds)

    def newest(self) -> IncomingMessage | None:
        """Return the newest message of a chat, found again by its time. Raises SignInNeeded or TryLater."""
        for again in (True, False):  # it may be taken back between the two questions
            chat, found = next(proving.newest_items(self._get, self._own), ("", None))
            if found is None:
                return None
            rows = rows_of(self._get(*messages_of(chat, to_unix(found.sent_at), LIMIT)))
            read = [payloads.read_item(item, chat) for item, _ in rows]
            if found.external_id in {one.external_id for one in read if isinstance(one, IncomingMessage)}:
                return found
            if not again:
                raise SignInNeeded(error_codes.HIDES)
        return None

    def _status(self) -> str:
        """Return the account's address. Raises SignInNeeded without a login, TryLater while it reconnects."""
        answer = self._http.get("/app/status")
        check_status(answer, error_codes.CHECK)
        found = _results(answer)
        if not isinstance(found.get("is_logged_in"), bool):
            answer.unreadable()
        jid = str(found.get("jid") or "")
        if not found["is_logged_in"] and tells_of_ban(answer.text()):
            raise NumberBlocked(BANNED)
        if not found["is_logged_in"] and not jid:
            raise SignInNeeded(error_codes.SCAN)
        if not found["is_logged_in"] or found.get("is_connected") is not True:
            raise TryLater(error_codes.RECONNECTING)
        self._own = address(jid)
        return jid

    def _missing_password(self) -> str:
        """Return a warning where the gateway, or its files (rest.go), can be used without a password."""
        if proving.is_let_in(self._stranger):
            return error_codes.NO_PASSWORD
        return "" if self._is_near else error_codes.OPEN_FILES

    def fetch(self, request: FetchRequest) -> Page:
        """Read some pages of the chats that moved. Raises TryLater or SignInNeeded."""
        return self._reader.fetch(request)

    def new_client_ref(self) -> str | None:
        """Return None: the gateway takes no id chosen before."""
        return None

    def lay_ready(self, file: OutgoingFile) -> str | None:
        """Return None: a file goes to the gateway with the send."""
        return None

    def show_typing(self, thread_id: str) -> None:
        """Show in a chat that somebody types, until the message comes. Raises ConnectorError."""
        body = {"phone": thread_id, "action": "start"}
        check_status(self._brief.post("/send/chat-presence", body, sends=False), error_codes.ROWS)

    def mark_read(self, thread_id: str, message_ids: Sequence[str]) -> int:
        """Say that the first of these messages was read: the gateway takes one at a time. Raises ConnectorError."""
        for message in message_ids[:1]:
            path = f"/message/{quote(message, safe='')}/read"
            check_status(self._brief.post(path, {"phone": thread_id}, sends=False), error_codes.ROWS)
        return len(message_ids[:1])

    def send(self, reply: OutgoingReply) -> Receipt:
        """Send one text or file; the gateway answers after WhatsApp's servers took it."""
        answered = {"reply_message_id": reply.reply_to} if reply.reply_to else {}
        if reply.file is None:
            body = {"phone": reply.thread_id, "message": reply.text, **answered}
            answer = self._http.post("/send/message", body, sends=True)
        else:
            answer = self._send_file(reply, reply.file, answered)
        check_status(answer, error_codes.ROWS)
        found = _results(answer).get("message_id")
        if not isinstance(found, str) or not found:
            answer.unreadable()
        return Receipt(found, Ack.SENT)

    def _send_file(self, reply: OutgoingReply, file: OutgoingFile, answered: dict[str, str]) -> Answer:
        sort = "image" if file.mime in PICTURES else "file"
        fields = {"phone": reply.thread_id, "caption": reply.text, **answered}
        part = FilePart(sort, file.filename, file.mime, file.content)
        return self._http.post_file(f"/send/{sort}", fields, part, sends=True)

    def find(self, reply: OutgoingReply) -> Look:
        """Look for the text among our messages of the chat; never absent, since the store may lack a sent message."""
        if reply.tried_at is None:
            return NOTHING_SEEN
        since = reply.tried_at - _LOOK_BEFORE
        own = payloads.own_text if reply.file is None else payloads.own_file
        seen: list[Sighting] = []
        for page in range(_LOOKS):
            path, params = messages_of(reply.thread_id, to_unix(since), LIMIT, page * LIMIT)
            rows = rows_of(self._get(path, {**params, "is_from_me": "true"}))
            seen += [sighting for item, _ in rows if (sighting := own(item, reply.text, since)) is not None]
            if len(rows) < LIMIT:
                break
        return Look(tuple(seen))

    def fetch_attachment(self, ref: dict[str, object], limit_bytes: int) -> Fetched:
        """Have the gateway fetch a file, and return it. Raises TryLater, SignInNeeded or AttachmentGone."""
        path = f"/message/{quote(str(ref.get('message')), safe='')}/download"
        answer = self._http.get(path, {"phone": str(ref.get("chat"))})
        check_status(answer, error_codes.DOWNLOAD)
        told = _results(answer)
        place = told.get("file_url") or told.get("file_path")
        if not isinstance(place, str):
            raise TryLater(error_codes.NO_FILE_YET)
        file, fetched = self._http.download(_file_path(place), limit_bytes)
        check_status(file, error_codes.ROWS)
        return fetched

    def _get(self, path: str, params: dict[str, Any] | None = None) -> Answer:
        answer = self._http.get(path, params)
        check_status(answer, error_codes.ROWS)
        return answer


def _results(answer: Answer) -> dict[str, Any]:
    """Return the `results` of the gateway's envelope. Raises where the answer is not the gateway's."""
    body = answer.json()
    found = body.get("results") if isinstance(body, dict) else None
    if not isinstance(found, dict):
        answer.unreadable()
    return found


def _file_path(url: str) -> str:
    """Return only the path below /statics: the gateway may name itself by another host, or by a path on its disk."""
    way = "/" + split_address(url.replace("\\", "/")).path.lstrip("/")
    _, found, name = way.partition(_FILES)
    if not found or not name or ".." in unquote(name).split("/"):
        raise AttachmentGone(error_codes.FOREIGN_FILE)
    return _FILES + quote(unquote(name), safe="/@")
