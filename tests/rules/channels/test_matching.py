"""Which message is which answer: counted among those that look alike, each message once, doubt left to a person."""

from dataclasses import replace
from itertools import product

import pytest

from models.rules.channels.channels import CHANNELS
from models.rules.channels.matching import Contender, looks_alike, match, names_of, place_of
from models.rules.channels.messages import Finding, Kind, Look, OutgoingFile, OutgoingReply, Readback, Sighting

F = Finding
DM = OutgoingReply("k", "ani", Kind.DM, "Baik.")
COMMENT = replace(DM, kind=Kind.COMMENT, thread_id="akar/ani", reply_to="komentar", author_handle="ani")


def seen(*names: str, early: bool = False, whole: bool = True) -> Look:
    """Make a look that saw these messages, in this order of age."""
    return Look(tuple(Sighting(name, at=float(n), early=early) for n, name in enumerate(names)), whole)


def one(row: int, look: Look | None, words: str = "w", **more: bool) -> Contender:
    return Contender(row, "dm ani", words, look, **more)


def findings(contenders: list[Contender], owned: tuple[str, ...] = ()) -> dict[int, Finding]:
    return {row: verdict.finding for row, verdict in match(contenders, owned).items()}


@pytest.mark.parametrize(("answers", "there"), list(product(range(1, 4), range(4))))
def test_of_answers_alike_all_arrived_none_did_or_a_person_decides(answers: int, there: int) -> None:
    look = seen(*(f"m{n}" for n in range(there)))
    verdicts = match([one(row, look) for row in range(answers)], ())
    expected = F.ABSENT if there == 0 else F.FOUND if there == answers else F.CONTESTED
    assert [verdicts[row].finding for row in range(answers)] == [expected] * answers
    ids = [verdict.external_id for verdict in verdicts.values()]
    assert ids == ([f"m{n}" for n in range(there)] if expected is F.FOUND else [None] * answers)


def test_a_message_another_answer_has_is_nobody_s() -> None:
    assert findings([one(1, seen("a"))], ("a",)) == {1: F.ABSENT}
    assert match([one(1, seen("a", "b"))], ("a",)) == {1: Readback(F.FOUND, "b", Sighting("b").ack)}
    other_address = Look((Sighting("true_lid_3EB0", names=("3EB0",)),), True)
    assert findings([one(1, other_address)], ("true_telepon_3EB0", "3EB0")) == {1: F.ABSENT}


def test_an_answer_not_looked_for_may_be_the_message_all_the_same() -> None:
    assert findings([one(1, seen("a")), one(2, None)]) == {1: F.CONTESTED}
    assert findings([one(1, seen("a", "b")), one(2, None)]) == {1: F.FOUND}
    assert findings([one(1, seen()), one(2, None)]) == {1: F.ABSENT}


def test_one_that_will_be_looked_for_soon_is_waited_for() -> None:
    assert findings([one(1, seen("a")), one(2, None, undecided=True)]) == {}
    assert findings([one(1, seen("a")), one(2, None, "lain", undecided=True)]) == {1: F.FOUND}


def test_answers_that_share_a_message_look_alike_whatever_their_words_are_here() -> None:
    assert findings([one(1, seen("a")), one(2, seen("a"), "w dengan spasi")]) == {1: F.CONTESTED, 2: F.CONTESTED}
    joined = [one(1, seen("a"), "x"), one(2, seen("b"), "y"), one(3, seen("a", "b"), "z")]
    assert set(findings(joined).values()) == {F.CONTESTED}


def test_other_words_or_another_place_are_another_matter() -> None:
    apart = [one(1, seen("a")), Contender(2, "dm budi", "w", seen()), one(3, seen(), "lain")]
    assert findings(apart) == {1: F.FOUND, 2: F.ABSENT, 3: F.ABSENT}


def test_an_answer_known_by_its_own_id_needs_no_comparison() -> None:
    mine = Look((Sighting("a"),), by_id=True)
    assert findings([one(1, mine), one(2, Look(whole=True, by_id=True))]) == {1: F.FOUND, 2: F.ABSENT}


def test_an_older_message_is_not_taken_but_keeps_the_answer_from_being_sent_again() -> None:
    older = Look((Sighting("a", early=True),), True)
    assert findings([one(1, older)]) == {1: F.CONTESTED}
    assert findings([one(1, older)], ("a",)) == {1: F.ABSENT}
    both = [one(1, older), one(2, seen("a"))]  # too early for one, in time for the other
    assert findings(both) == {1: F.CONTESTED, 2: F.CONTESTED}
    for order in (both, both[::-1]):
        assert set(findings(order).values()) == {F.CONTESTED}


def test_an_empty_list_that_may_be_cut_proves_nothing() -> None:
    assert findings([one(1, seen(whole=False))]) == {1: F.UNDECIDED}


def test_a_look_alone_says_what_it_would_without_any_other_answer() -> None:
    assert seen("a", "b").alone == Readback(F.FOUND, "a", Sighting("a").ack)
    assert (seen().alone.finding, seen(whole=False).alone.finding) == (F.ABSENT, F.UNDECIDED)
    assert seen("a", early=True).alone.finding is F.UNDECIDED


def test_the_place_of_an_answer_is_where_its_like_would_stand() -> None:
    facebook, x = CHANNELS["facebook"].comment, CHANNELS["x"].comment
    assert place_of(DM, CHANNELS["gowa"].dm) == "dm ani"
    assert (
        place_of(COMMENT, facebook) == place_of(replace(COMMENT, thread_id="akar/budi"), facebook) == "comment akar"
    )
    assert place_of(COMMENT, x) == "comment komentar"
    assert place_of(replace(COMMENT, thread_id="lepas"), None) == "comment lepas"
    assert place_of(replace(COMMENT, private=True), facebook) == place_of(DM, facebook)
    assert place_of(replace(COMMENT, private=True, author_handle=None), facebook) == "dm ani"


def test_only_words_under_an_id_of_their_own_look_like_nothing_else() -> None:
    waha, file = CHANNELS["waha"].dm, OutgoingFile("0", "image/jpeg", "foto.jpg", 1)
    assert not looks_alike(DM, waha)
    assert looks_alike(replace(DM, file=file), waha)
    assert looks_alike(DM, CHANNELS["gowa"].dm)
    assert looks_alike(DM, None)


def test_a_message_is_known_by_all_its_names() -> None:
    assert names_of(Sighting("a", names=("b",))) == {"a", "b"}
