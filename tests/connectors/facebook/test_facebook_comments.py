"""What is Facebook's own in public: two levels, ranked lists, hidden people, visitors' publications, traps."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from models.rules.channels.messages import Direction, Finding
from sync_agent.connector_kit.errors import OutcomeUnknown
from sync_agent.simulator.facebook.memory import TAGGED, VISITOR
from sync_agent.simulator.facebook.platform import Facebook
from tests.connectors.stage import ANI, BUDI, STAGES, NetworkStage, ids, last_cursor, messages, now

HOUR = 3600.0


@pytest.fixture
def wall() -> Iterator[NetworkStage]:
    with STAGES["facebook-comment"]() as stage:
        yield stage


def fake(stage: NetworkStage) -> Facebook:
    found = stage.platform
    assert isinstance(found, Facebook)
    return found


def ago(seconds: float) -> float:
    return now().timestamp() - seconds


def asked(stage: NetworkStage, method: str, path: str) -> list[dict[str, Any]]:
    notes = list(stage.running.practice.wire.requests)
    return [note for note in notes if note["method"] == method and path in note["path"]]


def test_answers_to_answers_are_read_and_each_citizen_has_a_conversation(wall: NetworkStage) -> None:
    top = wall.happen("keluhan", ANI)
    below = wall.happen("saya juga", BUDI, parent=top)
    wall.happen("balasan kedua", ANI, parent=below)
    found = {message.text: message for message in messages(wall.pages())}
    assert found["balasan kedua"].thread_id == found["keluhan"].thread_id
    assert found["saya juga"].thread_id.partition("/")[0] == top
    assert found["saya juga"].thread_id != found["keluhan"].thread_id
    assert found["keluhan"].about == "Layanan paspor buka Senin sampai Jumat."


def test_F14_ranked_comments_are_read_to_the_end(wall: NetworkStage) -> None:
    fake(wall).settings.ranked = True
    wall.happen("lama", at=ago(HOUR))
    cursor = last_cursor(wall.pages())
    wall.happen_often(120)
    assert len({message.text for message in messages(wall.pages(cursor))} - {"lama"}) == 120


def test_who_is_hidden_can_be_answered_all_the_same(wall: NetworkStage) -> None:
    fake(wall).settings.hides_authors = True
    theirs = wall.received("siapa saya")
    assert theirs.author.handle == f"anonim-{theirs.external_id}"
    receipt = wall.connector.send(wall.reply(to=theirs))
    (ours,) = (one for one in messages(wall.pages()) if one.direction is Direction.OUT)
    assert (ours.external_id, ours.thread_id) == (receipt.external_id, theirs.thread_id)


@pytest.mark.parametrize("where", [VISITOR, TAGGED])
def test_what_visitors_publication_is_a_complaint_that_is_answered_under_their_publication(
    wall: NetworkStage, where: str
) -> None:
    publication = fake(wall).memory.visit("warga.contoh", "Mengapa saya ditolak?", where)
    (theirs,) = messages(wall.pages())
    assert (theirs.external_id, theirs.text) == (publication.id, "Mengapa saya ditolak?")
    wanted = wall.reply(to=theirs)
    receipt = wall.connector.send(wanted)
    found = {message.external_id: message for message in messages(wall.pages())}
    assert found[receipt.external_id].thread_id == theirs.thread_id == wanted.thread_id
    assert wall.connector.find(wanted).alone.external_id == receipt.external_id


def test_a_page_without_lists_of_visitors_still_reads_its_own_publications(wall: NetworkStage) -> None:
    wall.happen("di bawah kiriman kantor")
    body = '{"error":{"message":"x","code":100}}'
    wall.fault("status", status=400, body=body, path="GET */visitor_posts|GET */tagged")
    assert [message.text for message in messages(wall.pages())] == ["di bawah kiriman kantor"]


def test_a_quiet_poll_asks_for_the_lists_only_and_a_thorough_one_looks_under_every_publication(
    wall: NetworkStage,
) -> None:
    network = wall.platform.network
    publications = [network.publish(f"kiriman {number}", ago(9 * HOUR)) for number in range(4)]
    for publication in publications:
        wall.happen("tanya", publication=publication.id, at=ago(8 * HOUR))
    wall.happen("terakhir", publication=publications[0].id)
    cursor = last_cursor(wall.pages())
    before = len(asked(wall, "GET", "/comments"))
    wall.pages(cursor)
    assert len(asked(wall, "GET", "/comments")) - before == 1
    assert len(ids(wall.pages(cursor, overlap=timedelta(hours=24)))) == 5
    assert len(asked(wall, "GET", "/comments")) - before == 1 + 4


def test_only_as_many_publications_are_watched_as_the_office_set(wall: NetworkStage) -> None:
    network = wall.platform.network
    for number in range(6):
        publication = network.publish(f"kiriman {number}", ago(HOUR * (number + 1)))
        wall.happen(f"di bawah {number}", publication=publication.id)
    few = wall.again(watched_posts="2")
    assert {message.text for message in messages(wall.pages(None, few))} == {"di bawah 0", "di bawah 1"}
    assert len(messages(wall.pages())) == 6


def test_a_publication_that_vanished_ends_its_comments_without_a_word(wall: NetworkStage) -> None:
    network = wall.platform.network
    publication = network.publish("akan hilang")
    wall.happen("di bawahnya", publication=publication.id)
    body = '{"error":{"message":"x","type":"GraphMethodException","code":100,"error_subcode":33}}'
    wall.fault("status", status=400, body=body, path="GET */comments")
    pages = wall.pages()
    assert messages(pages) == []
    assert [page.unreadable for page in pages] == [()] * len(pages)


def test_the_citizens_comment_is_never_overwritten(wall: NetworkStage) -> None:
    theirs = wall.received("kata-kata saya sendiri")
    wall.connector.send(wall.reply(to=theirs))
    wall.connector.send(wall.reply("lewat pesan", to=theirs, private=True))
    posted = {note["path"].rpartition("/")[2] for note in asked(wall, "POST", "/facebook/")}
    assert posted == {"comments", "messages"}
    item = wall.platform.network.items[theirs.external_id]
    assert (item.text, item.edited) == ("kata-kata saya sendiri", False)


def test_an_answer_to_an_answer_comes_back_to_whom_it_is_for(wall: NetworkStage) -> None:
    top = wall.happen("keluhan", ANI)
    theirs = wall.received("saya juga", BUDI, parent=top)
    receipt = wall.connector.send(wall.reply(to=theirs))
    (ours,) = (one for one in messages(wall.pages()) if one.direction is Direction.OUT)
    assert (ours.external_id, ours.thread_id) == (receipt.external_id, theirs.thread_id)
    (later,) = (one for one in messages(wall.pages(None, wall.again())) if one.direction is Direction.OUT)
    assert later.thread_id.partition("/")[0] == top


@pytest.mark.parametrize("odd", ["success", "parent"])
def test_an_answer_that_names_no_new_comment_is_an_incident_and_looked_up(wall: NetworkStage, odd: str) -> None:
    wanted = wall.reply()
    fake(wall).settings.odd_answer = odd
    with pytest.raises(OutcomeUnknown, match="periksa komentarnya"):
        wall.connector.send(wanted)
    assert wall.connector.find(wanted).alone.finding is Finding.FOUND


def test_F26_a_private_answer_of_unknown_fate_is_confirmed_but_never_refuted(wall: NetworkStage) -> None:
    wanted = wall.reply("lewat pesan", private=True)
    assert wall.connector.find(wanted).alone.finding is Finding.UNDECIDED
    wall.fault("reset_after", count=1, where="sends")
    with pytest.raises(OutcomeUnknown):
        wall.connector.send(wanted)
    assert wall.connector.find(wanted).alone.finding is Finding.FOUND


def test_F26_a_private_answer_missing_from_a_conversation_that_is_there_is_no_proof(wall: NetworkStage) -> None:
    wanted = wall.reply("lewat pesan", private=True)
    wall.happen("saya juga mengirim pesan", kind="dm")
    assert wall.connector.find(wanted).alone.finding is Finding.UNDECIDED
