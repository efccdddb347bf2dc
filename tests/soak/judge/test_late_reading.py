"""What may be read late, and nothing more: the office's answers behind a page of comments without news."""

from datetime import datetime, timedelta
from typing import Any

from models.actions.intake.receive_messages import receive_page
from models.rules.channels.messages import Author, Direction, HandleKind, IncomingMessage, Kind, Page
from models.tables import ChannelAccount
from tests.office import NOW
from tests.soak.judge.late_reading import Comment, may_be_late, out_of_reach
from tests.soak.reading import Reader

BEGAN = datetime(2026, 12, 1, 21)


def tops(count: int, **more: Any) -> list[Comment]:
    """Return first-level comments, the oldest first, one a minute."""
    fixed = {"above": "", "video": "v", "ours": False, **more}
    return [Comment(f"c{number}", at=BEGAN + timedelta(minutes=number), **fixed) for number in range(count)]


def answer(above: str, minute: int, name: str = "ours", *, ours: bool = True) -> Comment:
    return Comment(name, above, "v", BEGAN + timedelta(minutes=minute), ours)


def test_an_answer_behind_a_page_without_news_may_be_late() -> None:
    assert out_of_reach([*tops(90), answer("c0", 91)]) == {"ours"}  # on the third page, and the second is old


def test_an_answer_on_the_newest_page_or_the_next_is_never_late() -> None:
    rows = tops(90)
    assert not out_of_reach([*rows, answer("c60", 91)])
    assert not out_of_reach([*rows, answer("c30", 91)])  # behind the newest page, on which there is news
    assert not out_of_reach([*tops(30), answer("c0", 500)])


def test_news_on_the_page_between_brings_the_poll_behind_it() -> None:
    rows = [*tops(90), answer("c40", 85, "earlier", ours=False)]
    assert not out_of_reach([*rows, answer("c0", 91)])
    hidden = [answer("c40", 80 + number, f"more{number}", ours=False) for number in range(3)]
    assert out_of_reach([*rows, *hidden, answer("c0", 91)]) == {"ours"}  # more than three are not all shown


def test_what_a_citizen_wrote_and_what_has_no_comment_above_is_never_late() -> None:
    assert not out_of_reach([*tops(90), answer("c0", 91, ours=False)])
    assert not out_of_reach([*tops(90), answer("", 91), answer("unknown", 91, "lost")])


def test_another_video_has_its_own_pages() -> None:
    others = [Comment(f"o{row.id}", "", "other", row.at, False) for row in tops(90)]
    assert not out_of_reach([*others, *tops(1), answer("c0", 91)])


def test_it_is_read_from_the_database_as_the_agent_stores_it(account: Any, database_url: str) -> None:
    ChannelAccount.update(kind="tiktok").where(ChannelAccount.id == account.id).execute()
    rows = [*tops(90), answer("c0", 91), answer("c70", 92, "near")]

    def message(row: Comment) -> IncomingMessage:
        top = row.above or row.id
        return IncomingMessage(
            kind=Kind.COMMENT,
            external_id=row.id,
            thread_id=f"v/{top}/warga",
            author=Author(HandleKind.TIKTOK, "warga", ""),
            direction=Direction.OUT if row.ours else Direction.IN,
            text="Halo",
            sent_at=row.at,
            payload="{}",
            reply_to=row.above or None,
            permalink="https://tiktok.example/v",
        )

    receive_page(account.id, "comment", Page(messages=tuple(message(row) for row in rows)), NOW)
    assert may_be_late(Reader(database_url)) == {("tiktok", "ours")}
    ChannelAccount.update(kind="facebook").where(ChannelAccount.id == account.id).execute()
    assert may_be_late(Reader(database_url)) == frozenset()
