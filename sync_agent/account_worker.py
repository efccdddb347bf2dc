"""The thread that serves one channel account, with its own schedule, connection and failures.

It also decides what stops when the disk runs short (reliability R7).
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import schedule

from models.actions.channels.blocked_number import is_blocked
from models.actions.channels.look_at_account import reread_account
from models.actions.channels.serve_account import record_success
from models.actions.replies.after_restore import undecided_replies
from models.rules.channels.messages import Health
from models.rules.channels.passes import Halt
from models.rules.upkeep.conditions.row import Effect, Held
from models.rules.upkeep.conditions.table import what_stops
from models.tables.core.database import connected
from models.tables.core.keys.machine_key import Opener
from sync_agent.connector_kit.errors import SignInNeeded, TryLater
from sync_agent.delivering import deliver, look_back
from sync_agent.failing import Guard
from sync_agent.fetching_media import fetch_media, sweep_leftovers
from sync_agent.journal import frames
from sync_agent.marking import Marking
from sync_agent.passes import Passes
from sync_agent.proving import Proving
from sync_agent.receiving import Sweep, look_over
from sync_agent.saving import Saving, sweep_is_due
from sync_agent.service import Service, connect
from sync_agent.taking_pushes import take_pushes
from sync_agent.testing_channels import answer_tests

log = logging.getLogger(__name__)

_SWEEP_REST = 60.0  # seconds after a failed sweep, so that it does not keep the polls from working
_WIDE_EVERY = 3600.0  # seconds between polls that look a whole day back
_DELIVER_SECONDS = 1.0
_PUSHES_SECONDS = 1.0
_TESTS_SECONDS = 1.0
_SWEEP_LOOK_SECONDS = 5.0
_LONGEST_WAIT = 0.5
_STOPPED_SECONDS = 30.0  # so soon a channel looks again whether it may read
_NO_FILES = frozenset({"disk_media", "disk_sending", "disk_stop", "disk_full", "unwritable"})
# What the channel says of a clock though it works.
_CLOCK_TOLD = frozenset({"clock_near", "clock_gateway", "clock_certificates"})

Found = Callable[[], Sequence[Held]]  # nothing by itself: a worker used alone does not look at its PC


class AccountWorker(threading.Thread):
    """Serves one account until told to stop; no failure of a platform or the database ends it."""

    def __init__(self, service: Service, key: Opener, distrust: bool = False, found: Found = tuple) -> None:
        super().__init__(name=f"{service.account.kind}-{service.account_id}", daemon=True)
        self.service = service
        self.passes = Passes(service.account_id, service.now)
        self._halt, self._held_off = "", False
        self.guard = Guard(self.name, service.account_id, service.now, service.stop)
        # A restored backup: send nothing before the week was read again and all unknown was read back (F45).
        self.distrusts = distrust
        self._key, self._found = key, found
        self._scheduler = schedule.Scheduler()
        self._backlog = False
        self._wide_at: float | None = None
        self._saving = Saving()
        self._sweep: Sweep | None = None
        self._sweep_rests_until = 0.0
        self._swept = False
        self._proving, self._marking = Proving(), Marking()
        self.fault = ""  # the kind of what ended it, where nobody stopped it
        self.served_seconds = 0.0

    @property
    def ended_by_itself(self) -> bool:
        """Whether the thread was started and has ended although nobody stopped it."""
        return self.ident is not None and not self.is_alive() and not self.service.stop.is_set()

    def run(self) -> None:
        """Serve until stopped; an uncaught error ends this thread, and the agent starts another (restarts.py)."""
        began = time.monotonic()
        try:
            self._serve()
        except Exception as err:  # noqa: BLE001 - its own words may quote a citizen, so Python must not print them
            self.fault = type(err).__name__
            log.error("%s: %s\n%s", self.name, self.fault, frames(err))  # noqa: TRY400
        finally:
            self.served_seconds = time.monotonic() - began

    def _serve(self) -> None:
        with connected():
            self.begin()
            while not self.service.stop.is_set():
                if not self.turn():
                    self.service.stop.wait(min(max(self._scheduler.idle_seconds or 0.0, 0.02), _LONGEST_WAIT))

    def begin(self) -> None:
        """Do every job once and plan the next time of each."""
        self.guard.run(self.passes.begin, even_resting=True)
        self._plan()

    def turn(self) -> bool:
        """Do the jobs whose time has come; return whether more waits to be read at once."""
        self._mind_the_clock()
        self._scheduler.run_pending()
        if self._backlog and not self.guard.pacing.resting():
            self.run_job(self.poll)
            return True
        return False

    def once(self) -> bool:
        """Make one whole pass: poll, files, deliver; return whether the channel worked."""
        self.guard.failed = False
        with connected():
            self.run_job(self.pushes, even_resting=True)
            self._whole(self.poll, lambda: self._backlog)
            if self.distrusts:
                self._whole(self.sweep, lambda: not self._swept)
            self.run_job(self.media)
            self.run_job(self.deliver)
            self.run_job(self.tests, even_resting=True)
        return not self.guard.failed

    def _whole(self, job: Callable[[], None], unfinished: Callable[[], bool]) -> None:
        self.run_job(job)
        while unfinished() and not self.guard.failed and not self.service.stop.is_set():
            self.run_job(job)

    def run_job(self, job: Callable[[], None], even_resting: bool = False) -> None:
        """Run a job of this account by its guard, and stamp a pass that went through; not one that was held off."""
        self._halt, self._held_off = "", False
        if not self.guard.run(job, even_resting):
            if self.guard.faulted and self.passes.note_fault(job.__name__):
                self.guard.run(self.passes.store, even_resting=True)
            return
        if self._held_off:
            return
        if self.passes.note(job.__name__, self._halt):
            self.guard.run(self.passes.store, even_resting=True)

    def _plan(self) -> None:
        """Schedule the jobs; the first time all of them run at once."""
        poll = self.service.settings.poll_seconds
        self._scheduler.clear()
        for job, seconds in (
            (self.poll, poll),
            (self.deliver, min(_DELIVER_SECONDS, poll)),
            (self.media, poll),
            (self.sweep, max(_SWEEP_LOOK_SECONDS, poll)),
        ):
            self._scheduler.every(seconds).seconds.do(self.run_job, job)
        # Reading what was pushed asks at most whose a hidden id is, and a test is a person's wish: both go on while
        # the channel rests.
        self._scheduler.every(min(_PUSHES_SECONDS, poll)).seconds.do(self.run_job, self.pushes, True)
        self._scheduler.every(min(_TESTS_SECONDS, poll)).seconds.do(self.run_job, self.tests, True)
        self._scheduler.run_all()

    def _mind_the_clock(self) -> None:
        """Reschedule when the wall clock was set back; `schedule` would else wait until it has caught up (F40)."""
        # A job that ran in that moment is planned right: the one planned last tells.
        plans = [job.next_run for job in self._scheduler.jobs if job.next_run]
        waits = (max(plans) - min(plans)).total_seconds() + (self._scheduler.idle_seconds or 0.0) if plans else 0.0
        if waits > 2 * self.service.settings.poll_seconds + 60:
            log.warning("%s: the clock was set back; jobs planned anew", self.name)
            self._plan()

    def poll(self) -> None:
        """Take in what is new; less often where the month's budget nears its end (budget.py)."""
        self._reread()
        if not self._backlog and self._saving.waits(self.service):
            self._halt = Halt.BUDGET
            return
        health = self.service.connector.check()
        told = self._clock_advice()
        health = replace(health, detail=" ".join(word for word in (told, health.detail) if word))
        self._halt = Halt.CLOCK_TOLD if told else self._halt
        self._stop_where_nothing_may_be_stamped()  # after the check, which hears what time the platform has
        wide = self._wide_at is None or time.monotonic() - self._wide_at > _WIDE_EVERY
        self._backlog, troubles = look_over(self.service, wide)
        if wide and not self._backlog and (not troubles or len(troubles) < len(self.service.connector.streams)):
            self._wide_at = time.monotonic()
        if troubles:
            raise troubles[0]
        is_back = self.guard.pacing.fails > 0
        self._saving.note_read()
        self.guard.pacing.worked()
        self._tell(health, is_back)

    def _tell(self, health: Health, is_back: bool) -> None:
        """Record that the poll worked, unless the gateway passes messages over; one open to all is told of."""
        proof = self._proving.look(self.service, caught_up=not self._backlog, is_back=is_back)
        if proof.fault:
            self.guard.note(SignInNeeded(proof.fault))
            return
        self.guard.failed |= bool(proof.opened)
        words = [word for word in (health.detail, proof.opened, proof.advice) if word]
        told = replace(health, detail=" ".join(dict.fromkeys(words)))
        if record_success(self.service.account_id, self.service.now(), told):
            log.info("%s: channel works", self.name)

    def pushes(self) -> None:
        """Read what was pushed; a push that only announces news makes the next poll come at once."""
        if what_stops(self._found(), Effect.STOPS_STAMPING):
            self._held_off = True
        else:
            self._backlog |= take_pushes(self.service)

    def tests(self) -> None:
        """Test the account where an administrator asked for it, with its newest settings."""
        account = reread_account(self.service.account, self._key)
        if answer_tests(account, self.service.settings, self._key, self.service.now):
            self._proving.forget()
            self._reread()  # the test may have renewed a token, which makes the old one invalid (F22)

    def deliver(self) -> None:
        """Read back unknown replies, then send what is due."""
        if stops := what_stops(self._found(), Effect.STOPS_STAMPING):
            self._halt = _halt_by(stops)  # by a wrong clock leases would end early
            return
        self._reread_after_failures()
        look_back(self.service)
        if self.distrusts and self._swept and not undecided_replies(self.service.account_id):
            self.distrusts = False
        if stops := what_stops(self._found(), Effect.STOPS_SENDING):
            self._halt = _halt_by(stops)
        elif self.distrusts:
            self._halt = Halt.RESTORED
        else:
            deliver(self.service)
            self._halt = Halt.BLOCKED if is_blocked(self.service.account_id) else self._halt
            self._marking.go_on(self.service)

    def media(self) -> None:
        """Fetch the files of messages; by a wrong clock they would be given up."""
        if stops := what_stops(self._found(), Effect.STOPS_STAMPING):
            self._halt = _halt_by(stops)
        elif any(finding.key in _NO_FILES for finding in self._found()):
            self._halt = Halt.DISK
        else:
            self._reread_after_failures()
            fetch_media(self.service)

    def sweep(self) -> None:
        """Read the last week again, once a day and after a restored backup."""
        if what_stops(self._found(), Effect.STOPS_STAMPING):
            self._held_off = True
            return
        if self._sweep is None and not self._sweep_is_due():
            return  # nothing to do: that is a whole pass
        if self._backlog:
            self._halt = Halt.BACKLOG
            return
        if time.monotonic() < self._sweep_rests_until:
            self._held_off = True  # the last one failed: were its rests whole passes, nobody would ever hear of it
            return
        if self._sweep is None:
            self._sweep = Sweep(self.service)
            sweep_leftovers(self.service)
        self._sweep_rests_until = time.monotonic() + _SWEEP_REST
        if self._sweep.go_on():
            self._sweep, self._swept = None, True
        self._sweep_rests_until = 0.0

    def _stop_where_nothing_may_be_stamped(self) -> None:
        """Raise TryLater while the clock or the disk forbids it: what the platform holds is read afterwards."""
        stops = what_stops(self._found(), Effect.STOPS_STAMPING)
        if stops is not None:
            raise TryLater(stops.says, _STOPPED_SECONDS)

    def _clock_advice(self) -> str:
        return next((finding.says for finding in self._found() if finding.key in _CLOCK_TOLD), "")

    def _sweep_is_due(self) -> bool:
        if self.distrusts and not self._swept:
            return True
        return sweep_is_due(self.service)

    def _reread(self) -> None:
        """Use what an administrator changed (a new key, another address) without a restart."""
        account = reread_account(self.service.account, self._key)
        if account != self.service.account:
            self.service = replace(
                self.service,
                account=account,
                connector=connect(account, self.service.settings, self._key, self.service.now),
            )

    def _reread_after_failures(self) -> None:
        """Use a new key at once: with the old one a sending fails, and its rest would keep the next poll from it."""
        if self.guard.pacing.fails:
            self._reread()


def _halt_by(finding: Held) -> Halt:
    return Halt.CLOCK if finding.effect == Effect.STOPS_STAMPING else Halt.DISK
