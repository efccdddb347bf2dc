"""Practice life under a clock of its own: who writes, in what bursts, and who answers back."""

from collections import Counter

import pytest

from models.rules.channels.channels import CHANNELS
from models.rules.channels.messages import Kind
from sync_agent.simulator.life import ANSWERS_A_CITIZEN, Life
from sync_agent.simulator.life_places import NetworkPlace
from sync_agent.simulator.network.items import Draft
from sync_agent.simulator.platforms import PLATFORMS
from sync_agent.simulator.sampling import samples
from sync_agent.simulator.waha.gateway import Gateway, Question
from sync_agent.simulator.waha.messages import Draft as WahaDraft
from sync_agent.simulator.waha.messages import is_person

START = 1_900_000_000.0


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        """Start at a round moment."""
        self.now = START

    def __call__(self) -> float:
        """Return the moment."""
        return self.now


def _live(life: Life, clock: Clock, seconds: int) -> None:
    for _ in range(seconds):
        clock.now += 1
        life.step()


def _day(seed: int, seconds: int = 2000, pace: float = 10.0) -> Gateway:
    clock = Clock()
    gateway = Gateway(clock)
    _live(Life(gateway, seed, pace), clock, seconds)
    return gateway


def _all(gateway: Gateway) -> list[tuple[str, int, str]]:
    rows = gateway.page(None, Question(limit=10_000, descending=False))
    return [(row.push_name, row.timestamp, row.text) for row in rows]


def test_the_same_seed_makes_the_same_day_and_another_one_another() -> None:
    assert _all(_day(1)) == _all(_day(1)) != _all(_day(2))


def test_a_day_has_bursts_photos_a_voice_note_hidden_ids_noise_and_answers_from_the_phone() -> None:
    rows = _day(3).page(None, Question(limit=10_000, descending=False))
    texts = Counter(row.chat for row in rows if is_person(row.chat) and not row.from_me)
    assert {1, 2, 3, 4} <= set(texts.values())
    assert {row.media.mimetype.partition(";")[0] for row in rows if row.media} == {"image/png", "audio/ogg"}
    assert {"lid", "c.us", "g.us", "broadcast", "newsletter"} == {row.chat.partition("@")[2] for row in rows}
    assert {row.source for row in rows if row.from_me} == {"app"}


def test_everybody_writes_at_the_pace() -> None:
    conversations = len({row[0] for row in _all(_day(4, seconds=4000, pace=20))})
    assert 100 < conversations < 350


def test_no_more_wait_than_an_officer_can_look_at_and_more_come_as_he_answers() -> None:
    clock = Clock()
    gateway = Gateway(clock)
    life = Life(gateway, 4, 20.0)
    life.most_waiting = 10

    def citizens() -> set[str]:
        return {row.chat for row in gateway.page(None, Question(10_000, from_me=False)) if is_person(row.chat)}

    _live(life, clock, 4000)
    waiting = citizens()
    assert 5 < len(waiting) <= 10
    for chat in sorted(waiting)[:5]:
        gateway.send(chat, "Mohon tunggu, kami periksa.")
    _live(life, clock, 4000)
    assert len(waiting) < len(citizens()) <= len(waiting) + 5


def test_a_pace_of_nought_is_no_life_until_it_is_raised() -> None:
    clock = Clock()
    gateway = Gateway(clock)
    life = Life(gateway, 5, 0.0)
    _live(life, clock, 100)
    assert gateway.count() == 0
    life.pace = 5.0
    _live(life, clock, 100)
    assert gateway.count() > 5


@pytest.mark.parametrize("writes", [True, False])
def test_some_citizens_answer_the_office_and_then_let_it_rest(writes: bool) -> None:
    clock = Clock()
    gateway = Gateway(clock)
    life = Life(gateway, 6, 2.0, writes=writes)
    chats = [f"62899555{at:05d}@c.us" for at in range(40)]
    for _ in range(6):
        for chat in chats:
            gateway.send(chat, "Mohon tunggu, kami periksa.")
        _live(life, clock, 10)
    answers = Counter(row.chat for row in gateway.page(None, Question(10_000, from_me=False)) if row.chat in chats)
    assert max(answers.values()) == ANSWERS_A_CITIZEN
    texts = {row.text for row in gateway.page(None, Question(10_000, from_me=False)) if row.chat in chats}
    assert any("?" in text for text in texts) and any("?" not in text for text in texts)


def test_nobody_answers_what_was_typed_in_the_phones_own_app() -> None:
    clock = Clock()
    gateway = Gateway(clock)
    life = Life(gateway, 7, 1.0, writes=False)
    gateway.receive_many([WahaDraft(f"62899555{at:05d}@c.us", "dari HP", from_me=True) for at in range(30)])
    _live(life, clock, 20)
    assert gateway.page(None, Question(100, from_me=False)) == []


def test_citizens_write_on_every_platform_in_private_and_in_public_and_answer_there() -> None:
    clock = Clock()
    gateway = Gateway(clock)
    platforms = {kind: make(clock) for kind, make in PLATFORMS.items()}
    life = Life(gateway, 8, 4.0, platforms=platforms)
    _live(life, clock, 1500)
    polled = [platform for kind, platform in platforms.items() if CHANNELS[kind].polled]
    for platform in polled:
        written = {item.kind for item in platform.network.items.values() if not item.from_office}
        assert written == {str(kind) for kind in Kind if CHANNELS[platform.kind].reach(kind)}
    assert gateway.count() > 50
    theirs = [item for platform in polled for item in platform.network.items.values()]
    for platform in polled:
        for item in [one for one in theirs if platform.network.items.get(one.id) is one][:25]:
            parent = item.id if item.kind == "comment" else None
            answer = Draft(item.person.username, "Baik.", item.kind, parent=parent, from_office=True, source="api")
            platform.network.write(answer)
    _live(life, clock, 30)
    said = {item.text for platform in polled for item in platform.network.items.values() if not item.from_office}
    assert said & {*samples().thanks, *samples().questions}


def test_a_second_remark_of_a_citizen_stands_under_the_first() -> None:
    clock = Clock()
    platform = PLATFORMS["tiktok"](clock)
    place = NetworkPlace(platform, "ani.1", "Ani", "comment")
    place.say("pertama", clock.now)
    place.say("[foto:paspor]", clock.now)
    place.say("kedua", clock.now)
    first, *rest = platform.network.comments(platform.network.published()[0].id)
    assert (first.parent, {item.parent for item in rest}) == (None, {first.id})
