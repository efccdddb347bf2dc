"""Faults of the connection and the server: late, refused, cut, or the caller killed."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress

from flask import json
from werkzeug.datastructures import Headers

from sync_agent.simulator.faults import Fault
from sync_agent.simulator.wire import Answer, Breakage, Dropped, Exchange, later

Proceed = Callable[[], Answer]


def json_answer(status: int, body: object) -> Answer:
    """Return an answer with a JSON body."""
    return Answer(status, Headers([("Content-Type", "application/json")]), json.dumps(body).encode())


def _delay(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    exchange.stop.wait(fault.settings["seconds"])
    return proceed()


def _unauthorized(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    return json_answer(401, {"message": "Unauthorized", "statusCode": 401})


def _session_status(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    status = fault.settings["status"]
    if "/api/sessions/" in exchange.path:
        answer = proceed()
        session = json.loads(answer.body)
        return json_answer(answer.status, {**session, "status": status})
    return json_answer(
        422,
        {
            "error": "Session status is not as expected. Try again later or restart the session",
            "session": "default",
            "status": status,
            "expected": ["WORKING"],
        },
    )


def _rate_limited(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    answer = json_answer(429, {"message": "Too Many Requests", "statusCode": 429})
    wait = str(fault.settings["retry_after"])
    if wait != "none":
        answer.headers["Retry-After"] = wait
    return answer


def _status(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    return _error(fault, fault.settings["body"])


def _error_before(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    return _error(fault)


def _error_after(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    proceed()
    return _error(fault)


def _error(fault: Fault, body: str = "") -> Answer:
    status = int(fault.settings["status"])
    if body:
        return Answer(status, Headers([("Content-Type", "application/json")]), body.encode())
    return json_answer(status, {"statusCode": status, "message": "Internal server error"})


def _timeout_before(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    exchange.stop.wait(fault.settings["seconds"])
    raise Dropped


def _timeout_after(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    proceed()
    return _timeout_before(exchange, proceed, fault)


def _reset_before(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    raise Dropped


def _reset_after(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    proceed()
    raise Dropped


def _late_post(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    later(exchange, fault.settings["seconds"], proceed)
    exchange.stop.wait(fault.settings["hold"])
    raise Dropped


def _slow_drip(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    answer = proceed()
    body, pause = answer.body, fault.settings["seconds_per_byte"]

    def drip() -> Iterator[bytes]:
        for at in range(len(body)):
            yield body[at : at + 1]
            if exchange.stop.wait(pause):
                raise Dropped

    answer.chunks = drip()
    return answer


def _stalled(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    answer = proceed()
    body = answer.body

    def stall() -> Iterator[bytes]:
        yield body[: len(body) // 2]
        exchange.stop.wait(fault.settings["seconds"])
        raise Dropped

    answer.chunks = stall()
    return answer


def _kill_before(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    kill(int(fault.settings["pid"]))
    raise Dropped


def _kill_after(exchange: Exchange, proceed: Proceed, fault: Fault) -> Answer:
    proceed()
    return _kill_before(exchange, proceed, fault)


def kill(pid: int) -> None:
    """End a program at once, as a power cut would, except the simulator itself and the system's first processes."""
    if pid > 1 and pid != os.getpid():
        with suppress(ProcessLookupError):
            os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))


CONNECTION_BREAKAGES: dict[str, Breakage] = {
    "delay": _delay,
    "unauthorized": _unauthorized,
    "session_status": _session_status,
    "rate_limited": _rate_limited,
    "status": _status,
    "error_before": _error_before,
    "error_after": _error_after,
    "timeout_before": _timeout_before,
    "timeout_after": _timeout_after,
    "reset_before": _reset_before,
    "reset_after": _reset_after,
    "late_post": _late_post,
    "stalled": _stalled,
    "slow_drip": _slow_drip,
    "kill_before": _kill_before,
    "kill_after": _kill_after,
}
