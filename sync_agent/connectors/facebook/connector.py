"""Talks to one Facebook Page: private messages and public comments, read in rounds and answered where they are."""

from typing import Any

from models.rules.channels.lifetimes import life
from models.rules.channels.messages import (
    Ack,
    Fetched,
    Health,
    Kind,
    Look,
    OutgoingFile,
    OutgoingReply,
    Page,
    Receipt,
)
from models.rules.channels.reply_files import PICTURES
from sync_agent.connector_kit import strict_json
from sync_agent.connector_kit.contract import AccountSettings, FetchRequest
from sync_agent.connector_kit.emptiness import Emptiness
from sync_agent.connector_kit.errors import AttachmentGone, NotThePlatform, OutcomeUnknown, SignInNeeded
from sync_agent.connector_kit.graph import Graph, path
from sync_agent.connector_kit.graph_errors import AskedWrong, NotThere, ObjectTrouble
from sync_agent.connector_kit.graph_items import name_of, rows, whole
from sync_agent.connector_kit.graph_tokens import end_of
from sync_agent.connector_kit.graph_usage import SLOW_FROM
from sync_agent.connector_kit.http import FilePart
from sync_agent.connector_kit.rounds import Round
from sync_agent.connectors.facebook import contents, error_codes
from sync_agent.connectors.facebook.chats import Chats
from sync_agent.connectors.facebook.comments import Comments
from sync_agent.connectors.facebook.readback import Lookback

HOST = "https://graph.facebook.com"
_WATCHED = 50
# The token is looked into at the first check and then every so many: it changes rarely, and each look costs a call.
_INSPECT_EVERY = 30


