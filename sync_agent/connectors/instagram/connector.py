"""Talks to one professional Instagram account: messages, comments, answers to both. Decides nothing."""

import unicodedata
from datetime import timedelta
from typing import Any

from models.rules.messages import Fetched, Finding, Health, Kind, OutgoingReply, Page, Readback, Receipt
from sync_agent.connector_kit.contract import AccountSettings, FetchRequest
from sync_agent.connector_kit.errors import AttachmentGone, OutcomeUnknown, Refused
from sync_agent.connector_kit.graph import Graph
from sync_agent.connector_kit.graph_errors import AskedWrong, NotThere
from sync_agent.connector_kit.graph_items import moment, name_of, rows, whole
from sync_agent.connector_kit.graph_usage import SLOW_FROM
from sync_agent.connector_kit.rounds import Round
from sync_agent.connectors.instagram import error_codes
from sync_agent.connectors.instagram.account import BY_PAGE, HOSTS, INSTAGRAM_HOST, Own, ask_own
from sync_agent.connectors.instagram.chats import NEWEST, Chats
from sync_agent.connectors.instagram.comments import Comments
from sync_agent.connectors.instagram.contents import address
from sync_agent.connectors.instagram.payloads import TAG
from sync_agent.connectors.instagram.tokens import NAME, Token

# The platform's clock and ours may differ so much when looking for an answer of ours.
_TOLERANCE = timedelta(minutes=2)

Rows = list[tuple[Any, str | None]]


