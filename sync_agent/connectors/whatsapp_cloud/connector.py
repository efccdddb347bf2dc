"""Talks to one number of Meta's Cloud API: reads what was pushed, sends, fetches files. It cannot list messages."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

from models.rules.channels.approved_texts import ApprovedText
from models.rules.channels.lifetimes import life, version_of
from models.rules.channels.messages import (
    NOTHING_SEEN,
    Ack,
    Fetched,
    Health,
    Look,
    OutgoingFile,
    OutgoingReply,
    Page,
    Receipt,
)
from models.rules.channels.reply_files import PICTURES
from sync_agent.connector_kit.contract import BRIEF_SECONDS, AccountSettings, FetchRequest
from sync_agent.connector_kit.errors import AttachmentGone, SignInNeeded
from sync_agent.connector_kit.graph import proof
from sync_agent.connector_kit.graph_errors import AskedWrong, NotThere
from sync_agent.connector_kit.graph_tokens import end_of
from sync_agent.connector_kit.graph_usage import percent_used
from sync_agent.connector_kit.http import FilePart, Http, split_address
from sync_agent.connector_kit.outcomes import check_status
from sync_agent.connector_kit.uploads import as_send, harmless
from sync_agent.connectors.whatsapp_cloud import error_codes, payloads

HOST = "https://graph.facebook.com"
_LOOK_EVERY = 30  # checks between two looks at the token
_FIELDS = "id,display_phone_number,verified_name,quality_rating"
# Files lie on another host, which wants our token too.
_FILE_HOST = "lookaside.fbsbx.com"


class WhatsAppCloudConnector:
    """One number of a WhatsApp Business account."""

    kind: str = "whatsapp_cloud"
    streams: tuple[str, ...] = ()  # no endpoint lists messages: they come by webhook only (channels.md §1.3)

    def __init__(self, account: AccountSettings) -> None:
        self._token = token = account.secrets.get("access_token", "").strip()
        self._checks, self._about = 0, dict[str, object]()
        self._number = account.settings.get("phone_number_id", "").strip()
        self._base = (account.settings.get("base_url") or HOST).strip().rstrip("/")
        self._version = "/" + version_of(self.kind, account.settings)
        self._headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        self._seconds = account.http_seconds
        self._http = Http(self._base, self._headers, self._seconds)
        self._brief = Http(self._base, self._headers, min(self._seconds, BRIEF_SECONDS))
        self._proof = proof(token, account.secrets.get("app_secret", ""))

    def check(self) -> Health:
        """Return the number's health, from its own record. Raises SignInNeeded or TryLater."""
        path = f"{self._version}/{quote(self._number, safe='')}"
        answer = self._http.get(path, {"fields": _FIELDS, **self._proof})
        try:
            body = error_codes.checked(answer)
        except AskedWrong:  # a question this simple fails only if the office's settings are wrong
            raise SignInNeeded(error_codes.NOT_TAKEN) from None
        if str(body.get("id") or "") != self._number:
            answer.unreadable()
        advice = error_codes.QUALITY.get(str(body.get("quality_rating")), "")
        facts = {name: str(body.get(name) or "") for name in ("display_phone_number", "verified_name")}
        ends, lasts = self._end_of_token()
        used = percent_used(answer.headers)
        known = life(ends, lasts=lasts)
        return Health(ok=True, detail=advice, facts=facts, token_expires_at=ends, token_life=known, quota_used=used)

    def _end_of_token(self) -> tuple[datetime | None, bool]:
        """Return until when the token lasts, asked from time to time; not every app may ask."""
        if self._checks % _LOOK_EVERY == 0:
            answer = self._http.get(f"{self._version}/debug_token", {"input_token": self._token, **self._proof})
            body = answer.json() if answer.status == 200 else {}
            about = body.get("data") if isinstance(body, dict) else None
            if isinstance(about, dict):  # else nothing new is known: an end told before would be told anew and anew
                self._about = about
        self._checks += 1
        return end_of(self._about)

    def fetch(self, request: FetchRequest) -> Page:
        """Return an empty page: there is no list to read."""
        return Page()

    def read_push(self, body: str) -> Page:
        """Return the page of one pushed body: messages, changes of them, and the delivery of our answers."""
        return payloads.read_push(body, self._number)

    def new_client_ref(self) -> str | None:
        """Return an id that the platform repeats in its news about this answer, which proves that it was sent."""
        return uuid4().hex

    def lay_ready(self, file: OutgoingFile) -> str | None:
        """Upload a file for thirty days and return its id. Raises TryLater, SignInNeeded or Refused."""
        fields = {"messaging_product": "whatsapp", "type": file.mime}
        part = FilePart("file", file.filename, file.mime, file.content)
        answer = self._http.post_file(self._posting("media"), fields, part, sends=False)
        with harmless():
            found = error_codes.checked(as_send(answer)).get("id")
        if not isinstance(found, str) or not found:
            answer.unreadable()
        return found

    def send(self, reply: OutgoingReply) -> Receipt:
        """Send one text or file. The answer means that WhatsApp accepted it; delivery is pushed later."""
        body: dict[str, Any] = {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            "to": reply.thread_id,
            **_content(reply),
        }
        body |= {"context": {"message_id": reply.reply_to}} if reply.reply_to else {}
        body |= {"biz_opaque_callback_data": reply.client_ref} if reply.client_ref else {}
        answer = self._http.post(self._posting("messages"), body, sends=True)
        sent = error_codes.checked(answer).get("messages")
        first = sent[0] if isinstance(sent, list) and sent else None
        found = first.get("id") if isinstance(first, dict) else None
        if not isinstance(found, str) or not found:
            answer.unreadable()
        return Receipt(found, Ack.PENDING)

    def mark_read(self, thread_id: str, message_ids: Sequence[str]) -> int:
        """Say that the last of these messages, and so all before it, was read; it is free. Raises ConnectorError."""
        for message in message_ids[-1:]:
            body = {"messaging_product": "whatsapp", "status": "read", "message_id": message}
            answer = self._brief.post(self._posting("messages"), body, sends=False)
            with harmless():
                error_codes.checked(as_send(answer))
        return len(message_ids)

    def _posting(self, edge: str) -> str:
        question = f"?{urlencode(self._proof)}" if self._proof else ""
        return f"{self._version}/{quote(self._number, safe='')}/{edge}{question}"

    def find(self, reply: OutgoingReply) -> Look:
        """Return nothing: no list shows what was sent (K4); pushed news may settle it."""
        return NOTHING_SEEN

    def fetch_attachment(self, ref: dict[str, object], limit_bytes: int) -> Fetched:
        """Return a file, from an address that is valid for five minutes. Raises TryLater or AttachmentGone."""
        path = f"{self._version}/{quote(str(ref.get('media')), safe='')}"
        answer = self._http.get(path, {"phone_number_id": self._number, **self._proof})
        try:
            url = error_codes.checked(answer).get("url")
        except NotThere:
            raise AttachmentGone(error_codes.FILE_GONE) from None
        if not isinstance(url, str) or not url:
            answer.unreadable()
        file, fetched = self._download(url, limit_bytes)
        if file.status in (404, 410):
            raise AttachmentGone(error_codes.FILE_GONE)
        check_status(file)
        return fetched

    def _download(self, url: str, limit_bytes: int) -> Any:
        if url.startswith(f"{self._base}/"):  # a stand-in keeps its files at its own address
            return self._http.download(url.removeprefix(self._base), limit_bytes)
        parts = split_address(url)
        if parts.scheme != "https" or parts.netloc != _FILE_HOST:
            raise AttachmentGone(error_codes.FOREIGN_FILE)  # our token goes to no other host (F39)
        files = Http(f"https://{_FILE_HOST}", self._headers, self._seconds)
        return files.download(f"{parts.path}?{parts.query}", limit_bytes)


def _content(reply: OutgoingReply) -> dict[str, Any]:
    """Return the message's content: a text, a template Meta approved, or an uploaded file."""
    file = reply.file
    if reply.approved is not None:
        return {"type": "template", "template": _template(reply.approved)}
    if file is None:
        return {"type": "text", "text": {"preview_url": False, "body": reply.text}}
    if file.mime in PICTURES:
        return {"type": "image", "image": {"id": file.ref, "caption": reply.text}}
    return {"type": "document", "document": {"id": file.ref, "caption": reply.text, "filename": file.filename}}


def _template(approved: ApprovedText) -> dict[str, Any]:
    """Return an approved template's name with the values of its placeholders, in order."""
    named: dict[str, Any] = {"name": approved.name, "language": {"code": approved.language}}
    filled = [{"type": "text", "text": value} for value in approved.values]
    return named | ({"components": [{"type": "body", "parameters": filled}]} if filled else {})
