"""Talks to the toy: takes items out of its queue, confirms them by asking for what is behind them, sends."""

from typing import Any

from models.rules.channels.messages import (
    EVERYWHERE,
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
from sync_agent.connector_kit.contract import AccountSettings, FetchRequest
from sync_agent.connector_kit.errors import AttachmentGone, Refused, TryLater
from sync_agent.connector_kit.graph_items import keep_apart
from sync_agent.connector_kit.http import Http
from sync_agent.connector_kit.outcomes import Outcome, check_status, just
from tests.toy_queue.payloads import place_of, read_item
from tests.toy_queue.row import KIND

LIMIT = 100
_ROWS = (Outcome(just(403), "blocked", TryLater, Refused, "Warga ini memblokir kantor. Hubungi dengan cara lain."),)


class QueueConnector:
    """One account of the toy."""

    kind: str = KIND
    streams: tuple[str, ...] = ("dm",)

    def __init__(self, account: AccountSettings) -> None:
        headers = {"Authorization": f"Bearer {account.secrets.get('token', '')}"}
        self._http = Http(account.settings.get("base_url", ""), headers, account.http_seconds)

    def check(self) -> Health:
        """Ask who we are. Raises SignInNeeded or TryLater."""
        answer = self._http.get("/me")
        check_status(answer)
        return Health(ok=bool(answer.json()))

    def fetch(self, request: FetchRequest) -> Page:
        """Take what is behind the cursor, which confirms all up to it. Raises TryLater or SignInNeeded."""
        after = _place(request.cursor or "")
        answer = self._http.get("/updates", {"limit": LIMIT} | ({"after": after} if after else {}))
        check_status(answer)
        _, rows = answer.json_page("result")
        items = list({str(place_of(item) or (item, raw)): (item, raw) for item, raw in rows}.values())
        places = sorted(place for item, _ in items if (place := place_of(item)))
        good, unreadable = keep_apart(items, Kind.DM, read_item)
        return Page(
            good,
            unreadable,
            cursor=str(places[-1]) if places else None,
            more=len(rows) >= LIMIT,
            gaps=(EVERYWHERE,) if len(places) == len(items) and _leaps(after, places) else (),
        )

    def new_client_ref(self) -> str | None:
        """Return none: the toy takes no id chosen before."""
        return None

    def send(self, reply: OutgoingReply) -> Receipt:
        """Send one text."""
        answer = self._http.post("/send", {"to": reply.thread_id, "text": reply.text}, sends=True)
        check_status(answer, _ROWS)
        found = answer.json()
        if not isinstance(found, dict) or not isinstance(found.get("id"), str):
            answer.unreadable()
        return Receipt(found["id"], Ack.SENT)

    def find(self, reply: OutgoingReply) -> Look:
        """Say that it cannot be said: what we wrote stands in no queue."""
        return NOTHING_SEEN

    def fetch_attachment(self, ref: dict[str, Any], limit_bytes: int) -> Fetched:
        """Refuse: the toy brings no files. Raises AttachmentGone."""
        raise AttachmentGone("Antrean ini tidak membawa berkas.")


def _place(cursor: str) -> int:
    """Return the place a cursor names; one that is not ours names none, so that nothing is confirmed by it."""
    return int(cursor) if cursor.isascii() and cursor.isdigit() and len(cursor) < 17 else 0


def _leaps(after: int, places: list[int]) -> bool:
    """Whether numbers are missing: the queue dropped what they stood for."""
    return bool(places) and places[-1] - (after or places[0] - 1) > len(places)
