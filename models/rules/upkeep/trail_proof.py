"""What the checkpoints and signatures prove of the audit trail, and what they betray."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from models.rules.core.signed_trail import Checkpoint, End

ACCEPTED = "terima_kunci_jejak"  # the event by which an office accepts the key of a chain; kept in the trail itself
LATEST_EVERY = timedelta(seconds=10)  # how long what is at the end of the trail may be without any checkpoint
CHECKPOINT_EVERY = timedelta(minutes=10)  # how often one is noted that stays
_SUBJECT = "jejak:"
_SHOWN = 16  # digits of a key that a person compares


@dataclass(frozen=True)
class Chain:
    """A chain as the database holds it: its end, whose key it names, and whether its last row is signed by it."""

    end: End
    public: str = ""  # empty: nobody signs it
    begun_seq: int = 0
    signed: bool = False


@dataclass(frozen=True)
class Known:
    """What lies outside the database: this machine's key, and its checkpoints since the last restore."""

    public: str = ""
    checkpoints: Sequence[Checkpoint] = ()
    # Chain -> public half of the key that may sign it; None: nothing is known.
    trusted: Mapping[str, str] | None = None


def accepted_subject(chain: str) -> str:
    """Return the subject of the row by which a chain's key is accepted."""
    return f"{_SUBJECT}{chain}"


def accepted_key(subject: str, after: str) -> tuple[str, str]:
    """Return the chain and the key that such a row accepts."""
    return subject.removeprefix(_SUBJECT), after


def fingerprint(public: str) -> str:
    """Return what a person compares of a key, in groups of four digits."""
    return " ".join(public[at : at + 4] for at in range(0, min(_SHOWN, len(public)), 4))


def signature_faults(chains: Mapping[str, Chain], known: Known) -> Iterator[str]:
    """Yield the chains that are not signed as they should be, and those whose key nobody here accepted."""
    for name, chain in sorted(chains.items()):
        if chain.public and chain.end.seq >= chain.begun_seq and not chain.signed:
            yield (
                f"chain {name}: row {chain.end.seq}, its last, is not signed with the chain's key: it was written "
                "or resealed by somebody else, or what stood after it is gone."
            )
        if known.trusted is not None:
            yield from _strangers(name, chain, known)
    for name in sorted(set(known.trusted or ()) - set(chains)):
        yield f"chain {name} was signed with an accepted key, and is not there any more."


def _strangers(name: str, chain: Chain, known: Known) -> Iterator[str]:
    trusted = known.trusted or {}
    if name in trusted and chain.public != trusted[name]:
        yield f"chain {name}: its key was exchanged, or taken from it; accepted is {fingerprint(trusted[name])}."
    elif chain.public == known.public:
        return  # begun by a program of this machine since the newest checkpoint
    elif chain.public and name not in trusted:
        yield (
            f"chain {name} is signed with the key {fingerprint(chain.public)}, which nobody of this office accepted: "
            f"see 'run_admin.py trail', and accept it where that machine is the office's."
        )
    elif not chain.public and known.checkpoints:
        noted = known.checkpoints[0].ends.get(name, (0, ""))[0]
        if chain.end.seq > noted:
            yield f"chain {name}: rows after {noted} are signed by nobody, though this office's programs sign theirs."


# The seals of a chain's rows of these numbers; what is gone is left out.
Seals = Callable[[str, Sequence[int]], Mapping[int, str]]


@dataclass(frozen=True)
class Proof:
    """How far the trail agrees with the checkpoints: the last that does, and what contradicts those after it."""

    agrees: Checkpoint | None = None
    faults: tuple[str, ...] = ()


def compare(checkpoints: Sequence[Checkpoint], seals_of: Seals) -> Proof:
    """Return what these checkpoints prove, each of them by itself.

    Whoever cuts a chain hopes that the program goes on writing: what it notes then agrees again, and only what was
    noted before does not.
    """
    faults, first_bad = [], len(checkpoints)
    for chain in sorted({chain for one in checkpoints for chain in one.ends}):
        noted = [(at, *one.ends[chain]) for at, one in enumerate(checkpoints) if chain in one.ends]
        there = seals_of(chain, [seq for _at, seq, _seal in noted])
        good = 0
        for at, seq, seal in noted:
            if there.get(seq) != seal:
                faults.append(_fault(chain, good, seq, checkpoints[at], is_there=seq in there))
                first_bad = min(first_bad, at)
                break
            good = seq
    return Proof(checkpoints[first_bad - 1] if first_bad else None, tuple(faults))


def _fault(chain: str, good: int, bad: int, checkpoint: Checkpoint, *, is_there: bool) -> str:
    return (
        f"chain {chain}: row {bad} is not what the checkpoint of {checkpoint.at} noted; something of rows "
        f"{min(good + 1, bad)} to {bad} was changed or taken away after that."
        + ("" if is_there else " It is not there any more: the chain was shortened.")
    )


def since_restored(checkpoints: Sequence[Checkpoint]) -> Sequence[Checkpoint]:
    """Return the checkpoints from the last restore on: what stood in the trail after that backup was given up."""
    last = max((at for at, one in enumerate(checkpoints) if one.restored), default=0)
    return checkpoints[last:]
