"""What an exploration of a case meets: its states, what can be done in them, what was wrong, what happens beside."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.actions.core.actor import Actor
from models.rules.cases.sop import MOVES, STAGES, Move, Stage
from models.rules.papers.documents import DocumentState
from models.rules.staff.roles import Role
from tests.actions.walking import Walk
from tests.office import actor

if TYPE_CHECKING:
    from tests.journeys.exploring import Here

UNSIGNED = (DocumentState.KONSEP, DocumentState.DIPARAF)
_ELSE = ("discard", "part", "pause", "resume", "countersign")  # what needs not be done to reach the archive
# Moves that end a case as no complaint, or begin it anew: an archive reached by them proves nothing.
CLOSING = {row.move for row in MOVES.values() if row.target is Stage.DITUTUP} | {Move.BUKA_KEMBALI}


@dataclass(frozen=True)
class Act:
    """Something that can be done now: its name, by whom, and how."""

    name: str
    by: Actor
    do: Callable[[], object]

    def __str__(self) -> str:
        return f"{self.name} by {self.by.username}"

    @property
    def last(self) -> bool:
        """Whether it leads away from the archive, so that other ways are tried first."""
        kind = self.name.split(":")[0]
        return kind in _ELSE or kind in [*map(str, CLOSING)] or (kind in list(Move) and MOVES[Move(kind)].back)


@dataclass(frozen=True)
class State:
    """What tells one state of a case from another, as far as what can be done next depends on it."""

    stage: Stage
    section: str
    marks: tuple[bool, ...]
    outputs: frozenset[str]
    drafts: tuple[str, ...]
    beside: tuple[str, ...] = ()  # of what happens beside the course

    @property
    def open(self) -> bool:
        """Whether the case is open in it."""
        return STAGES[self.stage].open

    def __str__(self) -> str:
        return (
            f"{self.stage} {self.section} {sorted(self.outputs)} {list(self.drafts)} {' '.join(self.beside)}".strip()
        )


@dataclass
class Explored:
    """Every state met, what each leads to by which act, and what was found wrong on the way."""

    edges: dict[State, dict[str, State]] = field(default_factory=dict)
    stuck_papers: list[str] = field(default_factory=list)
    idle_holders: list[str] = field(default_factory=list)
    broken_buttons: list[str] = field(default_factory=list)
    waiting_for_nobody: list[str] = field(default_factory=list)
    wayless: list[str] = field(default_factory=list)  # begun at, and no way to the archive

    @property
    def wrong(self) -> list[str]:
        """Return everything that was found wrong in the states met."""
        kinds = ("stuck_papers", "idle_holders", "broken_buttons", "waiting_for_nobody", "wayless")
        return [f"{kind}: {one}" for kind in kinds for one in dict.fromkeys(getattr(self, kind))]

    @property
    def size(self) -> str:
        """Return how many states and acts that were."""
        return f"{len(self.edges)} states, {sum(map(len, self.edges.values()))} acts"

    def reaching(self, wanted: Callable[[State], bool], by: Callable[[str], bool]) -> set[State]:
        """Return the states from which such a state can be reached by such acts."""
        found = {state for state in self.edges if wanted(state)}
        while more := {
            state
            for state, ways in self.edges.items()
            if state not in found and any(by(act) and to in found for act, to in ways.items())
        }:
            found |= more
        return found

    def dead_ends(self, without: str = "", never: Callable[[str], bool] = lambda _act: False) -> list[str]:
        """Return the open states from which the archive cannot be reached without closing as no complaint.

        `without`: a move that nobody makes, as if its row were gone; `never`: acts that nobody does.
        """
        closing = {*(str(move) for move in CLOSING), without}
        alive = self.reaching(
            lambda one: one.stage is Stage.SELESAI, lambda act: act.split(":")[0] not in closing and not never(act)
        )
        return sorted(str(state) for state in self.edges if state.open and state not in alive)


class NeverHappens(Exception):
    """Nobody could bring such a case to this, so nothing follows from it."""


@dataclass(frozen=True)
class Beside:
    """What happens beside the course of a case: done at its beginning, done meanwhile, and what tells it apart."""

    begin: Callable[[Walk], object] = lambda _walk: None
    acts: Callable[["Here"], Iterator[Act]] = lambda _here: iter(())
    marks: Callable[[Walk], tuple[str, ...]] = lambda _walk: ()
    people: Callable[[Walk], list[Actor]] = lambda _walk: everybody()
    leaves: Callable[["Here", Act], bool] = lambda _here, _act: False  # what somebody could do and leaves to others
    tried: bool = False  # each of its acts is tried in every state on the way, not only at the beginning
    waits_for: Callable[["Here", list[Act]], Iterable[str]] = (
        lambda _here, _acts: []
    )  # whoever is named has no button


def everybody() -> list[Actor]:
    """Return one person of every role that works on cases."""
    if not _EVERYBODY:
        _EVERYBODY.extend(actor(role) for role in Role if role is not Role.ADMINISTRATOR)
    return list(_EVERYBODY)


_EVERYBODY: list[Actor] = []
NOTHING = Beside()
