"""What goes wrong: a row for each kind, with how it begins and ends, how long it lasts, and how the office tells it.

Whatever a fault does to the office, ending it only takes the cause away: work must go on by itself.
"""

import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from tests.soak.judge.snapshot import Telling
from tests.soak.office import OfficeRun
from tests.soak.platform_faults import (
    WRONG,
    Strike,
    as_before,
    channel_told,
    cut_sends,
    end_token,
    link,
    mend,
    old_gateway,
    renew_token,
    token_told,
    unlink,
    wire,
)


@dataclass(frozen=True)
class Fault:
    """One row. `told`: how the office says it, None where it need not; `why_not`: why it cannot be had here."""

    kind: str
    begin: Callable[[Strike], None]
    end: Callable[[Strike], None]
    lasts: tuple[float, float]
    told: Callable[[Telling, Strike], bool] | None = None
    why_not: Callable[[OfficeRun], str] = lambda _office: ""


def _checks(*names: str) -> Callable[[Telling, Strike], bool]:
    return lambda telling, _strike: bool(set(names) & set(telling.checks)) or not telling.reached


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
        one.execute("BEGIN")
        one.execute("LOCK TABLE outbox, message, complaint, envelope IN EXCLUSIVE MODE")
    else:
        one.execute("BEGIN EXCLUSIVE")


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
    offset = strike.chance.choice(("-3d", "+400d", "+1h", "-15m"))
    strike.words = f"the agent's clock jumps by {offset} while it runs"
    strike.office.set_clock(offset)


def _set_clock(strike: Strike) -> None:
    strike.office.set_clock("+0")


def _clock_why_not(office: OfficeRun) -> str:
    return "" if office.faketime else "libfaketime is not on this machine (apt: faketime)"


def _stop_server(strike: Strike) -> None:
    strike.words = "the database server is stopped at once"
    assert strike.office.server
    strike.office.server.stop()


def _start_server(strike: Strike) -> None:
    assert strike.office.server
    strike.office.server.start()


def _server_why_not(office: OfficeRun) -> str:
    return "" if office.server else "SQLite has no server"


def _anything(telling: Telling, _strike: Strike) -> bool:
    return not telling.well


def _agent_gone(telling: Telling, _strike: Strike) -> bool:
    return telling.agent != "ok"


def _no_answer(telling: Telling, _strike: Strike) -> bool:
    return not telling.reached


def _database_gone(telling: Telling, _strike: Strike) -> bool:
    return not telling.reached or telling.database != "ok" or not telling.ready


FAULTS: tuple[Fault, ...] = (
    Fault("kill agent", _kill_agent, _begin_agent, (1, 110), _agent_gone),
    Fault("kill agent at a request", _kill_agent_often, _mend_and_begin, (10, 30)),
    Fault("kill back office", _kill_back_office, _begin_back_office, (1, 30), _no_answer),
    Fault("agent stands still", _freeze_agent_alone, _thaw_agent, (20, 110), _agent_gone),
    Fault("agent stands still, another takes over", _freeze_agent, _thaw_and_one_agent, (40, 90)),
    Fault("two agents, one killed", _two_agents, _one_agent, (30, 90)),
    Fault("database locked", _lock, _unlock, (30, 90), _checks("locked", "unreachable")),
    Fault("disk full", _fill_disk, _free_disk, (30, 110),
          _checks("disk_full", "disk_stop", "disk_sending", "disk_media"), _disk_why_not),
    Fault("clock jump", _turn_clock, _set_clock, (30, 110), _anything, _clock_why_not),
    Fault("database server stopped", _stop_server, _start_server, (2, 60), _database_gone, _server_why_not),
    Fault("old gateway", old_gateway, as_before, (40, 90)),
    Fault("telephone unlinked", unlink, link, (40, 110), channel_told),
    Fault("platform slow", wire("slow", {"kind": "delay", "seconds": 6.0}), mend, (30, 90)),
    Fault("platform answers wrongly", wire("wrong answers", *WRONG), mend, (30, 110)),
    Fault("sends cut", cut_sends, mend, (20, 60)),
    Fault("network cut", wire("no network", {"kind": "reset_before"}, one=False), mend, (20, 110)),
    Fault("token ended", end_token, renew_token, (20, 110), token_told),
)  # fmt: skip
