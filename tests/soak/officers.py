"""Officers at work on the real screens: they bring cases on, write to citizens, settle what is held."""

import random
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from typing import Any

import requests

from models.actions.upkeep.practice import PEOPLE
from models.rules.staff.roles import Role
from tests.soak.browser import Browser
from tests.soak.desk_work import REPLIES, WORK, DeskWork
from tests.soak.judge.snapshot import Bubble, Page
from tests.soak.platforms import Platforms
from tests.soak.reading import TROUBLE, Reader

_PAGES = ("/", "/meja/", "/kotak-keluar/", "/pengaduan/", "/kanal/")
_TWICE = 0.1  # so often a form is sent twice
_LOOKS_AFTER = 60.0  # seconds in hold before somebody takes up the telephone
_CASES = """SELECT c.public_id, c.stage FROM complaint c WHERE c.stage IN ({stages}) AND c.id > ? AND NOT EXISTS (
SELECT 1 FROM outbox o WHERE o.complaint_id = c.id AND o.purpose <> 'lain'
AND o.state NOT IN ('sent', 'refused', 'cancelled'))
ORDER BY c.id LIMIT 40"""
_HELD = """SELECT o.reply_key, o.text, c.public_id, o.thread_id FROM outbox o
JOIN complaint c ON c.id = o.complaint_id WHERE o.state = 'hold' ORDER BY o.id LIMIT 20"""

_VOUCHED = "SELECT COUNT(*) FROM outbox WHERE thread_id = ? AND text = ? AND state = 'sent' AND external_id IS NULL"


class Officers(threading.Thread):
    """One pair of hands that signs in as whoever is needed. `calm()` says that no fault is on, and none just was."""

    def __init__(self, url: str, reader: Reader, platforms: Platforms, seed: str, pace: float) -> None:
        super().__init__(name=f"officers-{seed}", daemon=True)
        self.stop, self.rest = threading.Event(), threading.Event()
        self.pages: deque[Page | Bubble] = deque()
        self.twice: set[str] = set()  # words of answers whose form was sent twice
        self.counts: Counter[str] = Counter()
        self.calm: Callable[[], bool] = lambda: True
        self._reader, self._platforms, self._pace = reader, Platforms(platforms.url), pace
        self._chance = random.Random(f"officers-{seed}")
        people = {person.role: person for person in reversed(PEOPLE)}
        self._browsers = {
            role: Browser(url, person.username, person.password, self.pages) for role, person in people.items()
        }
        self._held_since: dict[str, float] = {}

    def run(self) -> None:
        """Work until told to stop."""
        while not self.stop.wait(self._chance.expovariate(1 / self._pace)):
            if self.rest.is_set():
                continue
            try:
                self._something()
            except (*TROUBLE, requests.RequestException):
                self.counts["could not look"] += 1

    def _something(self) -> None:
        drawn = self._chance.random()
        if drawn < 0.1:
            self._browsers[self._chance.choice((Role.PENGELOLA, Role.ADMINISTRATOR))].get(self._chance.choice(_PAGES))
        elif drawn < 0.2:
            self._settle()
        elif drawn < 0.4:
            self._write_something()
        else:
            self._bring_on()

    def _bring_on(self) -> None:
        role = self._chance.choice([row.role for row in WORK])
        rows = [row for row in WORK if row.role is role]
        if (found := self._case([row.stage for row in rows])) is None:
            return
        address, stage = found
        browser = self._browsers[role]
        forms = browser.forms(address)
        here = [row for row in rows if row.stage == stage and row.form in forms]
        if not here:
            self.counts[f"nothing to do at {stage}"] += 1
            return
        drawn = [row for row in here if not row.in_turn]
        row = here[0] if here[0].in_turn else self._chance.choice(drawn)
        self._send(browser, row, forms[row.form])

    def _case(self, stages: list[Any]) -> tuple[str, str] | None:
        marks = ", ".join("?" for _ in set(stages))
        beyond = self._chance.choice((0, 0, self._newest() - 60))
        rows = self._reader.rows(_CASES.format(stages=marks), *map(str, set(stages)), beyond)
        if not rows:
            return None
        public_id, stage = self._chance.choice(rows)
        return f"/meja/kasus/{public_id}", stage

    def _newest(self) -> int:
        ((newest,),) = self._reader.rows("SELECT COALESCE(MAX(id), 0) FROM complaint")
        return int(newest)

    def _send(self, browser: Browser, row: DeskWork, form: dict[str, str]) -> None:
        words = {"text": self._chance.choice(REPLIES)} if row.answers and "text" not in row.fields else {}
        twice = self._chance.random() < _TWICE and "form_key" in form
        if twice and words:  # by words of its own each effect can be counted
            words["text"] += f" ({form['form_key'][:8]})"
            self.twice.add(words["text"])
        status = browser.send(row.form, form, **row.fields, **words)
        if twice:
            browser.repeat(form, **row.fields, **words)
        self.counts[f"{row.form}: {'done' if status == 303 else status or 'no answer'}"] += 1

    def _write_something(self) -> None:
        stages = [row.stage for row in WORK]
        if (found := self._case(stages)) is None:
            return
        browser = self._browsers[Role.PENGELOLA]
        if (form := browser.forms(found[0]).get("balas")) is not None:
            self._send(browser, DeskWork(stages[0], Role.PENGELOLA, "balas", {"tujuan": "lain"}, answers=True), form)

    def _settle(self) -> None:
        """Look at the telephone for what is held, once no late effect can come any more, and say what is there."""
        held = self._reader.rows(_HELD)
        now = time.monotonic()
        self._held_since = {row[0]: self._held_since.get(row[0], now) for row in held}
        ripe = [row for row in held if now - self._held_since[row[0]] > _LOOKS_AFTER]
        if not ripe or not self.calm():
            return
        key, text, public_id, thread = self._chance.choice(ripe)
        browser = self._browsers[Role.PENGELOLA]
        found = [(name, form) for name, form in browser.forms(f"/meja/kasus/{public_id}").items()
                 if form.get("balasan") == key and "/putuskan" in form["action"]]  # fmt: skip
        if found:
            verdict = "sent" if self._is_there(thread, text) else "resend"
            status = browser.send(found[0][0], found[0][1], putusan=verdict)
            self.counts[f"held, settled as {verdict}: {'done' if status == 303 else status}"] += 1

    def _is_there(self, thread: int, text: str) -> bool:
        """Whether the citizen of this conversation sees these words once more than answers known to be out say."""
        written, shown = self._platforms.truth()
        mine = {key for (key,) in self._reader.rows("SELECT external_id FROM message WHERE thread_id = ?", thread)}
        claimed = {
            key for (key,) in self._reader.rows("SELECT external_id FROM outbox WHERE external_id IS NOT NULL")
        }
        ((vouched,),) = self._reader.rows(_VOUCHED, thread, text)
        people = {(one.channel, one.who) for one in written if one.id in mine}
        seen = [one for one in shown if (one.channel, one.who) in people and one.text == text]
        return sum(one.id not in claimed for one in seen) > int(vouched)
