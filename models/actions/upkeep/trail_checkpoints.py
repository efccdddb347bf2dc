"""Checkpoints of the audit trail: where its chains ended, signed, in files that are no part of the database.

Whoever takes rows from the end of a chain, or writes it anew, cannot change what was noted here, on each machine that
runs a program of the office. Only who can read trail.key of that machine could; what was carried off it tells then.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from models.actions.core.trail.trail_signing import key_in_use, own_key
from models.rules.core.moments import iso, parse_iso
from models.rules.core.signed_trail import Checkpoint, checkpoint_of
from models.rules.privacy.looks import CHAIN
from models.rules.upkeep.carried_checkpoints import lines_in
from models.rules.upkeep.trail_proof import (
    ACCEPTED,
    CHECKPOINT_EVERY,
    LATEST_EVERY,
    Known,
    accepted_key,
    since_restored,
)
from models.tables import Audit, TrailWriter
from models.tables.core.database import connected
from models.tables.core.durable import give_to_folders_owner, write_durably
from models.tables.core.file_lock import in_turn
from models.tables.core.keys.trail_key import TrailKey, is_signed, public_here, trail_key
from models.tables.core.sealed_log import append_line

log = logging.getLogger(__name__)

NAME = "checkpoints.log"
LATEST = "checkpoint.latest"  # the newest one, which is not kept
_LOCK = "checkpoints.lock"
_TAIL = 65_536  # bytes at the end of the file in which its last line surely stands


@dataclass(frozen=True)
class Evidence:
    """What a machine knows of the trail beside the database, and which lines of that nobody of this office signed."""

    known: Known
    faults: tuple[str, ...] = ()
    carried: tuple[Checkpoint, ...] = ()  # of another place, in their order, since what was lawfully given up here
    given_up: tuple[Checkpoint, ...] = ()  # and those before it


def evidence_here(data_dir: Path, carried: Path | None = None) -> Evidence:
    """Return what a data folder proves of the trail, and a file of checkpoints that were carried off a machine.

    Raises TrailKeyBroken, and OSError of the disk.
    """
    here = evidence_in([*_lines(data_dir / NAME), *_lines(data_dir / LATEST)], public_here(data_dir))
    if carried is None:
        return here
    said = sorted(lines_in("".join(_lines(carried))), key=_noted_at)  # letters may lie there in any order
    others = evidence_in(said, name=carried.name)
    if not others.known.checkpoints:
        others = replace(others, faults=(*others.faults, f"{carried.name} holds no checkpoint: it proves nothing."))
    given_up = here.known.checkpoints[0].at if any(one.restored for one in here.known.checkpoints[:1]) else ""
    kept = tuple(one for one in others.known.checkpoints if one.at >= given_up)
    before = tuple(one for one in others.known.checkpoints if one.at < given_up)
    return replace(here, faults=(*here.faults, *others.faults), carried=kept, given_up=before)


def _noted_at(line: str) -> str:
    one = checkpoint_of(line)
    return one.at if one else ""


def evidence_in(lines: Sequence[str], public: str = "", name: str = NAME) -> Evidence:
    """Return what these lines of checkpoints prove to the machine with this key (hex digits; empty: it has none)."""
    found: list[Checkpoint] = []
    faults: list[str] = []
    trusted: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        one = checkpoint_of(line)
        if one is None or not is_signed(one.signer, one.words, one.signature):
            faults.append(f"line {number} of {name} was not signed by any program, or was changed since.")
        elif public and one.signer != public and one.signer not in trusted.values():
            faults.append(f"line {number} of {name} was signed with a key that this office does not know.")
        else:
            if one.restored and public and one.signer == public:  # said by somebody who may sign here
                found, faults, trusted = [], [], {}
            found.append(one)
            trusted.update(one.writers if one.signer == public or not public else {})
    kept = [one for one in since_restored(found) if one.at]
    return Evidence(Known(public, kept, trusted if found else None), tuple(faults))


def signing_key(data_dir: Path) -> TrailKey:
    """Return the key of a data folder, made where it has none, with the log of its checkpoints begun.

    So there is a log before the first row is signed: where it lacks later, it was taken away. Raises TrailKeyBroken,
    and OSError of the disk.
    """
    key = trail_key(data_dir)
    if not (data_dir / NAME).exists():
        with in_turn(data_dir / _LOCK):
            if not (data_dir / NAME).exists():
                begun = Checkpoint("", {}, {}, key.public)
                append_line(data_dir / NAME, replace(begun, signature=key.sign(begun.words)).line())
                give_to_folders_owner(data_dir / NAME)
    return key


def note_checkpoint(data_dir: Path, key: TrailKey, now: datetime, *, restored: bool = False) -> bool:
    """Note where the chains end now, where that changed; return whether it was noted.

    Raises OSError where it cannot stand on the disk. `restored`: what stood beyond these ends was lawfully given up.
    """
    with in_turn(data_dir / _LOCK):
        ends = ends_now()  # after the turn: of two programs of this folder none notes what is older than the newest
        newest = newest_checkpoint(data_dir)
        if newest is not None and not restored and dict(newest.ends) == ends:
            return False
        mine = dict(newest.writers) if newest and newest.signer == key.public else {}
        one = Checkpoint(f"{iso(now)}", ends, _trusted_now(mine, key.public, restored), key.public, restored)
        line = replace(one, signature=key.sign(one.words)).line()
        last = _last_kept(data_dir)
        if newest is not None and not restored and last != newest and seals_now(newest) != dict(newest.ends):
            append_line(data_dir / NAME, newest.line())  # it contradicts what is there now: the only proof of it
        if last is None or restored or dict(last.writers) != dict(one.writers) or _is_old(last, now):
            append_line(data_dir / NAME, line)
            give_to_folders_owner(data_dir / NAME)
        write_durably(data_dir / LATEST, f"{line}\n".encode())
        give_to_folders_owner(data_dir / LATEST)
    return True


def note_end(data_dir: Path, now: datetime) -> None:
    """Note the ends where this process signed something: a command ends with it; a full disk is no reason to fail."""
    key = key_in_use()
    if key is None:
        return
    try:
        note_checkpoint(data_dir, key, now)
    except OSError as err:
        log.warning("checkpoint of the audit trail: %s; the back office notes it", type(err).__name__)


def note_restored(data_dir: Path, now: datetime) -> None:
    """Note that the trail ends here lawfully: a backup was put back. Raises OSError where it cannot stand there."""
    key = own_key()
    if key is not None:
        note_checkpoint(data_dir, key, now, restored=True)


def ends_now() -> dict[str, tuple[int, str]]:
    """Return the number and the seal of the last row of each chain."""
    signed = [chain for (chain,) in TrailWriter.select(TrailWriter.chain).order_by(TrailWriter.id).tuples()]
    found = {}
    for chain in dict.fromkeys([*signed, *_UNSIGNED]):
        rows = Audit.select(Audit.seq, Audit.hash).where(Audit.chain == chain).order_by(Audit.seq.desc()).tuples()
        if last := rows.first():
            found[chain] = (int(last[0]), str(last[1]))
    return found


def seals_now(noted: Checkpoint) -> dict[str, tuple[int, str]]:
    """Return what stands now at the ends that a checkpoint noted, for those that are there."""
    return {
        chain: (seq, seal) for chain, (seq, _seal) in noted.ends.items() for seal in seals_of(chain, [seq]).values()
    }


def seals_of(chain: str, numbers: Sequence[int]) -> dict[int, str]:
    """Return the seals of a chain's rows of these numbers, for those that are there."""
    found: dict[int, str] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        mine = (Audit.chain == chain) & Audit.seq.in_(numbers[start : start + _AT_ONCE])
        found |= dict(Audit.select(Audit.seq, Audit.hash).where(mine).tuples())
    return found


