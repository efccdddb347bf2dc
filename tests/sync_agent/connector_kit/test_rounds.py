"""Rounds: nothing is passed over whatever breaks where, and a bad thing waits without holding the others up."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from models.rules.channels.messages import Author, Direction, HandleKind, IncomingMessage, Kind, Page
from models.rules.core.moments import from_unix, to_unix
from sync_agent.connector_kit.contract import FetchRequest
from sync_agent.connector_kit.errors import CursorRefused, TryLater
from sync_agent.connector_kit.graph_errors import AskedWrong, ObjectTrouble
from sync_agent.connector_kit.graph_items import newest_of, since
from sync_agent.connector_kit.rounds import Part, Place, Round, read_place

NOW = datetime(2026, 11, 25, 2, 0)
SECOND = to_unix(NOW)
AUTHOR = Author(HandleKind.FACEBOOK, "1")


@dataclass
class Chats:
    """Things by name, each with the moments of its messages; two things a page, two messages a page."""

    things_: dict[str, list[int]]
    kind: Kind = Kind.DM
    troubles: dict[str, Exception] = field(default_factory=dict)
    read: list[str] = field(default_factory=list)

    def things(self, place: Place, request: FetchRequest) -> Part:
        self._may("daftar" + place.after)
        start, names = int(place.after or 0), list(self.things_)
        more = str(start + 2) if start + 2 < len(names) else None
        moments = [max(self.things_[name]) for name in names]
        return Part(things=tuple(names[start : start + 2]), newest=max(moments, default=0), after=more)

    def inside(self, thing: str, place: Place, request: FetchRequest) -> Part:
        self._may(thing + place.inner)
        self.read.append(thing)
        start, moments = int(place.inner or 0), self.things_[thing]
        page = tuple(message(f"{thing}{at}", at) for at in moments[start : start + 2])
        more = str(start + 2) if start + 2 < len(moments) else None
        return Part(since(page, place.since(thing)), newest=newest_of(page), after=more)

    def _may(self, where: str) -> None:
        if where in self.troubles:
            raise self.troubles[where]


def message(name: str, at: int) -> IncomingMessage:
    return IncomingMessage(Kind.DM, name, "t", AUTHOR, Direction.IN, name, from_unix(at), "{}")


def request(cursor: str | None = None, now: datetime = NOW, **more: timedelta | datetime) -> FetchRequest:
    fixed = {"overlap": timedelta(minutes=10), **more}
    return FetchRequest("dm", cursor, now=now, **fixed)  # type: ignore[arg-type]


def walk(source: Chats, cursor: str | None = None, round_: Round | None = None) -> tuple[list[Page], str | None]:
    found = []
    for _ in range(100):
        page = (round_ or Round(source, "tak terbaca")).fetch(request(cursor))
        found.append(page)
        cursor = cursor if page.cursor is None else page.cursor
        if not page.more:
            return found, cursor
    raise AssertionError("the round does not end")


def names(pages: list[Page]) -> list[str]:
    return [one.external_id for page in pages for one in page.messages]


def test_everything_is_read_by_ever_new_readers_and_a_second_round_only_the_overlap() -> None:
    source = Chats({name: [SECOND - 9000, SECOND - 60, SECOND - 30] for name in "abcdefg"})
    pages, cursor = walk(source)
    assert len(set(names(pages))) == 21
    assert len(pages) > 2
    again, after = walk(source, cursor)
    assert len(set(names(again))) == 14
    assert after == cursor


def test_F17_a_round_that_finds_nothing_moves_no_cursor() -> None:
    pages, cursor = walk(Chats({}), '{"seen":5}')
    assert (pages[0].cursor, cursor) == (None, '{"seen":5}')


def test_a_moment_beyond_the_rounds_beginning_does_not_blind_the_next() -> None:
    _, cursor = walk(Chats({"a": [SECOND + 10**6]}))
    assert read_place(cursor).seen == SECOND


def test_a_sweep_reads_from_its_moment_on() -> None:
    source = Chats({"a": [SECOND - 9000, SECOND - 100]})
    page = Round(source, "x").fetch(request(since=NOW - timedelta(seconds=200)))
    assert names([page]) == [f"a{SECOND - 100}"]


def test_a_thing_in_trouble_is_owed_with_its_moment_and_told_after_three_rounds() -> None:
    source = Chats({"a": [SECOND - 5000], "b": [SECOND - 10]}, troubles={"a": ObjectTrouble("x")})
    cursor = json.dumps({"seen": SECOND - 6000})
    pages, cursor_ = walk(source, cursor)
    assert names(pages) == [f"b{SECOND - 10}"]
    assert read_place(cursor_).owed == {"a": (1, SECOND - 6600)}
    source.troubles.clear()
    healed, after = walk(source, cursor_)
    assert f"a{SECOND - 5000}" in names(healed)
    assert read_place(after).owed == {}
    source.troubles["a"], cursor_ = ObjectTrouble("x"), after
    told: list[str] = []
    for _ in range(3):
        pages, cursor_ = walk(source, cursor_)
        told += [item.reason for page in pages for item in page.unreadable]
    assert told == ["tak terbaca"]
    assert read_place(cursor_).owed == {}  # forgotten, until somebody writes there again


def test_F23_a_stated_wait_is_never_taken_for_a_bad_thing() -> None:
    for trouble in (TryLater("x", 60.0), ObjectTrouble("x", 60.0)):
        source = Chats({"a": [SECOND]}, troubles={"a": trouble})
        with pytest.raises(TryLater):
            walk(source)


def test_a_thing_that_breaks_the_connection_each_time_is_left_aside_at_the_third() -> None:
    source = Chats({"a": [SECOND - 2], "b": [SECOND - 1]}, troubles={"a": TryLater("putus")})
    round_ = Round(source, "x")
    for _ in range(2):
        with pytest.raises(TryLater):
            walk(source, None, round_)
    assert names(walk(source, None, round_)[0]) == [f"b{SECOND - 1}"]


def test_a_place_in_the_list_that_is_forgotten_is_told_apart_from_a_question_that_is_wrong() -> None:
    source = Chats({name: [SECOND] for name in "abc"}, troubles={"daftar2": AskedWrong("x")})
    with pytest.raises(CursorRefused):
        walk(source)
    source.troubles = {"daftar": AskedWrong("x")}
    with pytest.raises(AskedWrong):
        walk(source)


def test_the_same_place_given_again_and_again_is_the_end() -> None:
    class Stuck(Chats):
        def things(self, place: Place, request: FetchRequest) -> Part:
            return Part(things=("a",), after="sama")

        def inside(self, thing: str, place: Place, request: FetchRequest) -> Part:
            return Part(after="sama")

    pages, _ = walk(Stuck({}))
    assert names(pages) == []


@pytest.mark.parametrize("cursor", ["", "x", "[]", "null", '{"seen":-1}', '{"seen":"x"}', '{"todo":5}', '{"x":1}'])
def test_F16_a_cursor_that_is_not_ours_starts_anew(cursor: str) -> None:
    assert read_place(cursor) == Place()


def test_a_place_is_written_and_read_back() -> None:
    place = Place(5, 0, 7, 6, True, "lanjut", ("a", "b"), "dalam", {"c": (2, 4)})
    assert read_place(place.write()) == place
    assert read_place(place.end().write()) == place.end()