class FacebookConnector:
    """One Page, by its Page token."""

    kind: str = "facebook"

    def __init__(self, account: AccountSettings) -> None:
        self.streams: tuple[str, ...] = ("dm", "comment") if account.reads_dm else ("comment",)
        self._token = account.secrets.get("page_token", "")
        self._stated_id = account.settings.get("page_id", "").strip()
        self._page_id = self._stated_id
        self._graph = Graph(account, HOST, self._token)
        self._emptiness = Emptiness()
        self._checks, self._about_token, self._facts = 0, dict[str, Any](), dict[str, str]()
        chats = Chats(self._graph, self._page, self._emptiness)
        watched = _number(account.settings.get("watched_posts", ""), _WATCHED)
        self._comments = Comments(self._graph, self._page, self._emptiness, watched)
        self._rounds = {
            "dm": Round(chats, error_codes.UNREAD_CHAT),
            "comment": Round(self._comments, error_codes.UNREAD_PUBLICATION),
        }
        self._lookback = Lookback(self._graph, chats, self._page)

    def check(self) -> Health:
        """Ask who we are and what the token may do. Raises SignInNeeded or TryLater."""
        if not (self._facts and self._graph.is_tight):
            self._facts = self._ask_who()
            if self._checks % _INSPECT_EVERY == 0:
                self._inspect()
            self._checks += 1
        ends, lasts = end_of(self._about_token)
        return Health(
            ok=True,
            detail=" ".join(self._warnings()),
            facts=self._facts,
            token_expires_at=ends,
            token_life=life(ends, lasts=lasts),
            quota_used=self._graph.quota_used,
        )

    def _ask_who(self) -> dict[str, str]:
        try:
            me = self._graph.get("/me", {"fields": "id,name"})
        except AskedWrong:  # a question this simple fails only if the office's settings are wrong
            raise SignInNeeded(error_codes.NOT_TAKEN) from None
        page_id = name_of(me.get("id"))
        if page_id is None:
            raise NotThePlatform("Facebook tidak menyebut nama Halaman; dicoba lagi.")
        if self._stated_id and page_id != self._stated_id:
            raise SignInNeeded(error_codes.OTHER_PAGE)
        self._page_id = page_id
        return {"id": page_id, "nama": str(me.get("name") or "")}

    def fetch(self, request: FetchRequest) -> Page:
        """Continue the round of one stream. Raises TryLater or SignInNeeded."""
        return self._graph.pause(request) or self._rounds[request.stream].fetch(request)

    def new_client_ref(self) -> str | None:
        """Return None: Facebook takes no id of ours."""
        return None

    def lay_ready(self, file: OutgoingFile) -> str | None:
        """Upload a file for later use and return its id. Raises TryLater, SignInNeeded or Refused."""
        body = {"attachment": {"type": _sort(file), "payload": {"is_reusable": True}}}
        part = FilePart("filedata", file.filename, file.mime, file.content)
        found = self._graph.upload("/me/message_attachments", {"message": strict_json.write(body)}, part)
        attachment = name_of(found.get("attachment_id"))
        if attachment is None:
            raise NotThePlatform("Facebook tidak memberi nomor berkas; dicoba lagi.")
        return attachment

    def send(self, reply: OutgoingReply) -> Receipt:
        """Send one answer: privately, to the author of a comment in private, or under the comment."""
        if reply.kind is Kind.COMMENT and not reply.private:
            return self._answer_comment(reply)
        recipient = {"comment_id": reply.reply_to} if reply.private else {"id": reply.thread_id}
        body: dict[str, Any] = {"recipient": recipient, "message": _content(reply)}
        body |= {} if reply.private else _messaging_type(reply.late)
        message_id = name_of(self._graph.post("/me/messages", body).get("message_id"))
        if message_id is None:
            raise OutcomeUnknown(error_codes.NOT_AN_ANSWER)
        return Receipt(message_id, Ack.SENT)

    def _answer_comment(self, reply: OutgoingReply) -> Receipt:
        """Add a comment under the comment; posting to the comment itself would overwrite the citizen's words."""
        answer = self._graph.post(path(reply.reply_to or "", "comments"), {"message": reply.text})
        found = name_of(answer.get("id"))
        if found is None or found in (reply.reply_to, reply.thread_id.partition("/")[0]):
            raise OutcomeUnknown(error_codes.NOT_AN_ANSWER)
        self._comments.note_answer(found, reply.thread_id)
        return Receipt(found, Ack.SENT)

    def find(self, reply: OutgoingReply) -> Look:
        """Look for an answer in the conversation or under the comment. Raises TryLater or SignInNeeded."""
        return self._lookback.find(reply)

    def fetch_attachment(self, ref: dict[str, object], limit_bytes: int) -> Fetched:
        """Return a file, from its present address. Raises TryLater, SignInNeeded or AttachmentGone."""
        try:
            address = self._address(ref)
        except NotThere:
            address = ""  # beyond the 20 newest messages nothing is told; the old address may still do
        address = address or str(ref.get("url") or "")
        if not address:
            raise AttachmentGone(error_codes.FILE_GONE)
        return self._graph.download(address, limit_bytes)

    def _address(self, ref: dict[str, object]) -> str:
        if ref.get("comment"):
            return contents.comment_address(self._graph.get(path(str(ref["comment"])), {"fields": "attachment"}))
        if ref.get("post"):
            found = self._graph.get(path(str(ref["post"])), {"fields": "full_picture"}).get("full_picture")
            return found if isinstance(found, str) else ""
        message = self._graph.get(path(str(ref.get("message"))), {"fields": "attachments"})
        files = rows(message.get("attachments"))
        return next((contents.dm_address(one) for one in files if one.get("id") == ref.get("attachment")), "")

    def _inspect(self) -> None:
        """Return what the token is and may do. Raises SignInNeeded for an unsuitable one."""
        try:
            self._about_token = whole(self._graph.get("/debug_token", {"input_token": self._token}).get("data"))
        except ObjectTrouble:
            self._about_token = {}  # not every app may ask; the other calls will tell
        if self._about_token.get("is_valid") is False:
            raise SignInNeeded(error_codes.DEAD_TOKEN)
        if str(self._about_token.get("type", "")).upper() in error_codes.NOT_A_PAGE:
            raise SignInNeeded(error_codes.WRONG_TOKEN)

    def _warnings(self) -> list[str]:
        scopes = self._about_token.get("scopes")
        wanted = error_codes.SCOPES if "dm" in self.streams else set(error_codes.SCOPES) - error_codes.DM_SCOPES
        missing = sorted(set(wanted) - {str(one) for one in scopes}) if isinstance(scopes, list) else []
        used = self._graph.quota_used
        return [
            *([error_codes.MISSING_SCOPE.format(names=", ".join(missing))] if missing else []),
            *([error_codes.EMPTY_LISTS] if self._emptiness.suspicious else []),
            *([error_codes.ALMOST_USED.format(percent=used)] if used is not None and used >= SLOW_FROM else []),
        ]

    def _page(self) -> str:
        """Return the Page's own id, asked for once where the account does not state it."""
        if not self._page_id:
            self._page_id = name_of(self._graph.get("/me", {"fields": "id,name"}).get("id")) or ""
        if not self._page_id:
            raise NotThePlatform("Facebook tidak menyebut nama Halaman; dicoba lagi.")
        return self._page_id


def _content(reply: OutgoingReply) -> dict[str, Any]:
    """Return the message's content: a text or an uploaded file, never both."""
    if reply.file is None:
        return {"text": reply.text}
    return {"attachment": {"type": _sort(reply.file), "payload": {"attachment_id": reply.file.ref}}}


def _sort(file: OutgoingFile) -> str:
    return "image" if file.mime in PICTURES else "file"


def _messaging_type(late: bool) -> dict[str, str]:
    """Return why we write: an answer within 24 hours, or a person's later one (needs Meta's grant)."""
    return {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"} if late else {"messaging_type": "RESPONSE"}


def _number(text: str, default: int) -> int:
    return min(int(text), 500) if text.isascii() and text.isdigit() and int(text) > 0 else default
