"""What goes wrong: a row for each kind, with how it begins and ends, how long it lasts, and how the office tells it.

Whatever a fault does to the office, ending it only takes the cause away: work must go on by itself.
"""

import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from psycopg.errors import DeadlockDetected

from tests.soak.judge.snapshot import Exit
from tests.soak.office import OfficeRun
from tests.soak.striking import evidence as it
from tests.soak.striking.evidence import Evidence
from tests.soak.striking.platform_faults import (
    SLOW,
    WRONG,
    Strike,
    cut_sends,
    end_token,
    enter_token,
    expire_token,
    link,
    mend,
    new_gateway,
    nothing_to_do,
    old_gateway,
    unlink,
    wire,
)

_TRIES = 10  # of locking tables that the office writes in


@dataclass(frozen=True)
class Fault:
    """One row. `told`: what counts as told; `within`: seconds until then, counted from when it `struck`.

    `exits`: the ends of programs it brings about; `alone`: it touches neither database nor PC; `why_not`: why it
    cannot be had here.
    """

    kind: str
    begin: Callable[[Strike], None]
    end: Callable[[Strike], None]
    lasts: tuple[float, float]
    told: Evidence
    within: float
    exits: tuple[Exit, ...] = ()
    struck: Callable[[Strike], bool] = it.at_once
    why_not: Callable[[OfficeRun], str] = lambda _office: ""
    alone: bool = False


# Programs


def _kill_agent(strike: Strike) -> None:
    strike.words = "SIGKILL to the agent, begun again only at the end"
    strike.office.agent.kill()


def _kill_agent_often(strike: Strike) -> None:
    """Kill it at a request of its own, before or after the request took effect."""
    office, kind = strike.office, strike.chance.choice(("kill_before", "kill_after"))
    strike.words = f"{kind} at a request"
    faults = [{"kind": kind, "pid": office.agent.pid, "count": 1, "skip": strike.chance.randrange(12)}]
    strike.kept["numbers"] = office.platforms.break_wire(*faults)


def _begin_agent(strike: Strike) -> None:
    strike.office.agent.begin()


def _mend_and_begin(strike: Strike) -> None:
    mend(strike)
    _begin_agent(strike)


def _kill_back_office(strike: Strike) -> None:
    strike.words = "SIGKILL to the back office, begun again at the end"
    strike.office.back_office.kill()


def _begin_back_office(strike: Strike) -> None:
    strike.office.back_office.begin()


def _freeze_agent(strike: Strike) -> None:
    strike.words = "the agent stands still as on a sleeping PC, while a second one takes over"
    strike.office.agents[1].begin()
    strike.office.agent.send(signal.SIGSTOP)


def _thaw_agent(strike: Strike) -> None:
    strike.office.agent.send(signal.SIGCONT)


def _freeze_agent_alone(strike: Strike) -> None:
    strike.words = "the agent stands still as on a sleeping PC"
    strike.office.agent.send(signal.SIGSTOP)


def _two_agents(strike: Strike) -> None:
    strike.words = "a second agent waits, and the first is killed"
    strike.office.agents[1].begin()
    strike.office.agent.kill()


def _one_agent(strike: Strike) -> None:
    strike.office.agents[1].stop()
    strike.office.agent.begin()


def _thaw_and_one_agent(strike: Strike) -> None:
    _thaw_agent(strike)
    strike.office.agents[1].stop()


# Database and PC


def _lock(strike: Strike) -> None:
    strike.words = "another program holds the database locked"
    one = strike.kept["connection"] = strike.office.reader.connect(writes=True)
    if strike.office.kind == "postgresql":
        _lock_tables(one)
    else:
        one.execute("BEGIN EXCLUSIVE")


def _lock_tables(one: Any) -> None:
    """Lock four tables, anew where PostgreSQL refuses it: the office writes in one and waits for another."""
    for _ in range(_TRIES):
        one.execute("BEGIN")
        try:
            one.execute("LOCK TABLE outbox, message, complaint, envelope IN EXCLUSIVE MODE")
        except DeadlockDetected:
            one.execute("ROLLBACK")
        else:
            return
    raise TimeoutError("the tables could not be locked beside the office's writing")


def _unlock(strike: Strike) -> None:
    one = strike.kept.pop("connection")
    with suppress(Exception):  # killed with its server
        one.execute("ROLLBACK")
    one.close()


def _fill_disk(strike: Strike) -> None:
    strike.kept["megabytes"] = left = strike.chance.choice((400, 150, 25, 0))
    strike.words = f"{left} MB left on the disk"
    strike.office.disk.leave(left)


def _free_disk(strike: Strike) -> None:
    strike.office.disk.whole()


def _disk_why_not(office: OfficeRun) -> str:
    return office.disk.why_not


