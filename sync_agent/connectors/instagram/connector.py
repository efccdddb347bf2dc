"""Talks to one professional Instagram account: messages, comments, answers to both."""

from models.rules.channels.lifetimes import life
from models.rules.channels.messages import Ack, Fetched, Health, Kind, Look, OutgoingReply, Page, Receipt
from sync_agent.connector_kit.contract import AccountSettings, FetchRequest
from sync_agent.connector_kit.errors import AttachmentGone, OutcomeUnknown, Refused
from sync_agent.connector_kit.graph import Graph, path
from sync_agent.connector_kit.graph_errors import AskedWrong
from sync_agent.connector_kit.graph_items import name_of, rows
from sync_agent.connector_kit.graph_usage import SLOW_FROM
from sync_agent.connector_kit.rounds import Round
from sync_agent.connectors.instagram import error_codes
from sync_agent.connectors.instagram.account import BY_PAGE, HOSTS, INSTAGRAM_HOST, Own, ask_own
from sync_agent.connectors.instagram.chats import Chats
from sync_agent.connectors.instagram.comments import Comments
from sync_agent.connectors.instagram.contents import address
from sync_agent.connectors.instagram.payloads import TAG
from sync_agent.connectors.instagram.readback import Lookback, root_of
from sync_agent.connectors.instagram.tokens import NAME, PageToken, UserToken


class InstagramConnector:
    """One account, by its own token or by its Page's (setting `login`)."""

    kind: str = "instagram"

    def __init__(self, account: AccountSettings) -> None:
        self.streams: tuple[str, ...] = ("dm", "comment") if account.reads_dm else ("comment",)
        self._settings = account.settings
        login = account.settings.get("login", "")
        self._graph = Graph(account, HOSTS.get(login, INSTAGRAM_HOST), account.secrets.get(NAME, ""))
        token = PageToken if login == BY_PAGE else UserToken
        self._token: PageToken | UserToken = token(account, self._graph)
        self._who: Own | None = None
        self._chats = Chats(self._graph, self._own)
        self._comments = Comments(self._graph, self._own, account.settings.get("watched_posts", ""))
        self._lookback = Lookback(self._chats, self._comments, self._own)
        self._rounds = {
            "dm": Round(self._chats, error_codes.UNREAD_CHAT),
            "comment": Round(self._comments, error_codes.UNREAD_PUBLICATION),
        }

    def check(self) -> Health:
        """Return whose token it is and what staff should look after. Raises SignInNeeded or TryLater."""
        if self._who is None or not self._graph.is_tight:
            self._who = ask_own(self._graph, self._settings)
            self._token.look()
        own = self._who
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
            token_expires_at=self._token.expires_at,
            token_life=life(self._token.expires_at, lasts=self._token.lasts),
            quota_used=used,
        )

    def fetch(self, request: FetchRequest) -> Page:
        """Continue the round of one stream. Raises TryLater or SignInNeeded."""
        self._token.keep_fresh(request.now)
        return self._graph.pause(request) or self._rounds[request.stream].fetch(request)

    def new_client_ref(self) -> str | None:
        """Return None: Instagram takes no ids of ours."""
        return None

    def send(self, reply: OutgoingReply) -> Receipt:
        """Send a message, a private answer to a comment, or a reply below it. Raises Refused, WindowClosed, …"""
        if reply.kind is Kind.COMMENT and not reply.private:
            return self._reply_below(reply)
        if len(reply.text.encode("utf-8", "replace")) > error_codes.TEXT_BYTES:
            raise Refused(error_codes.TOO_LONG)
        recipient = {"comment_id": reply.reply_to} if reply.private else {"id": reply.thread_id}
        late = {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"} if reply.late and not reply.private else {}
        body = {"recipient": recipient, "message": {"text": reply.text}} | late
        answer = self._graph.post(path(self._own().inbox, "messages"), body)
        return _receipt(answer.get("message_id"), ())

    def find(self, reply: OutgoingReply) -> Look:
        """Look for an answer of ours where it should be. Raises TryLater or SignInNeeded."""
        return self._lookback.find(reply)

    def fetch_attachment(self, ref: dict[str, object], limit_bytes: int) -> Fetched:
        """Return a file, from its present address. Raises TryLater, SignInNeeded or AttachmentGone."""
        try:
            message = self._graph.get(path(str(ref.get("message"))), {"fields": "attachments"})
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
        """Reply below the top-level comment, the only one Instagram takes, or under a publication that tags us."""
        root = root_of(reply)
        if root.startswith(TAG):
            body = {"media_id": root.removeprefix(TAG), "message": reply.text}
            return _receipt(self._graph.post(path(self._own().node, "mentions"), body).get("id"), ())
        # Never /{media}/comments: that writes a new comment to nobody.
        answer = self._graph.post(path(root, "replies"), {"message": reply.text})
        return _receipt(answer.get("id"), (root, reply.reply_to))


def _receipt(found: object, not_these: tuple[str | None, ...]) -> Receipt:
    sent = name_of(found)
    if sent is None or sent in not_these:
        raise OutcomeUnknown(error_codes.NOT_AN_ANSWER)
    return Receipt(sent, Ack.SENT)
