"""What the workers of one back office know of each other: signs of life and figures, in memory they share.

Whichever worker is asked answers for all: a request reaches any of them.
"""

import json
import mmap
import struct
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

from flask import Flask, current_app

from admin_app.upkeep.prometheus import Figure, Kind, Spread

SILENT_SECONDS = 15.0  # a worker says once a second that it lives
_EXTENSION = "workers"
_HEAD = struct.Struct(
    "<dddqq"
)  # begun, sign of life, last moment with a free thread; turn of writing, length of figures
_TURN, _ROOM = 24, 1_000_000  # where the turn stands; bytes for each worker, of which a system gives what is used
_TRIES = 5


class Board:
    """Shared memory with a place for each worker, numbered from 1; times are of a clock that only goes on."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._memory = mmap.mmap(-1, count * _ROOM)

    def begin(self, worker: int, now: float) -> None:
        """Note that a worker is being started: until it serves it counts as one that gave no sign."""
        struct.pack_into("<ddd", self._memory, self._place(worker), now, 0.0, 0.0)

    def sign(self, worker: int, now: float, *, free: bool) -> None:
        """Give a worker's sign of life; `free`: one of its threads is."""
        place = self._place(worker)
        struct.pack_into("<d", self._memory, place + 8, now)
        if free:
            struct.pack_into("<d", self._memory, place + 16, now)

    def since(self, worker: int, now: float) -> float:
        """Return for how many seconds a worker has given no sign of life."""
        begun, sign, _, _, _ = _HEAD.unpack_from(self._memory, self._place(worker))
        return now - max(begun, sign)

    def idle(self, now: float) -> list[int]:
        """Return the workers that answer nobody new: without a sign of life, or each thread held all the time."""
        return [worker for worker in range(1, self.count + 1) if not self._answers(worker, now)]

    def _answers(self, worker: int, now: float) -> bool:
        _, sign, free, _, _ = _HEAD.unpack_from(self._memory, self._place(worker))
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
            *_, turn, length = _HEAD.unpack_from(self._memory, place)
            said = bytes(self._memory[place + _HEAD.size : place + _HEAD.size + length])
            (after,) = struct.unpack_from("<q", self._memory, place + _TURN)
            if turn == after and not turn % 2:
                return [_figure(one) for one in json.loads(said)] if said else []
        return []

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


def idle_workers() -> list[int]:
    """Return the workers beside this one that answer nobody; a back office that is alone has none."""
    place: Place | None = current_app.extensions.get(_EXTENSION)
    return place.board.idle(time.monotonic()) if place else []


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
