"""Which of our messages at the platform is which answer of unknown fate: a matching, one to one, of all at once.

Answers of the same words in the same place cannot be told apart by them, so they are counted: as many messages as
answers means that all arrived, none means that none did, and anything between is a person's to decide. No age and no
order decides whether an answer arrived; order only says which of them gets which id.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.rules.channels.channels import Proof, Reach
from models.rules.channels.messages import Finding, Kind, Look, OutgoingReply, Readback, Sighting


@dataclass(frozen=True)
class Contender:
    """An answer that may be at the platform and has no message of its own there yet.

    `place` and `words` say where it would stand and what it says. `look`: what was seen when it was looked for; None:
    it was not, but a message of its words may be it. `undecided`: it will be looked for soon.
    """

    row_id: int
    place: str
    words: str
    look: Look | None = None
    undecided: bool = False


def place_of(reply: OutgoingReply, reach: Reach | None) -> str:
    """Return where an answer stands at its platform, so that two of the same words there look alike."""
    if reply.kind is Kind.DM:
        return f"dm {reply.thread_id}"
    below, _, person = reply.thread_id.rpartition("/")
    if reply.private:
        return f"dm {reply.author_handle or person}"
    if reach is not None and reach.names_answered and reply.reply_to:
        return f"comment {reply.reply_to}"
    return f"comment {below or reply.thread_id}"


def looks_alike(reply: OutgoingReply, reach: Reach | None) -> bool:
    """Whether this answer is known at the platform by its words; else it has an id of its own there."""
    return reply.file is not None or reach is None or reach.proof is not Proof.SAME_ID


def match(contenders: Sequence[Contender], owned: Collection[str]) -> dict[int, Readback]:
    """Return what is now known of each answer that was looked for; one that has to wait for another is left out.

    `owned`: the ids of messages that other answers have.
    """
    verdicts: dict[int, Readback] = {}
    for group in _alike(contenders):
        free = _free(group, owned)
        verdicts |= _judge(group, free)
    return verdicts


def names_of(sighting: Sighting) -> frozenset[str]:
    """Return all ids a message is known by."""
    return frozenset((sighting.external_id, *sighting.names))


def _alike(contenders: Sequence[Contender]) -> list[list[Contender]]:
    """Return the contenders in groups that cannot be told apart: same words in a place, or a message in common."""
    groups: list[tuple[set[str], list[Contender]]] = []
    for one in contenders:
        marks = _marks(one)
        same = [group for group in groups if group[0] & marks]
        groups = [group for group in groups if not group[0] & marks]
        joined = [other for _, members in same for other in members]
        groups.append((marks.union(*(known for known, _ in same)), [*joined, one]))
    return [sorted(members, key=lambda one: one.row_id) for _, members in groups]


def _marks(one: Contender) -> set[str]:
    if one.look is not None and one.look.by_id:
        return {f"answer {one.row_id}"}
    seen = {f"message {name}" for sighting in (one.look.seen if one.look else ()) for name in names_of(sighting)}
    return {f"words {one.place}\n{one.words}", *seen}


def _free(group: Iterable[Contender], owned: Collection[str]) -> list[Sighting]:
    """Return the messages seen for a group that no other answer has, each once, oldest first."""
    found: dict[str, Sighting] = {}
    for sighting in (seen for one in group if one.look for seen in one.look.seen):
        known = found.get(sighting.external_id, sighting)
        if not names_of(sighting) & set(owned):
            # Too early for one answer may be in time for another.
            found[sighting.external_id] = sighting if known.early else known
    return sorted(found.values(), key=lambda one: (one.at, one.external_id))


def _judge(group: list[Contender], free: list[Sighting]) -> Mapping[int, Readback]:
    fresh = [one for one in free if not one.early]
    looked = [one for one in group if one.look is not None]
    if any(one.undecided for one in group):
        return {}
    if not fresh:
        return {one.row_id: _unseen(one, bool(free)) for one in looked}
    if len(fresh) != len(group):
        return {one.row_id: Readback(Finding.CONTESTED) for one in looked}
    pairs = zip(group, fresh, strict=True)
    return {
        one.row_id: Readback(Finding.FOUND, seen.external_id, seen.ack) for one, seen in pairs if one.look is not None
    }


def _unseen(one: Contender, older_there: bool) -> Readback:
    """Return what it says that no message is there; an older one of the same words may be it, by a wrong clock."""
    if older_there:
        return Readback(Finding.CONTESTED)
    return Readback(Finding.ABSENT if one.look is not None and one.look.whole else Finding.UNDECIDED)