class InstagramConnector:
    """One account, by its own token or by its Page's (setting `login`)."""

    kind: str = "instagram"
    streams: tuple[str, ...] = ("dm", "comment")

    def __init__(self, account: AccountSettings) -> None:
        self._settings = account.settings
        login = account.settings.get("login", "")
        self._graph = Graph(account, HOSTS.get(login, INSTAGRAM_HOST), account.secrets.get(NAME, ""))
        self._token = Token(account, self._graph)
        self._lasting = login == BY_PAGE  # a Page's token has no end of its own
        self._who: Own | None = None
        self._chats = Chats(self._graph, self._own)
        self._comments = Comments(self._graph, self._own, account.settings.get("watched_posts", ""))
        self._rounds = {
            "dm": Round(self._chats, error_codes.UNREAD_CHAT),
            "comment": Round(self._comments, error_codes.UNREAD_POST),
        }

    def check(self) -> Health:
        """Ask whose token it is and tell what to look after. Raises SignInNeeded or TryLater."""
        self._who = own = ask_own(self._graph, self._settings)
        used = self._graph.quota_used
        warnings = (
            self._token.trouble,
            error_codes.EMPTY_LISTS if self._chats.looks_deaf else "",
            error_codes.ALMOST_USED.format(percent=used) if used is not None and used >= SLOW_FROM else "",
        )
        return Health(
            ok=True,
            detail=" ".join(warning for warning in warnings if warning),
            facts={"username": own.username},
            token_expires_at=None if self._lasting else self._token.expires_at,
            quota_used=used,
        )

    def fetch(self, request: FetchRequest) -> Page:
        """Go on with the round over a stream. Raises TryLater or SignInNeeded."""
        if not self._lasting:
            self._token.keep_fresh(request.now)
        self._graph.slow_down(request.stream)
        return self._rounds[request.stream].fetch(request)

    def new_client_ref(self) -> str | None:
        """Give none: Instagram takes no ids of ours."""
        return None

    def send(self, reply: OutgoingReply) -> Receipt:
        """Send a message, a private answer to a comment, or a reply below it. Raises Refused, WindowClosed, …"""
        if reply.kind is Kind.COMMENT and not reply.private:
            return self._reply_below(reply)
        if len(reply.text.encode("utf-8", "replace")) > error_codes.TEXT_BYTES:
            raise Refused(error_codes.TOO_LONG)
        recipient = {"comment_id": reply.reply_to} if reply.private else {"id": reply.thread_id}
        late = {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}
        body = {"recipient": recipient, "message": {"text": reply.text}}
        answer = self._graph.post(f"/{self._own().inbox}/messages", body | (late if reply.late else {}))
        return _receipt(answer.get("message_id"), ())

    def find(self, reply: OutgoingReply) -> Readback:
        """Look for an answer of ours where it should be. Raises TryLater or SignInNeeded."""
        if reply.tried_at is None:
            return Readback(Finding.UNDECIDED)
        if reply.kind is Kind.COMMENT and not reply.private:
            return self._find_below(reply)
        person = _person(reply)
        conversation = self._chats.conversation_with(person) if person else None
        if conversation is None:
            return Readback(Finding.UNDECIDED)
        items = list(self._chats.newest(conversation).items)
        found = self._ours(items, reply, "message", "created_time")
        if found.finding is Finding.FOUND:
            return found
        complete = bool(items) and (len(items) < NEWEST or _reaches_back(items, reply))
        return found if complete and not reply.private else Readback(Finding.UNDECIDED)

    def fetch_attachment(self, ref: dict[str, Any], limit_bytes: int) -> Fetched:
        """Ask for a file's present address and take it. Raises TryLater, SignInNeeded or AttachmentGone."""
        try:
            message = self._graph.get(f"/{ref.get('message')}", {"fields": "attachments"})
            files = rows(message.get("attachments"))
        except AskedWrong:  # no longer among the twenty newest: the address of then may still be good
            files = []
        place = ref.get("place")
        fresh = address(files[place]) if type(place) is int and 0 <= place < len(files) else ""
        url = fresh or str(ref.get("url") or "")
        if not url:
            raise AttachmentGone(error_codes.FILE_GONE)
        return self._graph.download(url, limit_bytes)

    def _own(self) -> Own:
        if self._who is None:
            self._who = ask_own(self._graph, self._settings)
        return self._who

    def _reply_below(self, reply: OutgoingReply) -> Receipt:
        """Reply below the top-level comment: Instagram takes no other; or under a post that tags us."""
        root = _root(reply)
        if root.startswith(TAG):
            body = {"media_id": root.removeprefix(TAG), "message": reply.text}
            return _receipt(self._graph.post(f"/{self._own().node}/mentions", body).get("id"), ())
        # Never /{media}/comments: that writes a new comment to nobody.
        answer = self._graph.post(f"/{root}/replies", {"message": reply.text})
        return _receipt(answer.get("id"), (root, reply.reply_to))

    def _find_below(self, reply: OutgoingReply) -> Readback:
        root = _root(reply)
        if root.startswith(TAG):
            return Readback(Finding.UNDECIDED)  # what stands under somebody else's post cannot be listed
        try:
            items, complete = self._comments.all_replies(root)
        except NotThere:
            return Readback(Finding.UNDECIDED)
        found = self._ours(items, reply, "text", "timestamp")
        return found if complete or found.finding is Finding.FOUND else Readback(Finding.UNDECIDED)

    def _ours(self, items: Rows, reply: OutgoingReply, text: str, time: str) -> Readback:
        """Look for our words among items; one that cannot be read leaves it open."""
        if any(not isinstance(item, dict) or moment(item.get(time)) is None for item, _ in items):
            return Readback(Finding.UNDECIDED)
        for item, _ in items:
            ours = self._own().wrote(item.get("from"), item.get("username"))
            if ours and not _is_before(item, reply, time) and _same(item.get(text), reply.text):
                return Readback(Finding.FOUND, name_of(item.get("id")))
        return Readback(Finding.ABSENT)


def _receipt(found: Any, not_these: tuple[str | None, ...]) -> Receipt:
    sent = name_of(found)
    if sent is None or sent in not_these:
        raise OutcomeUnknown(error_codes.NOT_AN_ANSWER)
    return Receipt(sent)


def _root(reply: OutgoingReply) -> str:
    return reply.thread_id.partition("/")[0]


def _person(reply: OutgoingReply) -> str:
    """Give whom a private answer went to: the conversation itself, or the author of the comment."""
    return reply.thread_id.partition("/")[2] if reply.private else reply.thread_id


def _is_before(item: dict[str, Any], reply: OutgoingReply, time: str) -> bool:
    written = moment(item.get(time))
    return written is None or reply.tried_at is None or written < reply.tried_at - _TOLERANCE


def _reaches_back(items: Rows, reply: OutgoingReply) -> bool:
    return any(_is_before(whole(item), reply, "created_time") for item, _ in items)


def _same(one: Any, other: str) -> bool:
    """Compare words as they arrive: Instagram trims blanks and composes letters."""
    return isinstance(one, str) and _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
