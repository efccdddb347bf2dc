"""The sample messages and the made-up people who write them."""

from itertools import islice

from sync_agent.simulator.sampling import as_message, foreigners, people, samples
from sync_agent.simulator.waha.messages import OFFICE


def test_there_is_enough_to_say_about_everything_the_office_is_asked() -> None:
    conversations = samples().conversations
    assert sum(len(conversation.texts) for conversation in conversations) >= 110
    about = {conversation.about for conversation in conversations}
    assert {
        "paspor",
        "m-paspor",
        "izin tinggal",
        "tpi",
        "bap",
        "intelijen",
        "pungli",
        "antrean",
        "salah nomor",
    } <= about
    assert {len(conversation.texts) for conversation in conversations} >= {1, 2, 3, 4}
    assert any(text.isupper() for conversation in conversations for text in conversation.texts if len(text) > 30)


def test_no_two_publications_are_the_same() -> None:
    texts = [text for one in samples().conversations for text in one.texts if len(as_message(text).text) > 5]
    assert len(texts) == len(set(texts))


def test_a_mark_becomes_a_picture_or_a_voice_note() -> None:
    photo, voice, plain = as_message("[foto:paspor] ini dia"), as_message("[suara]"), as_message("[lain] biasa")
    assert photo.text == "ini dia" and photo.media and photo.media.mimetype == "image/png"
    assert voice.text == "" and voice.media and voice.media.mimetype.startswith("audio/ogg")
    assert plain.text == "[lain] biasa" and plain.media is None


def test_people_have_numbers_of_their_own_and_none_has_the_offices() -> None:
    some = [*islice(people(1), 500), *islice(foreigners(), 50)]
    assert len({person.number for person in some}) == 550
    assert OFFICE not in {person.address for person in some}
    assert all(person.number.isdigit() and 10 <= len(person.number) <= 15 for person in some)
