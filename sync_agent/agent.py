"""The agent: takes accounts nobody serves, runs a thread for each, and releases all of them on SIGTERM."""

import logging
import os
import signal
import socket
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime

from peewee import InterfaceError, OperationalError, PeeweeException

from models.actions.channels.agent_machines import machine_id_of
from models.actions.channels.look_at_account import release_lease
from models.actions.channels.serve_account import (
    ServedAccount,
    beat,
    enabled_accounts,
    record_failure,
    release_leases,
    renew_lease,
    say_goodbye,
    take_leases,
)
from models.actions.replies.after_restore import Behind
from models.actions.replies.keep_attempts import reconcile_log
from models.actions.upkeep.file_check import FileCheck
from models.actions.upkeep.programs import Entry
from models.actions.upkeep.self_watch import SelfWatch
from models.actions.upkeep.trail_checkpoints import CheckpointKeeper
from models.rules.upkeep.conditions.of_office import RECONCILING
from models.rules.upkeep.conditions.row import Sign
from models.rules.upkeep.programs import ProgramKind, Told
from models.tables.core.database import connected
from models.tables.core.keys.machine_key import Opener
from models.tables.core.server_clock import by_server
from models.tables.core.settings import Settings
from models.tables.core.trouble import RawError, trouble_of
from sync_agent.account_worker import AccountWorker
from sync_agent.clock import Clock
from sync_agent.connectors import CONNECTORS
from sync_agent.failing import DAMAGED, reconnect, said_of
from sync_agent.journal import frames
from sync_agent.keeping_time import TickJobs
from sync_agent.locks import AgentLock, dead_owners
from sync_agent.own_pc.newer_office import NewerOffice
from sync_agent.restarts import Restarts
from sync_agent.service import Service, connect
from sync_agent.testing_channels import TestBench
from sync_agent.watching_pc import PcWatch

log = logging.getLogger(__name__)

DONE, FAILED, SECOND_AGENT, BROKEN = 0, 1, 3, 4
SECOND_AGENT_SENTENCE = (
    "Another agent already serves every channel of this office, so this one is not needed and ends. "
    "If that agent is gone, start again when its lease has run out."
)
_TICK_SECONDS = 2.0
# SIGTERM: ten seconds in all (design §2); what is still waiting for an answer then is read back later.
_GRACE_SECONDS = 6.0
_CLOCK_SECONDS = 60.0
_TOLD = {
    Told.END: "told to end (run_admin.py drain)",
    Told.COME_BACK: "told to end for an update; a service is begun anew",
}
_UNUSABLE = "Pengaturan kanal ini tidak dapat dipakai. Periksa setiap kolomnya lewat tombol Ubah."


ClockJob = Callable[[datetime], object]


def name_agent() -> str:
    """Return a name for a new agent: its PC, its process, and chance."""
    return f"{socket.gethostname()[:24]}-{os.getpid()}-{uuid.uuid4().hex[:8]}"


