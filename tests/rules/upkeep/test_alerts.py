"""When a letter is due: what it tells, how soon another follows, and who is told that a way does not work."""

from datetime import datetime, timedelta

import pytest

from models.rules.core.signed_trail import Checkpoint
from models.rules.upkeep.alerts import Alert, Letter, Told, after, alerts_of, letter_due, of_others, unheard
from models.rules.upkeep.watched import Part, Wrong

NOON = datetime(2026, 12, 1, 5, 0)
HOURS = timedelta(hours=4)
AGENT = Wrong("agent_silent", "no agent")
BACKUP = Wrong("backup_old", "no backup")


def at(minutes: float) -> datetime:
    """Return a moment so many minutes after noon."""
    return NOON + timedelta(minutes=minutes)


class Way:
    """One way's letters over time, as the watcher asks for them."""

    def __init__(self, repeat: timedelta = HOURS) -> None:
        self.told, self.repeat = Told(), repeat
        self.before: list[Alert] = []

    def look(self, minutes: float, *holds: Wrong, acknowledged: dict[str, datetime] | None = None) -> tuple[str, ...]:
        """Return in short what the letter says that leaves at this look; empty where none leaves."""
        self.before = alerts_of(self.before, holds, acknowledged or {}, at(minutes))
        letter = letter_due(self.told, self.before, at(minutes), self.repeat)
        if letter is None:
            return ()
        self.told = after(self.before, at(minutes), self.told, None)
        return tuple(
            f"{sign}{one.key}"
            for sign, part in (("+", letter.begun), ("=", letter.still), ("-", letter.over))
            for one in part
        )


def test_each_letter_carries_the_checkpoint_and_one_leaves_each_day_for_its_sake() -> None:
    noted, told, left = Checkpoint("2026-12-01T05:00:00", {"web": (1, "a")}, {}, "b"), Told(), list[int]()
    for minute in range(0, 3 * 24 * 60, 10):
        letter = letter_due(told, [], at(minute), HOURS, noted)
        if letter is not None:
            assert letter == Letter(checkpoint=noted)
            told = after([], at(minute), told, noted)
            left.append(minute // 60)
    assert left == [0, 24, 48]
    begun = letter_due(told, [Alert(AGENT, NOON)], at(3 * 24 * 60), HOURS, noted)
    assert begun is not None and begun.checkpoint is noted and begun.begun
    assert after([], NOON, told, None).carried_at == told.carried_at


def test_a_condition_is_told_once_and_so_is_its_end() -> None:
    way = Way()
    said = [way.look(0), way.look(1, AGENT), way.look(2, AGENT), way.look(60, AGENT), way.look(61), way.look(62)]
    assert said == [(), ("+agent_silent",), (), (), ("-agent_silent",), ()]


def test_what_nobody_took_on_is_told_again_and_a_letter_tells_all_that_holds() -> None:
    way = Way()
    assert way.look(0, AGENT) == ("+agent_silent",)
    assert way.look(30, AGENT, BACKUP) == ("+backup_old", "=agent_silent")
    assert way.look(30 + 239, AGENT, BACKUP) == ()
    assert way.look(30 + 240, AGENT, BACKUP) == ("=agent_silent", "=backup_old")


def test_what_was_acknowledged_is_not_repeated_until_it_begins_anew() -> None:
    way, acknowledged = Way(), {"agent_silent": at(5)}
    way.look(0, AGENT)
    assert way.look(400, AGENT, acknowledged=acknowledged) == ()
    assert way.look(410, acknowledged=acknowledged) == ("-agent_silent",)
    assert way.look(420, AGENT, acknowledged=acknowledged) == ("+agent_silent",)
    assert way.look(420 + 240, AGENT, acknowledged=acknowledged) == ("=agent_silent",)


def test_where_one_of_two_was_acknowledged_the_other_is_repeated() -> None:
    way, acknowledged = Way(), {"agent_silent": at(5)}
    way.look(0, AGENT, BACKUP)
    assert way.look(400, AGENT, BACKUP, acknowledged=acknowledged) == ("=agent_silent", "=backup_old")


def test_without_repeating_only_news_is_told() -> None:
    way = Way(timedelta(0))
    said = [way.look(0, AGENT), way.look(10_000, AGENT), way.look(10_001)]
    assert said == [("+agent_silent",), (), ("-agent_silent",)]


def test_what_comes_and_goes_between_two_letters_floods_nobody() -> None:
    way = Way()
    said = [way.look(minute, *([AGENT] if minute % 2 else [])) for minute in range(60)]
    assert len([one for one in said if one]) <= 12
    assert said[1] == ("+agent_silent",)


def test_a_second_condition_waits_a_few_minutes_and_is_not_lost() -> None:
    way = Way()
    assert way.look(0, AGENT) == ("+agent_silent",)
    assert way.look(1, AGENT, BACKUP) == ()
    assert way.look(5, AGENT, BACKUP) == ("+backup_old", "=agent_silent")


def test_a_clock_that_is_set_back_silences_nothing() -> None:
    way = Way()
    way.look(0, AGENT)
    assert way.look(-600, AGENT, BACKUP) == ("+backup_old", "=agent_silent")


@pytest.mark.parametrize(("way", "told"), [("mail", []), ("webhook", ["alert_unheard mail"])])
def test_that_a_way_does_not_work_is_told_by_the_others(way: str, told: list[str]) -> None:
    found = [Alert(unheard("mail"), NOON)]
    assert [one.key for one in of_others(found, way)] == told


def test_a_letter_names_a_condition_whose_words_changed_once() -> None:
    before = Told((Alert(Wrong("disk_media", "x", Part.PC, "Sisa 400 MB."), NOON),), NOON)
    now = [Alert(Wrong("disk_media", "x", Part.PC, "Sisa 300 MB."), NOON)]
    assert letter_due(before, now, at(10), HOURS) is None
    assert letter_due(before, now, at(300), HOURS) == Letter((), tuple(now), ())
