"""What the fakes remember alike: who wrote what, when lists show it, and that many messages stay quick to list."""

import pytest

from sync_agent.simulator.network.items import COMMENT, Draft
from sync_agent.simulator.network.network import Network, snowflakes


class Clock:
    """A clock that is moved by hand."""

    now = 1_900_000_000.0

    def __call__(self) -> float:
        """Return the moment."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def network(clock: Clock) -> Network:
    return Network(clock, snowflakes(2**60))


def test_a_chat_is_listed_by_time_and_the_chats_by_the_last_word(network: Network) -> None:
    network.write(Draft("ani", "kedua", at=20))
    network.write(Draft("budi", "hai", at=15))
    network.write(Draft("ani", "pertama", at=10))
    network.write(Draft("ani", "jawaban", at=30, from_office=True))
    assert [item.text for item in network.chat("ani")] == ["pertama", "kedua", "jawaban"]
    assert [person.username for person, _ in network.chats()] == ["ani", "budi"]
    assert [item.text for item in network.office_items] == ["jawaban"]
    assert network.chat("tidak ada") == []


def test_comments_stand_under_their_publication_with_the_answers_to_them(network: Network) -> None:
    old, new = network.publish("lama", 1), network.publish("baru", 2)
    first = network.write(Draft("ani", "antre lama", COMMENT, publication=old.id))
    answer = network.write(Draft("ani", "mohon maaf", COMMENT, parent=first.id, from_office=True))
    other = network.write(Draft("budi", "kapan buka", COMMENT))
    assert network.comments(old.id) == [first, answer]
    assert network.comments(new.id) == [other]
    assert network.answers(first.id) == [answer]
    assert [publication.text for publication in network.published()] == ["baru", "lama"]


def test_a_comment_without_a_publication_gets_one(network: Network) -> None:
    item = network.write(Draft("ani", "halo", COMMENT))
    assert item.publication is network.published()[0]


def test_what_appears_later_is_not_listed_yet_and_what_was_removed_no_more(network: Network, clock: Clock) -> None:
    late = network.write(Draft("ani", "menyusul", appears_after=5))
    assert (network.chat("ani"), network.chats(), network.shown(late.id), network.count()) == ([], [], None, 0)
    clock.now += 5
    assert network.chat("ani") == [late]
    assert network.edit(late.id, "diubah") and late.edited
    assert network.remove(late.id)
    assert (network.chat("ani"), network.shown(late.id)) == ([], None)
    assert not network.remove(late.id)
    assert network.whole_chat("ani") == [late]
    assert not network.edit(late.id, "lagi")


def test_ids_are_texts_beyond_what_a_double_holds(network: Network) -> None:
    ids = [network.write(Draft("ani", str(number))).id for number in range(3)]
    assert len(set(ids)) == 3
    assert all(int(one) > 2**53 for one in ids)


def test_a_list_looks_only_at_its_own_items(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(2000):
        network.write(Draft(f"warga.{number % 200}", "halo"))
    looked: list[str] = []
    real = network._is_shown
    monkeypatch.setattr(network, "_is_shown", lambda item: (looked.append(item.id), real(item))[1])
    assert len(network.chat("warga.7")) == 10
    assert len(looked) == 10


def test_what_the_office_read_is_told_of_the_citizens_private_messages_alone(network: Network) -> None:
    first, second, third = (network.write(Draft("ani", text, at=at)) for at, text in enumerate("abc"))
    ours = network.write(Draft("ani", "jawaban", at=1.5, from_office=True))
    comment = network.write(Draft("ani", "di depan umum", COMMENT))
    assert [network.mark_read(one) for one in (second.id, ours.id, comment.id, "tidak ada")] == [
        *(True, False, False, False)
    ]
    assert [one.read for one in (first, second, third, ours, comment)] == [False, True, False, False, False]
    assert network.mark_read(second.id, before_too=True)
    assert [one.read for one in (first, second, third, ours)] == [True, True, False, False]