class Agent:
    """One running agent. `owner` names it in leases, in the heartbeat and in the stamps of its clock jobs."""

    def __init__(
        self, settings: Settings, key: Opener, now: Clock, clock_jobs: Sequence[ClockJob] = (), owner: str = ""
    ) -> None:
        self._settings, self._key, self._now = settings, key, now
        self._locks = settings.data_dir / "agents"
        self.owner = owner or name_agent()
        self._entry, self._comes_back = Entry(ProgramKind.AGENT, settings.data_dir, mark=self.owner), False
        self.stop = threading.Event()
        self._machine: int | None = None
        self._workers: dict[int, AccountWorker] = {}
        self._restarts = Restarts(now)
        self._behind, self._newer = Behind(0, 0), NewerOffice(settings)
        self._self_watch = SelfWatch(settings)
        self._pc = PcWatch(self._self_watch, now)
        self._clock_jobs, self._clock_at, self._tick_jobs = clock_jobs, float("-inf"), TickJobs()
        self.fatal: str | None = None
        self.hanging: list[str] = []

    def run(self) -> int:
        """Serve until SIGTERM or Ctrl-C; return the exit code."""
        return self._live(self._serve)

    def once(self) -> int:
        """Make one pass over every account; return DONE when every channel worked, else FAILED."""
        return self._live(self._pass)

    def stop_on_signals(self) -> None:
        """Let SIGTERM, Ctrl-C and Windows' Ctrl-Break end the agent in good order."""
        names = ("SIGTERM", "SIGINT", "SIGBREAK")
        for number in (getattr(signal, name) for name in names if hasattr(signal, name)):
            signal.signal(number, lambda *_: self.stop.set())

    def _live(self, work: Callable[[list[ServedAccount]], int]) -> int:
        lock = AgentLock(self._locks, self.owner)
        try:
            with connected():
                for owner in dead_owners(self._locks):
                    log.info("agent %s died; its channels are taken over", owner)
                    release_leases(owner)
                self._machine = machine_id_of(self._key)
                taken = self._take()
                if not taken and enabled_accounts(self._key):
                    log.error(SECOND_AGENT_SENTENCE)
                    return SECOND_AGENT
                self._behind = reconcile_log(self._settings.attempts_log, self._now())
                if self._behind.any:
                    log.warning("the database is older than attempts.log; nothing is sent before all was looked up")
                self._heed()
                return work(taken)
        finally:
            lock.end()

    def _serve(self, taken: list[ServedAccount]) -> int:
        self._start(taken)
        TestBench(self._settings, self._key, self._now, self.stop).start()
        FileCheck(self._self_watch, self._now, self.stop).start()
        CheckpointKeeper(self._settings.data_dir, self._now, self.stop).start()
        tick = min(_TICK_SECONDS, self._settings.lease_seconds / 4)
        while not self.stop.is_set():
            self._tick()
            self.stop.wait(tick)
        return self._end()

    def _pass(self, taken: list[ServedAccount]) -> int:
        beat(self.owner, by_server(self._now()), of_machine=self._machine)
        results: dict[int, bool] = {}
        passes = [
            threading.Thread(target=lambda worker=worker: results.update({worker.service.account_id: worker.once()}))
            for worker in map(self._worker, taken)
            if worker is not None
        ]
        for one in passes:
            one.start()
        while any(one.is_alive() for one in passes):
            self._renew()
            passes[0].join(0.2)
            if self.stop.is_set():
                self._signal_stop()
        TestBench(self._settings, self._key, self._now, self.stop).once()
        for job in self._clock_jobs if self._pc.may_stamp(waits=False) else ():
            job(self._now())
        self._tick_jobs.look(self._now(), self._pc.may_stamp(waits=False))
        release_leases(self.owner)
        say_goodbye(self.owner, self._now())
        self._entry.leave()
        return DONE if all(results.values()) and len(results) == len(taken) else FAILED

    def _take(self) -> list[ServedAccount]:
        taken = take_leases(self.owner, self._settings.lease_seconds, self._now(), self._key, self._workers)
        for account in taken:
            if account.kind not in CONNECTORS:
                log.error("channel %s: this version has no connector for %s", account.account_id, account.kind)
        return [account for account in taken if account.kind in CONNECTORS]

    def _worker(self, account: ServedAccount) -> AccountWorker | None:
        """Return the thread of an account, None where no connector can work with its settings."""
        try:
            connector = connect(account, self._settings, self._key, self._now)
        except Exception as err:  # noqa: BLE001 - what one account holds must not keep the others unserved
            # Tried again when the lease has run out. The error's text may quote a secret.
            log.error("%s-%s: %s\n%s", account.kind, account.account_id, type(err).__name__, frames(err))  # noqa: TRY400
            record_failure(account.account_id, "jeda", _UNUSABLE, self._now())
            return None
        service = Service(account, connector, self._settings, self.owner, self._now, threading.Event())
        worker = AccountWorker(service, self._key, distrust=self._behind.any, found=self._pc.found)
        self._workers[account.account_id] = worker
        return worker

    def _start(self, taken: list[ServedAccount]) -> None:
        for account in taken:
            worker = self._worker(account)
            if worker is not None:
                log.info("%s: serving %s", account.kind, account.label)
                worker.start()

    def _tick(self) -> None:
        """Renew leases, take free accounts, send the heartbeat, run the clock jobs, update the search's index."""
        left = ""
        try:
            self._renew()
            self._heed()
            self._revive()
            self._start(self._take())
            self._pc.ask_server()
            self._pc.ask_anew(self._settings.secret_key_file)
            if time.monotonic() - self._clock_at >= _CLOCK_SECONDS and self._pc.may_stamp():
                self._clock_at = time.monotonic()
                self._clock()
            self._tick_jobs.look(self._now(), self._pc.may_stamp())
        except (PeeweeException, RawError) as err:
            if not self._self_watch.met(err) and not isinstance(err, OperationalError | InterfaceError):
                raise
            log.warning("%s", said_of(err))
            self.stop.wait(0.5)
            left = reconnect()
        damaged = DAMAGED if any(one.key == "damaged" for one in self._pc.found()) else None
        self.fatal = (
            left
            or damaged
            or next((worker.guard.fatal for worker in self._workers.values() if worker.guard.fatal), None)
        )
        if self.fatal:
            log.critical("%s; the agent ends and must be started anew", self.fatal)
            self.stop.set()

    def _heed(self) -> None:
        """Sign the register of running programs, and end where it says so, or for another version."""
        told = self._entry.look(self._now())
        why = _TOLD.get(told) or self._newer.why_end(self._now())
        if why and not self.stop.is_set():
            log.warning("%s", why)
            self._comes_back = told is not Told.END
            self.stop.set()

    def _renew(self) -> None:
        stopped = self._pc.look()  # first: it is logged though the database takes no beat
        for worker in list(self._workers.values()):
            held = renew_lease(worker.service.account, self.owner, self._settings.lease_seconds, self._now())
            if not held:
                log.warning("%s: switched off or served by another agent; let go", worker.name)
                worker.service.stop.set()
                release_lease(worker.service.account, self.owner)
                del self._workers[worker.service.account_id]
        distrusting = any(worker.distrusts for worker in self._workers.values())
        beat(self.owner, by_server(self._now()), stopped or (RECONCILING if distrusting else ""), self._machine)

    def _revive(self) -> None:
        """Restart the service of an account whose thread ended by itself, keeping its lease meanwhile."""
        for worker in list(self._workers.values()):
            if worker.ended_by_itself and self._restarts.due(worker):
                # If no connector can be made, the lease runs out and the account is taken again.
                del self._workers[worker.service.account_id]
                again = self._worker(worker.service.account)
                if again is not None:
                    again.start()

    def _clock(self) -> None:
        """Run the clock jobs; one that fails stops neither the others nor the channels."""
        for job in self._clock_jobs:
            try:
                job(self._now())
            except (OperationalError, InterfaceError):
                raise  # the agent reconnects and tries again
            except Exception as err:
                if trouble_of(err) is Sign.DAMAGED:
                    raise  # the whole agent's business
                log.error("clock: %s\n%s", type(err).__name__, frames(err))  # noqa: TRY400

    def _signal_stop(self) -> None:
        for worker in self._workers.values():
            worker.service.stop.set()

    def _end(self) -> int:
        """Stop the threads, wait for their current work, and release the accounts."""
        self._signal_stop()
        until = time.monotonic() + _GRACE_SECONDS
        for worker in self._workers.values():
            worker.join(max(0.0, until - time.monotonic()))
        self.hanging = [worker.name for worker in self._workers.values() if worker.is_alive()]
        try:
            for worker in self._workers.values():
                if not worker.is_alive():
                    release_lease(worker.service.account, self.owner)
            say_goodbye(self.owner, self._now())
            self._entry.leave()
        except (OperationalError, InterfaceError) as err:
            log.warning("database: %s; the leases run out by themselves", type(err).__name__)
        log.info("stopped%s", f"; still waiting for an answer: {', '.join(self.hanging)}" if self.hanging else "")
        return BROKEN if self.fatal or self._comes_back else DONE
