"""What the workers of one back office know of each other: signs of life and figures, in memory they share.

Whichever worker is asked answers for all: a request reaches any of them.
"""

import json
import mmap
import struct
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from flask import Flask, current_app

from admin_app.upkeep.prometheus import Figure, Kind, Spread

SILENT_SECONDS = 15.0  # a worker says once a second that it lives
ENDED_SECONDS = 180.0  # for so long it is said that one ended by itself: the watcher looks once a minute, and twice
_EXTENSION = "workers"
# Begun, sign of life, last moment with a free thread; turn of writing, length of figures; ended by itself, and how.
_HEAD = struct.Struct("<dddqqd40s")
_TURN, _END = 24, 40  # where these stand
_ROOM = 1_000_000  # bytes for each worker, of which a system gives what is used
_TRIES = 5


class Board:
    """Shared memory with a place for each worker, numbered from 1; times are of a clock that only goes on."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._memory = mmap.mmap(-1, count * _ROOM)

    def begin(self, worker: int, now: float) -> None:
        """Note that a worker is being started: until it serves it counts as one that gave no sign."""
        struct.pack_into("<ddd", self._memory, self._place(worker), now, 0.0, 0.0)

    def end(self, worker: int, now: float, how: str) -> None:
        """Note that a worker ended though nobody told it to, and how."""
        struct.pack_into("<d40s", self._memory, self._place(worker) + _END, now, how.encode())

    def ended(self, now: float) -> list[tuple[int, str]]:
        """Return the workers that ended by themselves lately, with how."""
        ends = [(worker, *self._head(worker)[-2:]) for worker in range(1, self.count + 1)]
        return [(worker, how.rstrip(b"\0").decode()) for worker, at, how in ends if at and now - at < ENDED_SECONDS]

    def sign(self, worker: int, now: float, *, free: bool) -> None:
        """Give a worker's sign of life; `free`: one of its threads is."""
        place = self._place(worker)
        struct.pack_into("<d", self._memory, place + 8, now)
        if free:
            struct.pack_into("<d", self._memory, place + 16, now)

    def since(self, worker: int, now: float) -> float:
        """Return for how many seconds a worker has given no sign of life."""
        begun, sign, *_ = self._head(worker)
        return now - max(begun, sign)

    def idle(self, now: float) -> list[int]:
        """Return the workers that answer nobody new: without a sign of life, or each thread held all the time."""
        return [worker for worker in range(1, self.count + 1) if not self._answers(worker, now)]

    def _answers(self, worker: int, now: float) -> bool:
        _, sign, free, *_ = self._head(worker)
        return bool(min(sign, free) > now - SILENT_SECONDS)

    def tell(self, worker: int, figures: Iterable[Figure]) -> None:
        """Leave a worker's figures for the others; what has no room stays as it was."""
        said = json.dumps([asdict(one) for one in figures]).encode()
        if len(said) > _ROOM - _HEAD.size:
            return
        place = self._place(worker)
        (turn,) = struct.unpack_from("<q", self._memory, place + _TURN)
        struct.pack_into("<qq", self._memory, place + _TURN, turn | 1, len(said))  # odd: being written
        begin = place + _HEAD.size
        self._memory[begin : begin + len(said)] = said
        struct.pack_into("<q", self._memory, place + _TURN, (turn | 1) + 1)

    def told(self, worker: int) -> list[Figure]:
        """Return the figures a worker left; none where it left none yet, or leaves others at this very moment."""
        place = self._place(worker)
        for _ in range(_TRIES):
            turn, length = self._head(worker)[3:5]
            said = bytes(self._memory[place + _HEAD.size : place + _HEAD.size + length])
            (after,) = struct.unpack_from("<q", self._memory, place + _TURN)
            if turn == after and not turn % 2:
                return [_figure(one) for one in json.loads(said)] if said else []
        return []

    def _head(self, worker: int) -> tuple[Any, ...]:
        return _HEAD.unpack_from(self._memory, self._place(worker))

    def _place(self, worker: int) -> int:
        return (worker - 1) * _ROOM


@dataclass(frozen=True)
class Place:
    """Which worker this application is, and the board of all."""

    board: Board
    worker: int


def take_place(app: Flask, place: Place) -> None:
    """Tell an application that it is one worker of several."""
    app.extensions[_EXTENSION] = place


def troubled_workers() -> list[str]:
    """Return which workers answer nobody, and which ended by themselves lately; one that is alone has none."""
    place: Place | None = current_app.extensions.get(_EXTENSION)
    if place is None:
        return []
    now = time.monotonic()
    idle = [f"worker {number} answers nobody" for number in place.board.idle(now)]
    return idle + [f"worker {number} ended ({how})" for number, how in place.board.ended(now)]


def of_workers(own: Sequence[Figure]) -> list[Figure]:
    """Return what each worker counted, labelled by its number, and which of them answer; of one alone, his own."""
    place: Place | None = current_app.extensions.get(_EXTENSION)
    if place is None:
        return [*own, _up([1], [])]
    every = range(1, place.board.count + 1)
    found: dict[str, Figure] = {}
    for worker in every:
        for figure in own if worker == place.worker else place.board.told(worker):
            named = _labelled(figure, str(worker))
            known = found.get(figure.name, replace(named, values=[], spreads=()))
            values, spreads = [*known.values, *named.values], [*known.spreads, *named.spreads]
            found[figure.name] = replace(known, values=values, spreads=spreads)
    return [*found.values(), _up(every, place.board.idle(time.monotonic()))]


def _up(every: Iterable[int], idle: Sequence[int]) -> Figure:
    values = [({"worker": str(worker)}, float(worker not in idle)) for worker in every]
    return Figure("aduan_worker_up", "1 where a worker of the back office answers", values)


def _labelled(figure: Figure, worker: str) -> Figure:
    values = [(labels | {"worker": worker}, value) for labels, value in figure.values]
    spreads = [replace(one, labels=one.labels | {"worker": worker}) for one in figure.spreads]
    return replace(figure, values=values, spreads=spreads)


def _figure(said: dict[str, object]) -> Figure:
    name, help_text, kind = str(said["name"]), str(said["help_text"]), Kind(str(said["kind"]))
    values = [(dict(labels), float(value)) for labels, value in said["values"]]  # type: ignore[attr-defined]
    spreads = [
        Spread(dict(one["labels"]), [(float(le), int(n)) for le, n in one["counts"]], float(one["total"]))
        for one in said["spreads"]  # type: ignore[attr-defined]
    ]
    return Figure(name, help_text, values, kind, spreads)
