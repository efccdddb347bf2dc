"""Letters that cannot leave and a database that hangs, caused for real: each is told once, and so is its end."""

import json
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from models.rules.upkeep.alert_ways import HookWay, MailWay, Security
from models.rules.upkeep.watched import Looked, Wrong
from models.tables import database
from models.tables.core.database import open_database
from models.tables.upkeep.alert_ways import keep_way, kept_ways
from sync_agent.watcher.alerting import Alerts
from sync_agent.watcher.letters import ways_of
from sync_agent.watcher.outside import FAIL, Outside
from sync_agent.watcher.telling import machine
from sync_agent.watcher.watcher import Watcher
from tests.sync_agent.desk import Desk
from tests.sync_agent.watcher.freezing import line_to
from tests.sync_agent.watcher.listener import Listener, listening
from tests.sync_agent.watcher.postbox import Postbox, open_postbox
from tests.sync_agent.watcher.well_office import Looking

NOON = datetime(2026, 12, 1, 5, 0)
AGENT = Wrong("agent_silent", "no agent", staff="Penghubung kanal tidak berjalan.")
TO = ("tik@kantor.go.id",)


class Running:
    """A watcher with its real ways: a mail server, a webhook and an outside watcher; the test moves its clock on."""

    def __init__(self, desk: Desk, post: Postbox, hook: Listener) -> None:
        self.settings, self.post, self.hook, self.now = desk.settings, post, hook, NOON
        for way in (
            MailWay("127.0.0.1", post.port, Security.NONE, "a@kantor.go.id", TO),
            HookWay(f"{hook.url}/letters"),
        ):
            keep_way(self.settings.data_dir, self.settings.secret_key_file, way, machine())
        self.found: tuple[Wrong, ...] = ()
        self.look = lambda: Looked(self.found)
        alerts = Alerts(self.settings.data_dir, lambda: ways_of(self._kept()), machine())
        tell = Outside(f"{hook.url}/ping").tell
        self.watcher = Watcher(lambda: self.look(), tell, threading.Event(), alerts, lambda: self.now)

    def _kept(self) -> list[MailWay | HookWay]:
        return kept_ways(self.settings.data_dir, self.settings.secret_key_file, machine())

    def looks(self, *found: Wrong, minutes: int) -> None:
        """Look once a minute."""
        self.found = found
        for _ in range(minutes):
            self.watcher.once()
            self.now += timedelta(minutes=1)

    def told(self, part: str) -> list[str]:
        """Return the keys that letters of the webhook told in a part: begun, still, over."""
        bodies = [json.loads(body) for _method, path, body in self.hook.heard if path == "/letters"]
        return [one["key"] for body in bodies for one in body[part]]

    def outside(self) -> tuple[str, str]:
        """Return the path and the body of the last word outside."""
        return next((path, body) for _method, path, body in reversed(self.hook.heard) if path.startswith("/ping"))


@pytest.fixture
def running(desk: Desk) -> Iterator[Running]:
    """A watcher in an office where all is well."""
    with open_postbox() as post, listening() as hook:
        yield Running(desk, post, hook)


def test_a_mail_server_that_refuses_is_told_once_by_the_webhook_and_outside_and_so_is_its_end(
    running: Running,
) -> None:
    running.post.refused = set(TO)
    running.looks(AGENT, minutes=20)
    assert running.told("begun") == ["agent_silent", "alert_unheard mail"] and running.post.letters == []
    assert running.outside()[0] == f"/ping{FAIL}" and "alert_unheard mail" in running.outside()[1]
    running.post.refused = set()
    running.looks(AGENT, minutes=40)
    assert running.told("over") == ["alert_unheard mail"] and len(running.post.letters) == 1
    running.looks(minutes=10)
    assert running.told("begun") == ["agent_silent", "alert_unheard mail"]
    assert running.told("over") == ["alert_unheard mail", "agent_silent"] and running.outside()[0] == "/ping"


def test_a_key_that_is_lost_is_told_outside_and_by_letters_once_it_is_back(running: Running) -> None:
    running.looks(minutes=2)
    key = running.settings.secret_key_file
    away = key.rename(key.with_suffix(".away"))
    running.looks(minutes=10)
    assert running.outside()[0] == f"/ping{FAIL}" and "alert_ways_lost" in running.outside()[1]
    assert running.told("begun") == []  # the addresses of the letters are sealed with it
    away.rename(key)
    running.looks(minutes=20)
    assert running.told("begun") == running.told("over") == ["alert_ways_lost"]
    assert running.outside()[0] == "/ping" and len(running.post.letters) == 2


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_database_that_hangs_is_told_once_by_letters_that_need_none_and_so_is_its_end(
    running: Running, desk: Desk, database_url: str
) -> None:
    here, office = Looking(desk), database.obj
    with line_to(database_url) as (url, line):
        open_database(url)
        patient, hasty = here.looks().look, here.looks(database_seconds=0.5).look
        running.look = patient  # a busy machine answers late, and that is no hanging
        running.looks(minutes=2)
        assert running.told("begun") == []
        line.moves.clear()
        running.look = hasty
        running.looks(minutes=30)
        assert running.told("begun") == ["database_hangs"] and running.told("over") == []
        assert "Basis data menerima pertanyaan tetapi tidak menjawab" in running.post.letters[-1].get_content()
        assert running.outside()[0] == f"/ping{FAIL}" and "database_hangs" in running.outside()[1]
        line.moves.set()
        running.look = patient
        while running.look().wrong or hasty().wrong:
            pass  # what was asked while it hung comes to its end
        running.looks(minutes=30)
        database.obj.close_all()
        database.initialize(office)
    assert running.told("begun") == running.told("over") == ["database_hangs"]
    assert len(running.post.letters) == 2 and running.outside()[0] == "/ping"
