"""Seals what was written or moved on since the last round: a digest a row, and their root into the signed trail."""

import logging
import secrets
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from peewee import fn

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.trail.sealed_rows import contents, table_of
from models.actions.core.trail.trail_signing import own_key
from models.actions.upkeep.seals.openers import Openers, openers
from models.actions.upkeep.trail_checkpoints import trusted_writers
from models.rules.core.sealed_contents import (
    BATCH,
    GONE,
    SEAL_EVENT,
    SEALED,
    Root,
    batch_of,
    batch_subject,
    digest_of,
)
from models.tables import Audit, RowSeal, SealBatch, database
from models.tables.core.bulk import insert_rows
from models.tables.core.database import connected, is_sqlite
from models.tables.core.keys.row_seal import IS_OPEN

log = logging.getLogger(__name__)

SEAL_EVERY = timedelta(seconds=20)
_SEALER = Actor("sistem", chain="web")
_BEHIND = 1_000  # rows of a table that another program may store later than those numbered after them
_HELD = "FOR SHARE SKIP LOCKED"  # what somebody is changing just then is for the next round
_SALT = 16  # bytes
_LOOKED_AT = 10 * BATCH  # open seals in one round: those that nobody may close must not hide the others


@dataclass(frozen=True)
class _Line:
    kind: str
    ref: int
    salt: str
    digest: str
    was: str


def seal_all(now: datetime, data_dir: Path | None = None) -> int:
    """Seal whatever is not sealed yet, in as many batches as that takes; return how many rows that were.

    `data_dir`: where this machine notes whose keys it accepts; None: whoever writes the trail counts.
    """
    done = 0
    while sealed := seal_once(now, data_dir):
        done += sealed
    return done


def seal_once(now: datetime, data_dir: Path | None = None) -> int:
    """Seal at most one batch of rows; return how many rows that were, none where this process signs nothing."""
    key = own_key()
    if key is None:
        return 0
    trusted = None if data_dir is None else trusted_writers(data_dir, key.public)
    with database.atomic():
        if not _has_turn():
            return 0
        lines, opened = _todo(openers(trusted, key.public))
        if not lines:
            return 0
        number = _next_number()
        batch = SealBatch.create(number=number, at=now, lines=len(lines))
        RowSeal.update(moved="").where(RowSeal.id.in_(opened)).execute()
        insert_rows(RowSeal, [{"batch": batch.id, **vars(line)} for line in lines])
        root = Root()
        for line in lines:
            root.add(line.kind, line.ref, line.digest, line.was)
        audit_trail.write(_SEALER, now, AuditEvent(SEAL_EVENT, batch_subject(number), after=root.said()))
    return len(lines)


def _has_turn() -> bool:
    """Whether no other program seals just now; on SQLite one transaction at a time writes anyway."""
    if is_sqlite():
        return True
    return bool(database.execute_sql("SELECT pg_try_advisory_xact_lock(hashtext('row seals'))").fetchone()[0])


def _next_number() -> int:
    """Return the number of the next batch: after all that the trail knows, though somebody took batches away."""
    told = Audit.select(Audit.subject).where(Audit.event == SEAL_EVENT).order_by(Audit.id.desc()).limit(1).scalar()
    kept = SealBatch.select(fn.MAX(SealBatch.number)).scalar() or 0
    return max(kept, batch_of(told) if told else 0) + 1


def _todo(whose: Openers) -> tuple[list[_Line], list[int]]:
    """Return the lines to add, and the seals that were opened for them."""
    lines, opened = _moved_on(whose)
    for kind in SEALED:
        if len(lines) >= BATCH:
            break
        lines += _fresh(kind, BATCH - len(lines))
    return lines, opened


def _moved_on(whose: Openers) -> tuple[list[_Line], list[int]]:
    lines, opened = [], []
    for kind, mine in _open_seals(whose).items():
        key: Any = table_of(kind)._meta.primary_key
        numbers = [ref for _seal, ref, _digest in mine]
        there = {ref for (ref,) in table_of(kind).select(key).where(key.in_(numbers)).tuples()}
        found = dict(contents(kind, key.in_(numbers), hold=_HELD))
        for seal, ref, was in mine:
            if ref in found:
                lines.append(_line(kind, ref, found[ref], was))
            elif ref not in there:
                lines.append(_Line(kind, ref, "", GONE, was))
            else:
                continue  # somebody is changing it: next time
            opened.append(seal)
    return lines, opened


def _open_seals(whose: Openers) -> dict[str, list[tuple[int, int, str]]]:
    """Return the seals that a program opened, by kind; one that somebody else opened stays so, and `verify` tells."""
    row, found, count = RowSeal, dict[str, list[tuple[int, int, str]]](), 0
    query = row.select(row.id, row.kind, row.ref, row.digest, row.moved).where(IS_OPEN).order_by(row.id)
    for seal, kind, ref, digest, moved in query.limit(_LOOKED_AT).tuples():
        if count < BATCH and kind in SEALED and whose.signed(kind, ref, digest, moved):
            found.setdefault(kind, []).append((seal, ref, digest))
            count += 1
    return found


def _fresh(kind: str, most: int) -> Iterator[_Line]:
    """Yield lines for rows that no seal is of, or whose number had a row before that went."""
    key: Any = table_of(kind)._meta.primary_key
    newest = RowSeal.select(fn.MAX(RowSeal.ref)).where(RowSeal.kind == kind).scalar() or 0
    after = key > newest - _BEHIND
    recent = (RowSeal.kind == kind) & (RowSeal.ref > newest - _BEHIND)
    known = RowSeal.select(fn.MAX(RowSeal.id)).where(recent).group_by(RowSeal.ref)
    last = dict(RowSeal.select(RowSeal.ref, RowSeal.digest).where(RowSeal.id.in_(known)).tuples())
    todo = [
        ref
        for (ref,) in table_of(kind).select(key).where(after).order_by(key).limit(_BEHIND + most).tuples()
        if last.get(ref, GONE) == GONE
    ][:most]
    found = dict(contents(kind, key.in_(todo), hold=_HELD)) if todo else {}
    changing = min((ref for ref in todo if ref not in found), default=None)
    for ref, values in found.items():
        if changing is None or ref < changing + _BEHIND // 2:  # the next round must still look as far back
            yield _line(kind, ref, values, last.get(ref, ""))


def _line(kind: str, ref: int, values: Any, was: str) -> _Line:
    salt = secrets.token_hex(_SALT)
    return _Line(kind, ref, salt, digest_of(kind, ref, salt, values), was)


class SealKeeper(threading.Thread):
    """Seals what was written three times a minute, until the program ends."""

    def __init__(self, data_dir: Path, now: Callable[[], datetime], stop: threading.Event) -> None:
        super().__init__(name="row-seals", daemon=True)
        self._data_dir, self._now, self._stop_sign = data_dir, now, stop

    def run(self) -> None:
        """Seal until told to stop; a failure is logged by its kind and tried again."""
        while not self._stop_sign.wait(SEAL_EVERY.total_seconds()):
            try:
                self.once()
            except Exception as err:  # noqa: BLE001 - whatever it is, it is tried again
                log.warning("seals of the rows: %s; tried again", type(err).__name__)

    def once(self) -> int:
        """Seal what is not sealed, letting others write after each batch; return how many rows that were."""
        done = 0
        with connected():
            while sealed := seal_once(self._now(), self._data_dir):
                done += sealed
                if self._stop_sign.wait(0.05):
                    break
        return done
