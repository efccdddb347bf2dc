"""What is Instagram's own in reading: twenty messages, chats that fail alone, comments on two levels, tags."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from models.rules.channels.messages import Direction, IncomingMessage, Page
from sync_agent.simulator.instagram.platform import Instagram
from sync_agent.simulator.network.items import COMMENT, Draft, Media
from tests.connectors.stage import ANI, BUDI, PNG, STAGES, NetworkStage, last_cursor, messages, now

WIDE = timedelta(hours=24)


@pytest.fixture
def dm() -> Iterator[NetworkStage]:
    with STAGES["instagram-dm"]() as stage:
        yield stage


@pytest.fixture
def comment() -> Iterator[NetworkStage]:
    with STAGES["instagram-comment"]() as stage:
        yield stage


def fake(stage: NetworkStage) -> Instagram:
    platform: Any = stage.platform
    return platform


def texts(pages: list[Page]) -> list[str]:
    return [message.text for message in messages(pages)]


def only(pages: list[Page]) -> IncomingMessage:
    (found,) = messages(pages)
    return found


def gaps(pages: list[Page]) -> list[str]:
    return [gap for page in pages for gap in page.gaps]


# Direct messages


def test_F18_more_than_twenty_new_messages_are_told_as_a_gap_once(dm: NetworkStage) -> None:
    dm.happen("sebelumnya", at=now().timestamp() - 3600)
    first = dm.pages()
    person = only(first).thread_id
    for number in range(25):
        dm.happen(f"pesan {number}", at=now().timestamp() - 1000 + number)
    pages = dm.pages(last_cursor(first))
    assert gaps(pages) == [person]
    assert "pesan 24" in texts(pages) and "pesan 4" not in texts(pages)
    assert gaps(dm.pages(last_cursor(pages))) == []


def test_F18_neither_a_first_look_nor_the_sweep_calls_old_messages_a_gap(dm: NetworkStage) -> None:
    for number in range(25):
        dm.happen(f"pesan {number}")
    assert gaps(dm.pages()) == []
    assert gaps(dm.pages(None, since=now() - timedelta(days=7))) == []


def test_a_conversation_that_fails_stops_no_other_and_is_read_once_it_can_be(dm: NetworkStage) -> None:
    dm.happen("dari Ani", ANI)
    dm.happen("dari Budi", BUDI)
    memory = fake(dm).memory
    fake(dm).settings.bad_thread = memory.conversation_of(memory.network.person(dm.username(ANI)))
    pages = dm.pages()
    assert texts(pages) == ["dari Budi"]
    fake(dm).settings.bad_thread = ""
    assert "dari Ani" in texts(dm.pages(last_cursor(pages), overlap=timedelta(0)))


def test_a_conversation_that_fails_again_and_again_is_told_to_the_officers(dm: NetworkStage) -> None:
    dm.happen("dari Ani", ANI)
    memory = fake(dm).memory
    fake(dm).settings.bad_thread = memory.conversation_of(memory.network.person(dm.username(ANI)))
    cursor, notes = None, []
    for _ in range(3):
        pages = dm.pages(cursor)
        cursor = last_cursor(pages, cursor)
        notes += [item for page in pages for item in page.unreadable]
    assert ["aplikasi Instagram" in note.reason for note in notes] == [True]


def test_what_is_no_text_is_named_so_that_an_officer_knows_where_to_look(dm: NetworkStage) -> None:
    link = "https://www.instagram.com/p/contoh/"
    for extra in ({"story": "mention"}, {"story": "reply_to"}, {"share": link}, {"unsupported": True}, {}):
        dm.happen("", extra=extra)
    story, answer, share, unsupported, empty = texts(dm.pages())
    assert story.startswith("[Menyebut akun kantor dalam cerita]")
    assert answer.startswith("[Membalas cerita kantor]")
    assert share == f"[Membagikan kiriman] {link}"
    assert "buka di aplikasi Instagram" in unsupported and "buka di aplikasi Instagram" in empty


def test_files_of_every_sort_are_named_and_fetched(dm: NetworkStage) -> None:
    files = (Media(PNG, "image/png"), Media(b"film", "video/mp4"), Media(b"%PDF-1.4", "application/pdf", "surat.pdf"))
    dm.happen("", media=files)
    found = only(dm.pages())
    assert [one.mime for one in found.attachments] == ["image/jpeg", "video/mp4", "application/pdf"]
    assert found.attachments[2].filename == "surat.pdf"
    assert [dm.connector.fetch_attachment(one.ref, 1000).content for one in found.attachments] == [
        media.content for media in files
    ]


def test_where_meta_does_not_know_the_richer_fields_the_words_are_still_read(dm: NetworkStage) -> None:
    fake(dm).settings.plain_fields = True
    dm.happen("tetap terbaca")
    dm.happen("juga", BUDI)
    assert sorted(texts(dm.pages())) == ["juga", "tetap terbaca"]
    dm.connector.send(dm.reply("Baik."))


def test_the_citizen_is_known_by_the_id_of_the_app_and_shown_by_the_user_name(dm: NetworkStage) -> None:
    dm.happen("halo")
    found = only(dm.pages())
    person = fake(dm).network.person(dm.username(ANI))
    assert (found.author.handle, found.author.display_name, found.thread_id) == (
        person.id,
        person.username,
        person.id,
    )


def test_F17_empty_lists_again_and_again_are_a_warning_and_move_nothing(dm: NetworkStage) -> None:
    dm.happen("ada")
    cursor = last_cursor(dm.pages())
    fake(dm).settings.empty_lists = True
    for _ in range(3):
        assert dm.connector.check().detail == ""
        cursor = last_cursor(dm.pages(cursor), cursor)
    assert "kosong" in dm.connector.check().detail
    fake(dm).settings.empty_lists = False
    assert texts(dm.pages(cursor)) == ["ada"]
    assert dm.connector.check().detail == ""


# Comments


def test_replies_stand_in_the_conversation_of_their_own_author(comment: NetworkStage) -> None:
    root = comment.happen("Antre sejak pagi", ANI)
    comment.happen("saya juga", BUDI, parent=root)
    comment.happen("jam berapa buka?", ANI, parent=root)
    ani, budi, again = messages(comment.pages())
    assert (ani.thread_id, again.thread_id) == (f"{root}/{ani.author.handle}",) * 2
    assert budi.thread_id == f"{root}/{budi.author.handle}" != ani.thread_id
    assert (ani.reply_to, budi.reply_to, again.reply_to) == (None, root, root)
    assert ani.about == "Layanan paspor buka Senin sampai Jumat."
    assert ani.permalink and ani.permalink.startswith("https://www.instagram.com/p/")


def test_an_answer_of_the_office_belongs_to_whom_it_names_or_who_wrote_last(comment: NetworkStage) -> None:
    root = comment.happen("Antre sejak pagi", ANI)
    budi = comment.happen("saya juga", BUDI, parent=root)
    comment.happen("kami tambah loket", ANI, from_office=True, parent=root)
    comment.happen(f"@{comment.username(ANI)} mohon maaf", ANI, from_office=True, parent=root)
    found = {message.text: message for message in messages(comment.pages())}
    last = found["kami tambah loket"]
    assert (last.direction, last.reply_to, last.thread_id) == (Direction.OUT, budi, found["saya juga"].thread_id)
    assert found[f"@{comment.username(ANI)} mohon maaf"].thread_id == found["Antre sejak pagi"].thread_id


def test_what_the_office_writes_to_nobody_in_particular_opens_nothing(comment: NetworkStage) -> None:
    own = comment.happen("Kami tutup pada hari libur nasional", from_office=True)
    assert messages(comment.pages()) == []
    comment.happen("baik", BUDI, parent=own)
    assert [(one.text, one.direction) for one in messages(comment.pages())] == [("baik", Direction.IN)]


def test_many_replies_below_one_comment_are_all_read(comment: NetworkStage) -> None:
    root = comment.happen("mulai")
    for number in range(120):
        comment.happen(f"balasan {number}", BUDI, parent=root)
    assert len(set(texts(comment.pages()))) == 121


def test_a_reply_below_an_old_comment_far_down_is_found_by_the_risen_count(comment: NetworkStage) -> None:
    past = now().timestamp() - 86_400
    oldest = comment.happen("paling lama", at=past)
    for number in range(120):
        comment.happen(f"komentar {number}", BUDI, at=past + number + 1)
    cursor = last_cursor(comment.pages())
    comment.happen("masih belum dijawab", parent=oldest)
    assert "masih belum dijawab" in texts(comment.pages(cursor))


def test_a_quiet_account_costs_few_calls(comment: NetworkStage) -> None:
    past = now().timestamp() - 86_400
    for number in range(30):
        publication = fake(comment).network.publish(f"pengumuman {number}", past)
        comment.happen("halo", publication=publication.id, at=past + 1200 * number)
    cursor = last_cursor(comment.pages())
    before = comment.asked()
    comment.pages(cursor)
    assert comment.asked() - before == 2  # the list of publications, and the publication written under last
    comment.happen("baru", publication=publication.id)
    assert "baru" in texts(comment.pages(cursor))


def test_publications_beyond_the_watched_ones_are_left_alone(comment: NetworkStage) -> None:
    past = now().timestamp() - 86_400
    for number in range(4):
        publication = fake(comment).network.publish(f"pengumuman {number}", past + number)
        comment.happen(f"di bawah {number}", publication=publication.id)
    assert sorted(texts(comment.pages(connector=comment.again(watched_posts="2")))) == [
        "di bawah 2",
        "di bawah 3",
    ]


@pytest.mark.parametrize("how", ["hidden", "restricted", "removed"])
def test_a_comment_that_vanishes_is_never_taken_for_withdrawn(comment: NetworkStage, how: str) -> None:
    gone = comment.happen("dulu terlihat", ANI)
    comment.happen("tetap", BUDI)
    cursor = last_cursor(comment.pages())
    if how == "hidden":
        fake(comment).network.items[gone].extra["hidden"] = True
    elif how == "restricted":
        fake(comment).settings.restricted = comment.username(ANI)
    else:
        comment.remove(gone)
    for pages in (comment.pages(cursor), comment.pages(None, since=now() - timedelta(days=7))):
        assert "tetap" in texts(pages)
        assert not any(message.withdrawn for message in messages(pages))


def test_authors_the_token_may_not_see_are_anonymous_each_on_its_own(comment: NetworkStage) -> None:
    fake(comment).settings.hides_authors = True
    ids = [comment.happen("satu", ANI), comment.happen("dua", BUDI)]
    found = messages(comment.pages())
    assert {message.author.handle for message in found} == {f"anonim-{one}" for one in ids}
    assert {message.author.display_name for message in found} == {""}


def test_a_publication_of_somebody_else_that_tags_the_office_is_read(comment: NetworkStage) -> None:
    publication = fake(comment).memory.tag("ani.contoh", "antre lama di kantor ini")
    found = only(comment.pages())
    assert (found.external_id, found.thread_id) == (publication.id, f"tag-{publication.id}/@ani.contoh")
    cursor = last_cursor(comment.pages())
    fake(comment).memory.tag("budi.contoh", "sudah selesai")
    assert "sudah selesai" in texts(comment.pages(cursor, overlap=WIDE))


def test_trouble_with_tags_stops_no_comments(comment: NetworkStage) -> None:
    comment.happen("halo")
    for status, body in ((400, '{"error":{"code":10,"message":"x"}}'), (500, '{"error":{"code":2,"message":"x"}}')):
        comment.fault("status", path="*/tags", status=status, body=body)
        assert texts(comment.pages()) == ["halo"]
        comment.well()


def test_a_publication_deleted_meanwhile_is_no_trouble(comment: NetworkStage) -> None:
    gone = fake(comment).network.publish("akan dihapus")
    comment.happen("hilang", publication=gone.id)
    comment.fault(
        "status", path="*/comments", status=400, body='{"error":{"code":100,"error_subcode":33,"message":"x"}}'
    )
    cursor, unread = None, 0
    for _ in range(4):
        pages = comment.pages(cursor)
        cursor = last_cursor(pages, cursor)
        unread += sum(len(page.unreadable) for page in pages)
    assert (unread, texts(pages)) == (0, [])


def test_a_publication_that_cannot_be_read_stops_no_other(comment: NetworkStage) -> None:
    gone = fake(comment).network.publish("akan dihapus", now().timestamp() - 60)
    fake(comment).network.write(Draft("ani.contoh", "hilang", COMMENT, publication=gone.id))
    comment.happen("tetap", publication=fake(comment).network.publish("tetap ada").id)
    comment.fault("status", path=f"*/{gone.id}/comments", status=500, body='{"error":{"code":1,"message":"x"}}')
    assert texts(comment.pages()) == ["tetap"]
