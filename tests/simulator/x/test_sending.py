"""What the office does at the fake X: seen by the citizen, listed with a real id, and refused as X refuses."""

import pytest

from tests.simulator.x.conftest import CallX


def test_an_answer_is_seen_and_listed_under_what_it_answers(x: CallX) -> None:
    asked = x.write("kapan?")
    answer = x.reply("Besok & lusa.", asked.id)
    assert answer.status_code == 201
    made = answer.json()["data"]
    assert made["text"] == "Besok &amp; lusa."
    assert [row.text for row in x.x.network.office_items] == ["Besok & lusa."]
    params = {"tweet.fields": "referenced_tweets,in_reply_to_user_id,author_id"}
    (row,) = x("GET", f"/2/users/{x.x.office.id}/tweets", params=params).json()["data"]
    assert (row["id"], row["author_id"]) == (made["id"], x.x.office.id)
    assert row["in_reply_to_user_id"] == asked.person.id
    assert row["referenced_tweets"] == [{"type": "replied_to", "id": asked.id}]
    assert x.mentions()["meta"]["result_count"] == 1


def test_a_direct_message_is_seen_and_listed(x: CallX) -> None:
    citizen = x.write("halo", kind="dm").person
    answer = x("POST", f"/2/dm_conversations/with/{citizen.id}/messages", json={"text": "baik"})
    assert answer.status_code == 201
    made = answer.json()["data"]
    assert made["dm_conversation_id"] == f"{x.x.office.id}-{citizen.id}"
    assert [row.id for row in x.x.network.chat("sari_contoh")][-1] == made["dm_event_id"]


def test_the_same_words_twice_are_refused_as_a_duplicate(x: CallX) -> None:
    asked = x.write("kapan?")
    assert x.reply("Besok.", asked.id).status_code == 201
    again = x.reply("Besok.", asked.id)
    assert (again.status_code, "duplicate content" in again.json()["detail"]) == (403, True)
    x.x.settings.refuses_duplicates = False
    assert x.reply("Besok.", asked.id).status_code == 201


def test_nobody_is_answered_who_did_not_call_the_office_or_whose_publication_is_gone(x: CallX) -> None:
    stranger = x.write("bukan untuk kalian", extra={"uninvited": True})
    assert "not been mentioned" in x.reply("Halo.", stranger.id).json()["detail"]
    gone = x.write("dihapus")
    x.x.network.remove(gone.id)
    assert "deleted" in x.reply("Halo.", gone.id).json()["detail"]
    assert x.x.network.office_items == []


def test_a_person_who_shut_us_out_takes_no_message(x: CallX) -> None:
    citizen = x.write("halo", kind="dm").person
    citizen.closed = True
    answer = x("POST", f"/2/dm_conversations/with/{citizen.id}/messages", json={"text": "baik"})
    assert (answer.status_code, "permission to DM" in answer.json()["detail"]) == (403, True)


@pytest.mark.parametrize(("text", "status"), [("a" * 280, 201), ("a" * 281, 400), ("故" * 141, 400), ("", 400)])
def test_a_publication_is_as_long_as_x_counts(x: CallX, text: str, status: int) -> None:
    assert x.reply(text, x.write("kapan?").id).status_code == status


@pytest.mark.parametrize(
    ("names", "form"), [("tweet", {"title", "type", "status", "detail"}), ("post", {"code", "message"})]
)
def test_an_error_has_the_form_the_contract_in_force_knows(x: CallX, names: str, form: set[str]) -> None:
    x.x.settings.names, x.x.settings.send_trouble = names, "forbidden"
    answer = x.reply("Halo.", x.write("kapan?").id)
    assert (answer.status_code, set(answer.json())) == (403, form)
    assert x("GET", "/2/users/me").status_code == 200
