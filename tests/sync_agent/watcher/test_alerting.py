"""The letters of one watcher over time: told once, tried again, told of each other, and remembered."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from models.rules.upkeep.alerts import REPEAT_AFTER, UNHEARD_ATTEMPTS, Letter
from models.rules.upkeep.watched import Looked, Part, Wrong, turn
from models.tables.core.secrets import SecretLost
from models.tables.upkeep.alert_book import ACKNOWLEDGED, note_acknowledged, read_book
from models.tables.upkeep.outside_watcher import AddressElsewhere
from sync_agent.watcher.alerting import Alerts
from sync_agent.watcher.letters import Way

NOON = datetime(2026, 12, 1, 5, 0)
AGENT = Wrong("agent_silent", "no agent", Part.OFFICE, "Penghubung kanal tidak berjalan.")
BACKUP = Wrong("backup_old", "no backup")


class Noted:
    """A way that notes what it carried, and fails as it is told."""

    def __init__(self, name: str) -> None:
        self.name, self.repeat = name, REPEAT_AFTER
        self.carried: list[tuple[str, ...]] = []
        self.attempts = 0
        self.why_not: str | Exception = ""

    def send(self, letter: Letter, _machine: str, _now: datetime) -> str:
        """Carry a letter, or say why not."""
        self.attempts += 1
        if isinstance(self.why_not, Exception):
            raise self.why_not
        if not self.why_not:
            parts = (("+", letter.begun), ("=", letter.still), ("-", letter.over))
            self.carried.append(tuple(f"{sign}{one.key}" for sign, part in parts for one in part))
        return self.why_not

    def attempt(self, _machine: str, _now: datetime) -> str:
        """Never asked here."""
        raise AssertionError


class Office:
    """A watcher's letters in an office whose time the test moves on, a minute a look."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.now = folder, NOON
        self.mail, self.hook = Noted("mail"), Noted("webhook")
        self.ways: Sequence[Way] | Exception = [self.mail, self.hook]
        self.start()

    def start(self) -> None:
        """Start a watcher, anew where one ran."""
        self.alerts = Alerts(self.folder, self._ways, "gerbang")
        self.memory = self.alerts.remembered()

    def _ways(self) -> Sequence[Way]:
        if isinstance(self.ways, Exception):
            raise self.ways
        return self.ways

    def look(self, *found: Wrong, unasked: frozenset[Part] = frozenset(), minutes: int = 1) -> None:
        """Look so many times, and tell what the rule says holds."""
        for _ in range(minutes):
            wrong = (*found, *self.alerts.wrong())
            self.memory, now = turn(self.memory, Looked(wrong, unasked))
            self.alerts.tell(now.holds, self.now)
            self.now += timedelta(minutes=1)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office with two ways for letters."""
    return Office(tmp_path)


def test_a_condition_and_its_end_are_told_once_on_each_way(office: Office) -> None:
    office.look(minutes=3)
    office.look(AGENT, minutes=20)
    office.look(minutes=20)
    assert office.mail.carried == office.hook.carried == [("+agent_silent",), ("-agent_silent",)]


def test_a_watcher_that_is_started_anew_tells_nothing_twice_and_knows_what_ended_meanwhile(office: Office) -> None:
    office.look(AGENT, BACKUP, minutes=10)
    office.start()
    office.look(AGENT, minutes=10)
    assert office.mail.carried == [("+agent_silent", "+backup_old"), ("=agent_silent", "-backup_old")]


def test_what_could_not_be_asked_since_the_start_is_not_told_as_over(office: Office) -> None:
    office.look(AGENT, minutes=10)
    office.start()
    away = Wrong("unreachable", "x", Part.DATABASE)
    office.look(away, unasked=frozenset({Part.OFFICE}), minutes=10)
    assert office.mail.carried == [("+agent_silent",), ("+unreachable", "=agent_silent")]


def test_a_way_that_fails_is_tried_less_and_less_often_and_told_by_the_other(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    office.mail.why_not = "SMTPAuthenticationError 535"
    office.look(AGENT, minutes=60)
    assert (office.mail.carried, office.mail.attempts) == (
        [],
        6,
    )  # at once, after 1, 2, 4, 8 and 16 minutes, then each half hour
    assert office.hook.carried == [("+agent_silent",), ("+alert_unheard mail", "=agent_silent")]
    office.mail.why_not = ""
    office.look(AGENT, minutes=60)
    assert office.mail.carried == [("+agent_silent",)]
    assert office.hook.carried[2] == ("=agent_silent", "-alert_unheard mail")
    said = [one.getMessage() for one in caplog.records]
    assert said == ["a letter did not leave by mail (SMTPAuthenticationError 535); tried again"]


def test_that_nothing_leaves_is_no_condition_any_longer_once_nothing_waits(office: Office) -> None:
    office.mail.why_not = "TimeoutError"
    office.look(AGENT, minutes=30)
    assert [one.key for one in office.alerts.wrong()] == ["alert_unheard mail"]
    office.look(minutes=2)
    assert (office.alerts.wrong(), office.mail.carried) == ((), [])
    assert office.mail.attempts > UNHEARD_ATTEMPTS


def test_what_was_acknowledged_is_not_repeated_and_is_forgotten_with_its_end(office: Office) -> None:
    office.look(AGENT, minutes=10)
    note_acknowledged(office.folder, "agent_silent", "tik", office.now)
    office.look(AGENT, minutes=600)
    assert office.mail.carried == [("+agent_silent",)]
    office.look(minutes=2)
    assert not (office.folder / ACKNOWLEDGED).exists()


def test_a_way_that_was_forgotten_and_entered_anew_is_told_what_holds(office: Office) -> None:
    office.look(AGENT, minutes=10)
    for ways in ([office.mail], [office.mail, office.hook]):
        office.ways = ways
        office.look(AGENT, minutes=10)
    assert (len(office.mail.carried), office.hook.carried) == (1, [("+agent_silent",), ("+agent_silent",)])


def test_what_nobody_took_on_is_repeated(office: Office) -> None:
    office.look(AGENT, minutes=500)
    assert office.mail.carried == [("+agent_silent",), ("=agent_silent",), ("=agent_silent",)]


@pytest.mark.parametrize("error", [SecretLost(), AddressElsewhere(), PermissionError(13, "denied")])
def test_ways_that_cannot_be_opened_are_a_condition_and_are_told_when_they_can(
    office: Office, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    office.ways = error
    office.look(AGENT, minutes=10)
    assert [one.key for one in office.alerts.wrong()] == ["alert_ways_lost"]
    assert len(caplog.records) == 1
    office.ways = [office.mail]
    office.look(AGENT, minutes=10)
    assert office.mail.carried[0] == ("+agent_silent", "+alert_ways_lost")
    assert office.alerts.wrong() == ()


def test_a_fault_of_the_program_stops_no_watcher_and_quotes_nothing(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    office.ways = KeyError("teks-warga-yang-rahasia")
    office.look(AGENT, minutes=5)
    assert [one.key for one in office.alerts.wrong()] == ["alert_fault"]
    assert len(caplog.records) == 1 and "rahasia" not in caplog.text
    office.ways = [office.mail, office.hook]
    office.look(AGENT, minutes=5)
    assert office.alerts.wrong() == ()


@pytest.mark.parametrize("first", [True, False])
def test_a_fault_of_one_way_repeats_no_letter_of_the_other_and_lets_it_tell(
    office: Office, caplog: pytest.LogCaptureFixture, *, first: bool
) -> None:
    faulty, other = (office.mail, office.hook) if first else (office.hook, office.mail)
    faulty.why_not = KeyError("teks-warga-yang-rahasia")
    office.look(AGENT, minutes=60)
    silent = f"alert_unheard {faulty.name}"
    assert other.carried == [("+agent_silent",), (f"+{silent}", "+alert_fault", "=agent_silent")]
    assert faulty.attempts == 6  # tried as seldom as any way that fails
    assert [one.key for one in office.alerts.wrong()] == [silent, "alert_fault"]
    faulty.why_not = ""
    office.look(AGENT, minutes=60)
    assert other.carried[2:] == [("=agent_silent", f"-{silent}", "-alert_fault")]
    office.look(minutes=60)
    assert office.alerts.wrong() == () and "rahasia" not in caplog.text
    assert faulty.carried == [
        ("+agent_silent", "+alert_fault"),
        ("=agent_silent", "-alert_fault"),
        ("-agent_silent",),
    ]
    assert other.carried[3:] == [("-agent_silent",)]


def test_a_fault_of_a_way_ends_with_the_way(office: Office) -> None:
    office.mail.why_not = KeyError("x")
    office.look(AGENT, minutes=5)
    office.ways = [office.hook]
    office.look(AGENT, minutes=5)
    assert office.alerts.wrong() == ()


def test_a_full_disk_forgets_nothing_in_a_watcher_that_runs(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("sync_agent.watcher.alerting.keep_book", full)
        office.look(AGENT, minutes=10)
        office.look(AGENT, BACKUP, minutes=10)
    assert office.mail.carried == [("+agent_silent",), ("+backup_old", "=agent_silent")]
    assert len(caplog.records) == 1 and not read_book(office.folder).holds
    office.look(AGENT, BACKUP)
    assert [one.key for one in read_book(office.folder).holds] == ["agent_silent", "backup_old"]