def _turn_clock(strike: Strike) -> None:
    """Turn the agent's clock; on SQLite the one of the PC, less far: only gateways tell it the time."""
    if not strike.office.server:
        offset = strike.chance.choice(("+1h", "-15m"))
        strike.words = f"the PC's clock jumps by {offset} while both programs run"
        strike.office.set_clock(offset, of="back office")
    else:
        offset = strike.chance.choice(("-3d", "+400d", "+1h", "-15m"))
        strike.words = f"the agent's clock jumps by {offset} while it runs"
    strike.office.set_clock(offset)


def _set_clock(strike: Strike) -> None:
    for of in strike.office.clock_files:
        strike.office.set_clock("+0", of=of)


def _clock_why_not(office: OfficeRun) -> str:
    return "" if office.faketime else "libfaketime is not on this machine (apt: faketime)"


def _own_clock_why_not(office: OfficeRun) -> str:
    return _clock_why_not(office) if office.server else "the programs of SQLite share one PC, and its clock"


def _stop_server(strike: Strike) -> None:
    strike.words = "the database server is stopped at once"
    assert strike.office.server
    strike.office.server.stop()


def _start_server(strike: Strike) -> None:
    assert strike.office.server
    strike.office.server.start()


def _server_why_not(office: OfficeRun) -> str:
    return "" if office.server else "SQLite has no server"


def _turn_back_office_clock(strike: Strike) -> None:
    offset = strike.chance.choice(("+1h", "-15m"))
    strike.words = f"the back office's clock jumps by {offset} while it runs"
    strike.office.set_clock(offset, of="back office")


def _set_back_office_clock(strike: Strike) -> None:
    strike.office.set_clock("+0", of="back office")


# A program that begins and finds the database unusable says so in a sentence and ends with 1.
UNUSABLE = Exit("agent", 1, r"The database cannot be used now|locked: another program holds|unreachable: ")
_NO_ROOM = Exit("agent", 1, r"(disk_full|disk_stop|unwritable): |No space left|not enough room")
_SECOND = Exit("agent-2", 3, "Another agent already serves")
_SHOT = Exit("agent", -9)

# It is asked every four seconds, with a look at everything in between: a limit leaves a quarter of a minute for that.
FAULTS: tuple[Fault, ...] = (
    Fault("kill agent", _kill_agent, _begin_agent, (1, 110), it.agent_gone, 75),
    Fault("kill agent at a request", _kill_agent_often, _mend_and_begin, (10, 60), it.FIRST_AGAIN, 50, (_SHOT,),
          it.agent_fell),
    Fault("kill back office", _kill_back_office, _begin_back_office, (1, 30), it.nobody, 20),
    # One that stands still in the middle of a write holds SQLite's file, and whoever begins meanwhile cannot.
    Fault("agent stands still", _freeze_agent_alone, _thaw_agent, (20, 110), it.any_of(it.agent_gone, it.locked), 75),
    Fault("agent stands still, another takes over", _freeze_agent, _thaw_and_one_agent, (40, 90),
          it.any_of(it.SECOND_SERVES, it.locked), 75, (_SECOND, UNUSABLE)),
    Fault("two agents, one killed", _two_agents, _one_agent, (30, 90), it.SECOND_SERVES, 60, (_SECOND,)),
    Fault("database locked", _lock, _unlock, (30, 90), it.locked, 45, (UNUSABLE,)),
    Fault("disk full", _fill_disk, _free_disk, (30, 110), it.disk_short, 30, (_NO_ROOM,), why_not=_disk_why_not),
    Fault("clock jump", _turn_clock, _set_clock, (30, 110), it.clock_wrong, 75, why_not=_clock_why_not),
    Fault("clock jump of the back office", _turn_back_office_clock, _set_back_office_clock, (20, 90), it.clock_wrong,
          45, why_not=_own_clock_why_not),
    Fault("database server stopped", _stop_server, _start_server, (2, 60), it.server_gone, 30, (UNUSABLE,),
          why_not=_server_why_not),
    Fault("old gateway", old_gateway, new_gateway, (40, 90), it.channel_told, 60, alone=True),
    Fault("telephone unlinked", unlink, link, (40, 110), it.channel_told, 45, alone=True),
    Fault("platform slow", wire("slow", {"kind": "delay", "seconds": SLOW}), mend, (30, 90), it.slow_told, 60,
          struck=it.wire_broke, alone=True),
    Fault("platform answers wrongly", wire("wrong answers", *WRONG), mend, (30, 110), it.channel_told, 60,
          struck=it.wire_broke, alone=True),
    Fault("sends cut", cut_sends, mend, (20, 80), it.looked_for, 45, struck=it.left_unsure, alone=True),
    Fault("network cut", wire("no network", {"kind": "reset_before"}, one=False), mend, (20, 110),
          it.every_channel_told, 75, alone=True),
    Fault("token ended", end_token, enter_token, (20, 110), it.channel_told, 45, alone=True),
    Fault("token ended, renewed by the agent", expire_token, nothing_to_do, (20, 60), it.renewed, 45, alone=True),
)  # fmt: skip
