"""TikTok's comments: the order to ask for, answers below, the minute's calls, 150 characters, hidden answers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from models.rules.channels.messages import Ack, Direction, Finding, IncomingMessage
from models.rules.core.moments import to_unix
from sync_agent.connector_kit.contract import FetchRequest
from sync_agent.connector_kit.errors import Refused, TryLater
from sync_agent.connectors.tiktok.rounds import Minute
from sync_agent.simulator.network.items import COMMENT, Draft
from tests.connectors.stage import BUDI, STAGES, NetworkStage, last_cursor, messages, now
from tests.connectors.stage import ids as ids_of
from tests.connectors.tiktok_stage import asked, own


@pytest.fixture
def public() -> Iterator[NetworkStage]:
    with STAGES["tiktok-comment"]() as stage:
        yield stage


def behind_others(stage: NetworkStage) -> tuple[IncomingMessage, str | None]:
    """Return a comment of the third page, and where the rounds are: they end at the first page without news."""
    days_ago = to_unix(now() - timedelta(days=3))
    old = stage.received("pertanyaan lama", at=days_ago)
    for number in range(65):
        stage.happen(f"sesudahnya {number}", BUDI, at=days_ago + 60 + number)
    stage.happen("baru", BUDI)
    return old, last_cursor(stage.pages(since=now() - timedelta(days=30)))


def test_every_list_of_comments_is_asked_for_newest_first_and_every_path_ends_with_a_slash(
    public: NetworkStage,
) -> None:
    top = public.happen("atas")
    for number in range(4):
        public.happen(f"balasan {number}", BUDI, parent=top)
    public.connector.find(public.reply())
    for path in ("comment/list/", "comment/reply/list/"):
        queries = asked(public, path)
        assert queries
        assert all(query["sort_field"] == ["create_time"] and query["sort_order"] == ["desc"] for query in queries)
    assert all(note["path"].endswith("/") for note in public.running.practice.wire.requests)


def test_the_name_of_the_direction_is_a_setting(public: NetworkStage) -> None:
    own(public).sort_name = "sort_type"
    public.happen("satu")
    public.pages(connector=public.again(sort_name="sort_type"))
    assert asked(public, "comment/list/")[-1]["sort_type"] == ["desc"]


def test_the_thread_of_a_comment_carries_its_video_and_a_citizens_answers_stay_together(public: NetworkStage) -> None:
    top = public.happen("kuota penuh")
    public.happen("saya juga", BUDI, parent=top)
    public.happen("lagi", BUDI, parent=top)
    found = {message.text: message for message in messages(public.pages())}
    video, first, handle = found["saya juga"].thread_id.split("/", 2)
    assert (video, first) == (next(iter(public.platform.network.publications)), top)
    assert handle == found["saya juga"].author.handle
    assert found["saya juga"].thread_id == found["lagi"].thread_id != found["kuota penuh"].thread_id
    assert found["saya juga"].reply_to == top
    assert found["kuota penuh"].about == "Layanan paspor buka Senin sampai Jumat."
    assert str(found["kuota penuh"].permalink).endswith(video)


def test_all_answers_are_read_where_more_than_three_hang_below(public: NetworkStage) -> None:
    top = public.happen("atas")
    for number in range(65):
        public.happen(f"balasan {number}", BUDI, parent=top)
    assert len(ids_of(public.pages())) == 66
    assert len(asked(public, "comment/reply/list/")) == 3


def test_answers_that_did_not_change_are_not_listed_again(public: NetworkStage) -> None:
    top = public.happen("atas")
    for number in range(5):
        public.happen(f"balasan {number}", BUDI, parent=top)
    cursor = last_cursor(public.pages())
    public.pages(cursor)
    assert len(asked(public, "comment/reply/list/")) == 1
    new = public.happen("balasan baru", BUDI, parent=top)
    assert new in ids_of(public.pages(cursor))


def test_an_answer_of_ours_below_an_old_comment_is_found_in_the_next_round_and_then_no_more(
    public: NetworkStage,
) -> None:
    old, cursor = behind_others(public)
    sent = public.connector.send(public.reply(to=old))
    assert sent.ack is Ack.PENDING
    told = public.pages(cursor)
    assert [one.external_id for page in told for one in page.acknowledgements] == [sent.external_id]
    cursor = last_cursor(told) or cursor
    public.pages(cursor)
    looked = len(asked(public, "comment/reply/list/"))
    public.pages(cursor)
    assert len(asked(public, "comment/reply/list/")) == looked


def test_an_answer_that_tiktok_hides_is_looked_for_a_while_and_not_for_ever(
    public: NetworkStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Minute, "LIMIT", 1000)
    old, cursor = behind_others(public)
    own(public).hides_similar = True
    public.connector.send(public.reply(to=old))
    public.pages(cursor)
    public.connector.send(public.reply(to=old))  # the same words again
    looked = len(asked(public, "comment/reply/list/"))
    for _ in range(25):
        public.pages(cursor)
    assert len(asked(public, "comment/reply/list/")) == looked + 20


def test_answers_of_a_page_that_was_not_stored_are_listed_again(public: NetworkStage) -> None:
    top = public.happen("atas")
    last = [public.happen(f"balasan {number}", BUDI, parent=top) for number in range(5)][-1]
    request = FetchRequest("comment", None, timedelta(minutes=10), now())
    begun = public.connector.fetch(request)
    public.connector.fetch(replace(request, cursor=begun.cursor))  # and the power goes before it is stored
    assert last in ids_of(public.pages(begun.cursor))


def test_an_answer_of_the_office_belongs_to_the_citizen_it_answers(public: NetworkStage) -> None:
    top = public.happen("atas")
    below = public.happen("saya juga", BUDI, parent=top)
    network = public.platform.network
    for parent in (top, below):
        username = network.items[parent].person.username
        network.write(Draft(username, f"jawab {parent}", COMMENT, parent=parent, from_office=True))
    network.write(Draft("kantor", "pengumuman", COMMENT, from_office=True))
    found = {message.text: message for message in messages(public.pages())}
    assert "pengumuman" not in found
    for parent, text in ((top, "atas"), (below, "saya juga")):
        answer = found[f"jawab {parent}"]
        assert (answer.direction, answer.thread_id) == (Direction.OUT, found[text].thread_id)


def test_paging_stops_at_the_first_page_that_is_wholly_old(public: NetworkStage) -> None:
    for number in range(90):
        public.happen(f"lama {number}", at=now().timestamp() - 86_400)
    public.happen("baru")
    cursor = last_cursor(public.pages())
    before = len(asked(public, "comment/list/"))
    public.pages(cursor)
    assert before == 4
    assert len(asked(public, "comment/list/")) == before + 2  # the first page has a new one


def test_F18_beyond_500_comments_their_order_breaks_and_the_gap_is_told(public: NetworkStage) -> None:
    own(public).order_breaks_at = 500
    for number in range(520):
        public.happen(f"komentar {number}", at=now().timestamp() - 5000 + number)
    pages = public.pages()
    assert len(ids_of(pages)) >= 500
    assert [gap for page in pages for gap in page.gaps] == list(public.platform.network.publications)


def test_short_pages_are_no_end(public: NetworkStage) -> None:
    own(public).short_pages = True
    for number in range(80):
        public.happen(f"komentar {number}")
    assert len(ids_of(public.pages())) == 80


def test_a_comment_that_comes_while_other_videos_are_read_is_found_by_the_next_round(public: NetworkStage) -> None:
    network = public.platform.network
    older, newer = (network.publish(text, now().timestamp() - ago).id for text, ago in (("lama", 99), ("baru", 9)))
    began = now() - timedelta(hours=1)
    public.happen("pertama", publication=newer, at=began.timestamp() - 60)
    request = FetchRequest("comment", None, timedelta(0), began)
    page = public.connector.fetch(request)
    page = public.connector.fetch(replace(request, cursor=page.cursor))  # the newer video was read
    late = public.happen("terlambat", publication=newer, at=began.timestamp() + 1)
    public.happen("di video lain", publication=older, at=began.timestamp() + 30)
    cursor = last_cursor(public.pages(page.cursor))
    assert late in ids_of(public.pages(cursor, overlap=timedelta(minutes=2)))


def test_a_video_that_fails_stops_no_other_and_is_read_again_in_the_next_round(public: NetworkStage) -> None:
    network = public.platform.network
    bad, good = (network.publish(text, now().timestamp() - ago).id for text, ago in (("a", 9), ("b", 99)))
    lost, kept = public.happen("satu", publication=bad), public.happen("dua", publication=good)
    own(public).bad_thread = bad
    pages = public.pages()
    assert ids_of(pages) == {kept}
    assert [gap for page in pages for gap in page.gaps] == [bad]
    own(public).bad_thread = ""
    assert lost in ids_of(public.pages(last_cursor(pages)))


def test_many_threads_that_fail_are_a_platform_that_is_ill(public: NetworkStage) -> None:
    for number in range(8):
        public.platform.network.publish(f"video {number}", now().timestamp() - number)
    own(public).read_trouble = 51065
    with pytest.raises(TryLater):
        public.pages()


def test_a_video_that_is_gone_is_passed_over(public: NetworkStage) -> None:
    network = public.platform.network
    gone, there = (network.publish(text, now().timestamp() - ago).id for text, ago in (("a", 9), ("b", 99)))
    found = public.happen("ada", publication=there)
    own(public).bad_thread, own(public).bad_thread_code = gone, 40007
    pages = public.pages()
    assert ids_of(pages) == {found}
    assert not any(page.gaps for page in pages)


def test_only_so_many_videos_are_watched_as_the_office_says(public: NetworkStage) -> None:
    videos = [public.platform.network.publish(f"{number}", now().timestamp() - number).id for number in range(45)]
    public.pages(connector=public.again(watched_posts="25"))
    read = [query["video_id"][0] for query in asked(public, "comment/list/")]
    assert read == videos[:25]


def test_thirty_six_calls_a_minute_then_the_round_waits_and_goes_on(public: NetworkStage) -> None:
    own(public).per_minute = 40
    for number in range(50):
        publication = public.platform.network.publish(f"{number}", now().timestamp() - number).id
        public.happen(f"komentar {number}", publication=publication)
    connector = public.again(watched_posts="50")
    pages = public.pages(connector=connector)
    assert len(ids_of(pages)) == Minute.LIMIT
    assert not pages[-1].more
    cursor = last_cursor(pages)
    request = FetchRequest("comment", cursor, timedelta(minutes=10), now())
    assert connector.fetch(request).cursor == cursor
    own(public).per_minute = 0
    found: set[str] = set()
    for _ in range(30):
        page = connector.fetch(replace(request, cursor=cursor, now=now() + timedelta(seconds=61)))
        found |= ids_of([page])
        cursor = page.cursor or cursor
        if not page.more:
            break
    assert len(found) == 50 - Minute.LIMIT


def test_a_sweep_waits_for_the_minute_so_that_it_reads_all(public: NetworkStage) -> None:
    for number in range(50):
        public.platform.network.publish(f"{number}", now().timestamp() - number)
    with pytest.raises(TryLater) as caught:
        public.pages(connector=public.again(watched_posts="50"), since=now() - timedelta(days=7))
    assert caught.value.after_seconds is not None
    assert 0 < caught.value.after_seconds <= 60


def test_an_answer_hidden_as_spam_keeps_its_receipt_and_is_never_said_to_be_shown(public: NetworkStage) -> None:
    own(public).hides_similar = True
    reply = public.reply()
    public.connector.send(reply)
    receipt = public.connector.send(reply)
    assert (bool(receipt.external_id), receipt.ack) == (True, Ack.PENDING)
    acks = {ack.external_id: ack.ack for page in public.pages() for ack in page.acknowledgements}
    assert list(acks.values()) == [Ack.SENT]
    assert receipt.external_id not in acks


def test_150_characters_are_taken_151_are_not_sent(public: NetworkStage) -> None:
    assert public.connector.send(public.reply("é" * 150))
    sent = len(public.written())
    with pytest.raises(Refused, match="150"):
        public.connector.send(public.reply("x" * 151))
    assert len(public.written()) == sent


def test_a_comment_is_not_answered_in_private_and_a_foreign_thread_not_at_all(public: NetworkStage) -> None:
    reply = public.reply()
    for wrong in (replace(reply, private=True), replace(reply, thread_id="bukan-utas")):
        with pytest.raises(Refused):
            public.connector.send(wrong)
    assert public.connector.find(replace(reply, thread_id="bukan-utas")).alone.finding is Finding.UNDECIDED
    assert public.written() == []


def test_an_older_answer_in_the_same_words_is_not_taken_for_this_one(public: NetworkStage) -> None:
    reply = public.reply()
    public.connector.send(reply)
    assert public.connector.find(reply).alone.finding is Finding.FOUND
    later = replace(reply, tried_at=now() + timedelta(minutes=5))
    look = public.connector.find(later)
    assert look.alone.finding is Finding.UNDECIDED  # by a wrong clock it may be this one all the same
    assert (look.whole, [one.early for one in look.seen]) == (True, [True])
