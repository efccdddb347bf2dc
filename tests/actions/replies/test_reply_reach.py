"""How a conversation can be answered: publicly, privately, until when; on both databases."""

import json
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest

from models.actions.intake.receive_messages import receive_page
from models.actions.replies.reply_reach import reply_reach, ways_to_reply
from models.rules.channels.messages import Author, Direction, HandleKind, IncomingMessage, Kind, Page
from models.rules.channels.windows import Window
from models.tables import ChannelAccount, Thread
from tests.office import NOW

_ids = count(1)


def facebook(**settings: str) -> ChannelAccount:
    return ChannelAccount.create(kind="facebook", label="Halaman", settings=json.dumps(settings), created_at=NOW)


def comment(account: ChannelAccount, text: str = "Paspor saya lama", at: datetime = NOW, **more: Any) -> Thread:
    """Let a citizen comment and return the thread."""
    kind = more.pop("kind", Kind.COMMENT)
    message = IncomingMessage(
        kind=kind,
        external_id=more.pop("external_id", f"17_{next(_ids)}"),
        thread_id="17_1/warga",
        author=Author(HandleKind.FACEBOOK, "warga", "Warga"),
        direction=Direction.IN,
        text=text,
        sent_at=at,
        payload="{}",
        about="Layanan paspor akhir pekan",
        **more,
    )
    receive_page(account.id, "comment", Page((message,)), at)
    return Thread.get((Thread.account == account.id) & (Thread.kind == str(kind)))


def test_a_comment_is_answered_in_public_or_once_in_private(account: Any) -> None:
    page = facebook()
    thread = comment(page, external_id="a")
    public, private = ways_to_reply(thread, page, NOW)
    assert (public.public, public.reply_to, public.limit, public.window) == (True, "a", 2000, Window.OPEN)
    assert (private.public, private.private, private.reach.once) == (False, True, True)
    assert private.until == NOW + timedelta(days=7)
    assert thread.about == "Layanan paspor akhir pekan"


def test_the_newest_comment_that_stands_is_the_one_answered(account: Any) -> None:
    page = facebook()
    comment(page, external_id="a")
    comment(page, external_id="b", at=NOW + timedelta(minutes=5))
    thread = comment(page, external_id="c", at=NOW + timedelta(minutes=9), withdrawn=True)
    comment(page, external_id="c", at=NOW + timedelta(minutes=9), withdrawn=True)
    way = reply_reach(thread, page, NOW)
    assert way
    assert way.reply_to == "b"


def test_a_named_comment_has_its_own_window(account: Any) -> None:
    page = facebook()
    comment(page, external_id="a")
    thread = comment(page, external_id="b", at=NOW + timedelta(days=3))
    way = reply_reach(thread, page, NOW, private=True, reply_to="a")
    assert way
    assert (way.reply_to, way.until) == ("a", NOW + timedelta(days=7))


@pytest.mark.parametrize(
    ("settings", "window", "days"), [({}, Window.SHUT, 1), ({"human_agent": "ya"}, Window.LATE, 7)]
)
def test_F49_a_message_two_days_old_is_answered_only_where_the_platform_granted_it(
    account: Any, settings: dict[str, str], window: Window, days: int
) -> None:
    page = facebook(**settings)
    thread = comment(page, kind=Kind.DM)
    (way,) = ways_to_reply(thread, page, NOW + timedelta(days=2))
    assert (way.window, way.until, way.public) == (window, NOW + timedelta(days=days), False)


def test_the_offices_own_limit_wins_where_the_platform_documents_none(account: Any) -> None:
    page = facebook(comment_limit="8000")
    assert ways_to_reply(comment(page), page, NOW)[0].limit == 8000


def test_what_an_officer_wrote_down_has_no_way_through_a_channel(account: Any) -> None:
    desk = ChannelAccount.create(kind="manual", label="Loket", created_at=NOW)
    assert ways_to_reply(comment(desk, kind=Kind.DM), desk, NOW) == []
    assert reply_reach(comment(desk, kind=Kind.DM), desk, NOW, private=True) is None
