"""Brings a cause about, counts when each place tells of it, ends it, and counts until work goes on."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.causes.cause import DEAF, SOON, Cause, Told
from tests.causes.server import Server
from tests.causes.stage import Stage, stage

MESSAGE, ANSWER = "Apakah masih di sana?", "Ya, kami periksa."
_OFTEN = 4.0  # seconds between two looks
_RARELY = 30.0  # seconds between two looks where it may take half an hour


def measure(cause: Cause, server: Server | None = None) -> Told:
    """Return what was found of a cause in an office of its own; `server`: on which its database is, else SQLite."""
    with (
        tempfile.TemporaryDirectory(prefix="aduan-cause-") as folder,
        stage(cause.kind, Path(folder), server) as one,
    ):
        told = Told(cause)
        one.mark()
        if cause.before:
            _let_wait(one)
        cause.begin(one)
        _until_told(one, told)
        if cause.unsaid:
            said = {"screen": one.page(cause.page), "status": one.status()[1], "readyz": one.ready()[1]}
            told.untrue = [place for place, words in said.items() if cause.unsaid in words]
        if not cause.before:
            _let_wait(one)
        began = one.rhythm.gone
        cause.end(one)
        _until_well(one, told, began)
        cause.after(one)
        return told


def _let_wait(one: Stage) -> None:
    one.write(MESSAGE)
    one.answer(ANSWER)


def _until_told(one: Stage, told: Told) -> None:
    cause, began = told.cause, one.rhythm.gone
    said: dict[str, Callable[[], bool]] = {
        "screen": lambda: cause.shown in one.page(cause.page),
        "status": lambda: _status(one, cause),
        "readyz": lambda: _ready(one, cause),
        "log": lambda: cause.log in one.new_lines(),
    }
    places = tuple(place for place in cause.places if place != "log" or not cause.log_later)
    while True:
        for place in told.lacks(places):
            if said[place]():
                told.seconds[place] = one.rhythm.gone - began
        if not told.lacks(places) or one.rhythm.gone - began >= cause.within:
            return
        if cause.within == DEAF:
            one.step(_RARELY, _RARELY / 3)
        else:
            one.step(_OFTEN)


def _said(readyz: str, words: str, shown: str, page: str) -> bool:
    """Whether a cause is still told of."""
    return bool((readyz and readyz in words) or (shown and shown in page))


def _status(one: Stage, cause: Cause) -> bool:
    code, words = one.status()
    return code == 1 and cause.status in words


def _ready(one: Stage, cause: Cause) -> bool:
    code, words = one.ready()
    return code == cause.code and cause.readyz in words


def _until_well(one: Stage, told: Told, began: float) -> None:
    cause = told.cause
    while one.rhythm.gone - began < 2 * SOON:
        one.step()
        gone = one.rhythm.gone - began
        told.came = gone if told.came is None and one.came(MESSAGE) else told.came
        told.left = gone if told.left is None and one.left(ANSWER) else told.left
        if told.came is None or told.left is None:
            continue
        code, words = one.ready()
        if one.status()[0] == 0 and code == 200 and not _said(cause.readyz, words, cause.shown, one.page(cause.page)):
            told.well = gone
            break
    if cause.log_later and cause.log in one.new_lines():
        told.seconds["log"] = one.rhythm.gone - began
