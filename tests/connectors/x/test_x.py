"""What is X's own in reading: mentions and own answers in one stream, the 800 limit, both vocabularies, files."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from models.rules.channels.messages import Direction, Page
from models.rules.core.moments import to_unix
from sync_agent.connector_kit.errors import (
    AttachmentGone,
    CursorRefused,
    NotThePlatform,
    SignInNeeded,
    TryLater,
)
from sync_agent.connectors.x.connector import XConnector
from sync_agent.connectors.x.payloads import Beside, read_event
from sync_agent.connectors.x.reading import read_cursor, since_id
from sync_agent.simulator.network.items import Draft
from sync_agent.simulator.x.snowflakes import to_ms
from tests.connectors.stage import ANI, BUDI, PNG, last_cursor, messages, now
from tests.connectors.x_stage import XStage, x_stage


@pytest.fixture
def x() -> Iterator[XStage]:
    with x_stage() as stage:
        yield stage


def test_a_citizen_s_comments_under_one_publication_are_one_conversation_and_two_citizens_two(x: XStage) -> None:
    first = x.happen("satu", ANI)
    x.happen("dua", ANI, parent=first)
    x.happen("lain", BUDI)
    threads = {message.text: message.thread_id for message in messages(x.pages())}
    assert threads["satu"] == threads["dua"] != threads["lain"]
    assert threads["satu"].partition("/")[0] == threads["lain"].partition("/")[0]


def test_an_answer_written_in_the_app_belongs_to_the_citizen_it_answers(x: XStage) -> None:
    asked = x.happen("kapan?", ANI)
    x.happen("besok", ANI, parent=asked, from_office=True)
    found = {message.text: message for message in messages(x.pages())}
    assert found["besok"].direction is Direction.OUT
    assert (found["besok"].thread_id, found["besok"].author.handle) == (
        found["kapan?"].thread_id,
        found["kapan?"].author.handle,
    )
    assert found["besok"].reply_to == asked
    assert "(@aniwijaya_" in found["kapan?"].author.display_name
    assert found["besok"].author.display_name == ""


def test_the_office_talking_to_itself_opens_nothing(x: XStage) -> None:
    x.happen("lanjutan", ANI, from_office=True, extra={"answers_user": x.x.office.id})
    x.happen("pengumuman", ANI, from_office=True, extra={"alone": True})
    assert messages(x.pages()) == []


def test_both_vocabularies_read_the_same(x: XStage) -> None:
    x.happen("panjang sekali " * 30, ANI)
    x.happen("pendek <b> & lain", BUDI)
    read = []
    for names in ("tweet", "post"):
        x.x.settings.names = names
        read.append(messages([x.poll("comment", connector=x.connect(fields_name=names))]))
    assert [(one.external_id, one.text, one.thread_id, one.author) for one in read[0]] == [
        (one.external_id, one.text, one.thread_id, one.author) for one in read[1]
    ]
    assert {one.text for one in read[0]} == {"panjang sekali " * 30, "pendek <b> & lain"}


def test_the_wrong_vocabulary_calls_a_person(x: XStage) -> None:
    x.x.settings.names = "post"
    with pytest.raises(SignInNeeded, match="Nama kolom"):
        x.pages()


def test_what_x_withholds_beside_the_items_costs_no_item(x: XStage) -> None:
    x.happen("tanpa nama")
    x.x.settings.hides_authors = True
    (found,) = messages(x.pages())
    assert (found.text, found.author.display_name) == ("tanpa nama", "")


def test_since_id_stands_an_overlap_before_the_newest_item_and_moves_only_after_the_last_page(x: XStage) -> None:
    x.happen_often(150)
    first = x.poll("comment")
    assert first.more
    assert read_cursor(first.cursor, 2).seen == (0, 0)
    last = x.poll("comment", first.cursor)
    assert not last.more
    seen, _ = read_cursor(last.cursor, 2).seen
    x.poll("comment", last.cursor)
    note = next(note for note in reversed(x.running.practice.wire.requests) if "/mentions" in note["path"])
    stated = next(part.removeprefix("since_id=") for part in note["query"].split("&") if part.startswith("since_id="))
    assert to_ms(int(stated) + 1) == seen - 600_000


def test_an_item_from_the_future_blinds_no_later_poll(x: XStage) -> None:
    x.happen("besok", at=x.x.clock() + 10**6)
    cursor = last_cursor(x.pages())
    assert read_cursor(cursor, 2).seen[0] <= to_unix(now()) * 1000 + 2000


def test_F18_mentions_beyond_the_newest_800_leave_a_gap_in_a_conversation(x: XStage) -> None:
    x.happen("lama", at=x.x.clock() - 3 * 86_400)
    cursor = last_cursor(x.pages())
    x.happen_often(830)
    pages = x.pages(cursor)
    assert len(messages(pages)) == 800
    (gap,) = {gap for page in pages for gap in page.gaps}
    assert gap == messages(pages[-1:])[0].thread_id


def test_the_first_reading_of_an_account_has_no_gap(x: XStage) -> None:
    x.happen_often(830)
    assert [gap for page in x.pages() for gap in page.gaps] == []


def test_direct_messages_older_than_x_keeps_them_leave_a_gap(x: XStage) -> None:
    x.happen("tadi", kind="dm")
    old = to_unix(now() - timedelta(days=40)) * 1000
    assert x.poll("dm", json.dumps({"seen": [old]})).gaps != ()
    recent = to_unix(now() - timedelta(days=20)) * 1000
    assert x.poll("dm", json.dumps({"seen": [recent]})).gaps == ()


def test_direct_messages_are_read_back_only_to_the_overlap(x: XStage) -> None:
    for number in range(300):
        x.x.network.write(Draft(f"warga{number}", f"lama {number}", at=x.x.clock() - 86_400))
    cursor = json.dumps({"seen": [to_unix(now()) * 1000]})
    x.happen("baru", kind="dm")
    page = x.poll("dm", cursor)
    assert ([message.text for message in page.messages], page.more) == (["baru"], False)
    assert x.asked("/dm_events") == 1


def walk(x: XStage, cursor: str | None, at: datetime | None = None) -> list[Page]:
    """Read the private messages until there is no more."""
    pages: list[Page] = []
    while not pages or pages[-1].more:
        pages.append(x.poll("dm", cursor, at))
        cursor = pages[-1].cursor or cursor
    return pages


@pytest.mark.parametrize("odd", [1, 2])
@pytest.mark.parametrize("fresh", [1, 2, 148])
def test_messages_under_an_odd_time_above_new_ones_end_no_walk(x: XStage, fresh: int, odd: int) -> None:
    for number in range(20):
        x.x.network.write(Draft(f"lama{number}", f"lama {number}", at=x.x.clock() - 86_400))
    cursor = last_cursor([x.poll("dm")])
    for number in range(fresh):
        x.x.network.write(Draft(f"warga{number}", f"pesan {number}"))
    for number in range(odd):  # they stand among the new ones, dated long ago
        x.x.network.write(Draft(f"aneh{number}", "lama", extra={"dated": x.x.clock() - 20 * 86_400}))
    found = {message.text for message in messages(walk(x, cursor))}
    assert found >= {f"pesan {number}" for number in range(fresh)}


def test_a_walk_that_took_long_has_not_looked_for_what_showed_late_meanwhile(x: XStage) -> None:
    for number in range(5):
        x.x.network.write(Draft(f"warga{number}", f"pesan {number}"))
    before = json.dumps({"seen": [to_unix(now() - timedelta(days=1)) * 1000]})
    first = x.poll("dm", before)
    assert first.more
    later = now() + timedelta(minutes=20)
    cursor = last_cursor(walk(x, first.cursor, later))
    assert read_cursor(cursor, 1).calm == ()
    cursor = last_cursor(walk(x, cursor, later), cursor)  # a whole walk, so much later
    assert read_cursor(cursor, 1).calm != ()


def test_groups_are_passed_over() -> None:
    item = {"id": "5", "text": "x", "sender_id": "7", "created_at": "2026-11-25T02:00:00.000Z"}
    assert read_event({**item, "dm_conversation_id": "1578398451921985538"}, Beside(), "9") is None


def test_F16_a_place_x_has_forgotten_is_told_apart(x: XStage) -> None:
    x.happen_often(150)
    first = x.poll("comment")
    x.x.settings.forgets_tokens = True
    with pytest.raises(CursorRefused):
        x.poll("comment", first.cursor)


@pytest.mark.parametrize(
    "cursor", ["", "{", "[]", '{"seen":[1]}', '{"seen":["x",0]}', '{"seen":[1,2],"at":7}', "null"]
)
def test_F16_a_cursor_of_another_scheme_reads_everything_again(x: XStage, cursor: str) -> None:
    x.happen("tetap ada")
    assert [message.text for message in x.poll("comment", cursor).messages] == ["tetap ada"]


def test_F17_an_object_that_is_no_list_of_x_s_is_not_believed(x: XStage) -> None:
    x.fault("status", status=200, body="{}", where="polls")
    with pytest.raises(NotThePlatform):
        x.pages()


def test_an_account_that_is_not_there_calls_a_person(x: XStage) -> None:
    with pytest.raises(SignInNeeded, match="ID akun X"):
        x.poll("comment", connector=x.connect(user_id="123"))
    with pytest.raises(SignInNeeded, match="akun lain"):
        x.connect(user_id="123").check()
    said = '{"errors":[{"type":"https://api.x.com/2/problems/resource-not-found"}]}'
    x.fault("status", status=200, body=said, where="polls")
    with pytest.raises(SignInNeeded, match="ID akun X"):
        x.pages()


def test_direct_messages_can_be_left_out(x: XStage) -> None:
    connector = x.connect(reads_dm="tidak")
    assert connector.streams == ("comment",)
    assert x.connector.streams == ("comment", "dm")
    assert connector.check().detail == x.connector.check().detail == ""


def test_F39_a_file_of_a_stranger_is_not_opened(x: XStage) -> None:
    for url in ("http://169.254.169.254/latest", "https://pbs.twimg.com.example/x.jpg", "file:///etc/passwd", ""):
        with pytest.raises(AttachmentGone):
            x.connector.fetch_attachment({"url": url}, 1024)


def test_a_file_is_fetched_with_a_token_made_new_where_it_must_be(x: XStage) -> None:
    x.photo()
    (found,) = messages(x.pages())
    assert x.connector.fetch_attachment(found.attachments[0].ref, 1024).content == PNG
    assert x.asked("/files/") == 1


def test_the_account_is_asked_for_once_a_day_which_is_paid_by_the_day_and_after_a_failure(x: XStage) -> None:
    assert x.connector.check().facts["akun"] == "@imigrasi_lat"
    x.poll("dm")
    for _ in range(3):
        x.connector.check()
    assert x.asked("/users/me") == 2  # before any reading no day is known
    x.fault("error_before", count=1)
    with pytest.raises(TryLater):
        x.poll("dm")
    x.connector.check()
    assert x.asked("/users/me") == 3
    x.poll("dm", at=now() + timedelta(days=1))
    x.connector.check()
    assert x.asked("/users/me") == 4


def test_the_real_address_stands_in_where_none_is_given(x: XStage) -> None:
    connector = x.connect(base_url="")
    assert isinstance(connector, XConnector)
    assert connector._session.base_url == "https://api.x.com"


def test_an_id_before_x_s_first_is_none() -> None:
    assert since_id(0) is None
    assert since_id(1_795_572_000_000) == str(((1_795_572_000_000 - 1_288_834_974_657) << 22) - 1)
