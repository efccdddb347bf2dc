"""An office whose acts are counted, and compared after each of them with a recount."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from models.actions.clocks.recompute_steps import move_pauses
from models.rules.core.errors import RuleBroken
from models.tables import Message
from tests.machines.acting import always
from tests.machines.acts import Office
from tests.machines.agreeing import Recounted, differences, in_turn, left_of
from tests.machines.counting import Counting
from tests.machines.months import Closing
from tests.machines.names import still_named
from tests.office import NOW, office
from tests.running.kept_states import written_mark

_READERS = 3  # of a closed month's figures, after each act
_EVERYBODY = 99  # looks after an act that may hide something from somebody


class Compared(Counting):
    """An office whose every post is filled; whatever was done in it, what it shows is true."""

    url: Callable[[str], str] = staticmethod(lambda folder: f"sqlite:///{folder}/aduan.db")
    drop: Callable[[str], object] = staticmethod(lambda _url: None)

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.place = self.url(self.folder.name)
        self.context = office(self.place)
        self.account: Any = self.context.__enter__()
        self.office = Office(self.account, NOW)
        self.turn, self.read = 0, dict[int, datetime]()
        self.closed: dict[str, Closing] = {}
        self.gone: set[str] = set()
        self.here: set[str] = set()  # what was done in this office at least once
        self.hidden = False  # whether somebody may see less or more since the last look
        self.mark: object = None

    def teardown(self) -> None:
        self.context.__exit__(None, None, None)
        self.drop(self.place)
        self.folder.cleanup()
        super().teardown()

    def hide(self, name: str, act: Callable[..., object], *given: object) -> None:
        """Do something after which somebody may see less or more than before."""
        self.hidden |= self.attempt(name, act, *given)

    def attempt(self, name: str, act: Callable[..., object], *given: object) -> bool:
        """Do something, or be refused it; then nothing has changed, which the recount proves."""
        try:
            act(*given)
        except RuleBroken:
            self.done[f"{name}, refused"] += 1
            return False
        self.done[name] += 1
        self.here.add(name)
        return True

    # What must hold

    @always
    def what_is_shown_is_what_a_recount_says(self) -> None:
        hidden, self.hidden = self.hidden, False
        if not Message.select().exists() or not self._changed():
            return
        self.turn += 1
        move_pauses(self.office.now)  # the agent does every minute: the due time of a clock that stands still moves
        told, every = Recounted(self.office.now), _EVERYBODY if hidden else 0
        _none(differences(told, self.turn, in_turn(self.turn, every or 1), self.read))
        for course in told.kept if hidden else told.kept[self.turn % max(1, len(told.kept)) :][:1]:
            _none(still_named(course, told, in_turn(self.turn)[0]))
        self._months_say_what_they_said(every)
        if self.gone:
            self._what_was_destroyed_is_nowhere()

    def _months_say_what_they_said(self, every: int) -> None:
        for closing in self.closed.values():
            _none(closing.book(self.office.now))
            for person in in_turn(self.turn, every or _READERS):
                _none(closing.untrue(person, self.office.now))

    def _what_was_destroyed_is_nowhere(self) -> None:
        _none(left_of(self.gone, self.office, self.turn))
        for month, closing in self.closed.items():
            told = str(closing.read_by(in_turn(self.turn)[0], self.office.now))
            _none(f"{word} is still in the figures of {month}" for word in self.gone if word in told)

    def _changed(self) -> bool:
        """Whether anything was written since the last look: a act refused or without an object shows nothing new."""
        mark = written_mark()
        changed, self.mark = mark != self.mark, mark
        return changed


def _none(found: Iterator[str]) -> None:
    if told := list(found):
        raise AssertionError("\n".join(told[:12]))