_AT_ONCE = 500
_UNSIGNED = ("web", "agen", CHAIN)  # the chains of an office in which no program of this version wrote yet


def newest_checkpoint(data_dir: Path) -> Checkpoint | None:
    """Return the newest checkpoint of a data folder; None where there is none that can be read."""
    latest = next(filter(None, map(checkpoint_of, _lines(data_dir / LATEST))), None)
    return latest or _last_kept(data_dir)


def trusted_writers(data_dir: Path, public: str) -> Mapping[str, str] | None:
    """Return the chains with their keys that this machine's newest checkpoint calls accepted; None: it has none."""
    newest = newest_checkpoint(data_dir)
    return newest.writers if newest and newest.at and newest.signer == public else None


def _last_kept(data_dir: Path) -> Checkpoint | None:
    try:
        with (data_dir / NAME).open("rb") as file:
            file.seek(max(0, file.seek(0, 2) - _TAIL))
            lines = file.read().decode(errors="replace").splitlines()
    except FileNotFoundError:
        return None
    return next(filter(None, map(checkpoint_of, reversed(lines))), None)


def _is_old(last: Checkpoint, now: datetime) -> bool:
    return not last.at or not timedelta() <= now - parse_iso(last.at) < CHECKPOINT_EVERY


def _trusted_now(known: Mapping[str, str], public: str, restored: bool) -> dict[str, str]:
    """Return the chains trusted from now on: those known, this machine's own, and whom such a one accepted."""
    trusted, rows = dict(known), list(TrailWriter.select().order_by(TrailWriter.id))
    for row in rows:
        if row.public == public or restored:
            trusted.setdefault(row.chain, row.public)
    accepting = (Audit.event == ACCEPTED) & Audit.chain.in_(list(trusted))
    for subject, after in Audit.select(Audit.subject, Audit.after).where(accepting).order_by(Audit.id).tuples():
        chain, key = accepted_key(subject, after)
        trusted.setdefault(chain, key)
    return trusted


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            yield from file
    except FileNotFoundError:
        return


class CheckpointKeeper(threading.Thread):
    """Notes the ends of the trail beside the database every ten seconds, until the program ends."""

    def __init__(self, data_dir: Path, now: Callable[[], datetime], stop: threading.Event) -> None:
        super().__init__(name="trail-checkpoints", daemon=True)
        self._data_dir, self._now, self._stop_sign = data_dir, now, stop

    def run(self) -> None:
        """Note until told to stop; a failure is logged by its kind and tried again."""
        while not self._stop_sign.wait(LATEST_EVERY.total_seconds()):
            try:
                with connected():
                    self.once()
            except Exception as err:  # noqa: BLE001 - whatever it is, it is tried again
                log.warning("checkpoint of the audit trail: %s; tried again", type(err).__name__)

    def once(self) -> bool:
        """Note the ends where they changed; return whether they were noted."""
        key = own_key()
        return key is not None and note_checkpoint(self._data_dir, key, self._now())
