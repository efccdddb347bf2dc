"""Talks to one TikTok business account: comments under its videos and direct messages."""

from datetime import timedelta
from typing import Any

from models.rules.channels.channels import CHANNELS, length
from models.rules.channels.lifetimes import life
from models.rules.channels.messages import (
    NOTHING_SEEN,
    Ack,
    Fetched,
    Health,
    Kind,
    Look,
    OutgoingReply,
    Page,
    Receipt,
)
from models.rules.core.moments import to_unix
from sync_agent.connector_kit.contract import AccountSettings, FetchRequest
from sync_agent.connector_kit.errors import AttachmentGone, Refused, SignInNeeded
from sync_agent.connectors.tiktok import error_codes
from sync_agent.connectors.tiktok.client import Client
from sync_agent.connectors.tiktok.looking_back import look_for_comment, look_for_message
from sync_agent.connectors.tiktok.payloads import Odd, read_thread, whole_id
from sync_agent.connectors.tiktok.reading import COMMENTS, Comments, Conversations

_ACCOUNT = "business/get/"
_REPLY = "business/comment/reply/create/"
_SEND = "business/message/send/"
_DOWNLOAD = "business/message/media/download/"
_BEFORE_TRYING = timedelta(minutes=2)  # our clock and TikTok's may differ by so much


class TikTokConnector:
    """One business account behind TikTok's API for Business."""

    kind: str = "tiktok"

    def __init__(self, account: AccountSettings) -> None:
        settings = account.settings
        self._client = Client(account)
        self._comments = Comments(self._client, settings.get("watched_posts", ""))
        self._conversations = Conversations(self._client)
        self.streams: tuple[str, ...] = ("comment", "dm") if account.reads_dm else ("comment",)

    def check(self) -> Health:
        """Return the account's health. Raises SignInNeeded or TryLater."""
        try:
            found = self._client.read(_ACCOUNT, {"fields": '["username","display_name"]'})
        except error_codes.NotThere:  # a question this simple fails only if the office's settings are wrong
            raise SignInNeeded(error_codes.NOT_TAKEN) from None
        facts = {name: str(found[name]) for name in ("username", "display_name") if isinstance(found.get(name), str)}
        detail = "" if self._client.renews else error_codes.NO_RENEWAL
        ends = self._client.lasts_until
        return Health(ok=True, detail=detail, facts=facts, token_expires_at=ends, token_life=life(ends))

    def fetch(self, request: FetchRequest) -> Page:
        """Read one list of a stream. Raises TryLater or SignInNeeded."""
        self._client.renew_early(request.now)
        return (self._comments if request.stream == "comment" else self._conversations).fetch(request)

    def new_client_ref(self) -> str | None:
        """Return None: TikTok takes no id chosen before sending."""
        return None

    def send(self, reply: OutgoingReply) -> Receipt:
        """Send one answer. A comment too similar to the last is accepted but shown to nobody: it stays PENDING."""
        reach = CHANNELS[self.kind].reach(reply.kind, reply.private)
        if reach is None:
            raise Refused(error_codes.NO_PRIVATE)
        if length(reply.text, reach.measure) > reach.limit:
            raise Refused(error_codes.TOO_LONG.format(limit=reach.limit))
        return self._send_comment(reply) if reply.kind is Kind.COMMENT else self._send_message(reply)

    def find(self, reply: OutgoingReply) -> Look:
        """Look for an answer by its words among what the office wrote since the try. Raises TryLater."""
        since = to_unix(reply.tried_at - _BEFORE_TRYING) if reply.tried_at else 0
        look = look_for_comment if reply.kind is Kind.COMMENT else look_for_message
        try:
            return look(self._client, reply, since)
        except error_codes.NotThere:
            return NOTHING_SEEN

    def fetch_attachment(self, ref: dict[str, object], limit_bytes: int) -> Fetched:
        """Ask for a file's address again and fetch it. Raises TryLater, SignInNeeded or AttachmentGone."""
        try:
            url = self._comment_picture(ref) if "comment" in ref else self._message_file(ref)
        except error_codes.NotThere:
            url = None
        if not isinstance(url, str) or not url:
            raise AttachmentGone(error_codes.FILE_GONE)
        return self._client.file(url, limit_bytes, with_token="comment" not in ref)

    def _send_comment(self, reply: OutgoingReply) -> Receipt:
        thread = read_thread(reply.thread_id)
        if thread is None:
            raise Refused(error_codes.NOT_OURS)
        body = {"video_id": thread.video, "comment_id": reply.reply_to or thread.top, "text": reply.text}
        data, answer = self._client.post(_REPLY, body, sends=True)
        try:
            comment_id = whole_id(data, "comment_id")
        except Odd:
            answer.unreadable()
        self._comments.note_answer(comment_id, thread)
        return Receipt(comment_id, Ack.PENDING)  # only the list says that it is shown

    def _send_message(self, reply: OutgoingReply) -> Receipt:
        body = {
            "recipient_type": "CONVERSATION",
            "recipient": reply.thread_id,
            "message_type": "TEXT",
            "text": {"body": reply.text},
        }
        data, answer = self._client.post(_SEND, body, sends=True)
        try:
            return Receipt(whole_id(data.get("message"), "message_id"))
        except Odd:
            answer.unreadable()

    def _comment_picture(self, ref: dict[str, object]) -> Any:
        asked = {"video_id": str(ref.get("video")), "comment_ids": f'["{ref["comment"]}"]', "status": "ALL"}
        _, rows = self._client.page(COMMENTS, asked, "comments")
        items = [item for item, _ in rows if isinstance(item, dict)]
        return next((item.get("image_url") for item in items if str(item.get("comment_id")) == ref["comment"]), None)

    def _message_file(self, ref: dict[str, object]) -> Any:
        body = {
            "conversation_id": ref.get("conversation"),
            "message_id": ref.get("message"),
            "media_id": ref.get("media"),
            "media_type": ref.get("type"),
        }
        return self._client.post(_DOWNLOAD, body, sends=False)[0].get("download_url")
