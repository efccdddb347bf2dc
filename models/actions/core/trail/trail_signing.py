"""With whose key this process signs the audit trail, and the chain that belongs to it.

A program signs what it writes from its start on. Without a key (a tool, a test) rows are written unsigned, which
`verify` tells of in a chain that somebody signs.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from models.actions.core.trail.moved_on import say_moved, say_rewritten
from models.rules.core.sealed_contents import SEALED, kinds_of, table_name
from models.rules.core.signed_trail import End, next_chain
from models.tables import Audit, TrailWriter, database
from models.tables.core.database import is_sqlite
from models.tables.core.keys.trail_key import TrailKey, is_signed
from models.tables.core.telling.moved_rows import watch_rows


@dataclass
class _Signing:
    load: Callable[[], TrailKey] | None = None
    key: TrailKey | None = None
    written: dict[str, str] = field(default_factory=dict)  # seals of the rows written last here, by chain

    def now(self) -> TrailKey | None:
        if self.key is None and self.load is not None:
            self.key = self.load()
        return self.key


_signing = _Signing()


def sign_with(load: Callable[[], TrailKey] | None) -> None:
    """Sign with this key what this process writes from now on; it is read, or made, when the first row is written.

    A program that goes on running reads it before: what cannot be read ends its start then, and no request.
    """
    _signing.load, _signing.key = load, None
    _signing.written.clear()
    if load is None:
        watch_rows({}, None)
    else:
        watch_rows(_WATCHED, partial(say_moved, _signing.now), partial(say_rewritten, _signing.now))


_WATCHED = {
    table: frozenset(name for kind in kinds_of(table) for name in SEALED[kind]) for table in map(table_name, SEALED)
}


def key_in_use() -> TrailKey | None:
    """Return the key with which this process signed already; None where it signed nothing yet."""
    return _signing.key


def own_key() -> TrailKey | None:
    """Return the key with which this process signs; None where it signs nothing. Raises TrailKeyBroken, OSError."""
    return _signing.now()


def own_end(kind: str, now: datetime) -> End:
    """Return where the chain ends in which this process writes for a kind of program (web, agen).

    Needs an open transaction, and holds the chain until its end. A key that writes for the first time begins a chain;
    the first key of a kind goes on after the rows that were written unsigned.
    """
    key = _signing.now()
    if key is None:
        _take_turn(kind)
        return _end_of(kind)
    _take_turn(f"{kind}:{key.public}")
    mine = (TrailWriter.kind == kind) & (TrailWriter.public == key.public)
    own = TrailWriter.select(TrailWriter.chain).where(mine).order_by(TrailWriter.id.desc()).limit(1)
    columns = (Audit.chain, Audit.seq, Audit.hash, Audit.signature)
    last = Audit.select(*columns).where(Audit.chain == own).order_by(Audit.seq.desc()).tuples().first()
    if last is None:
        return _begun(kind, key, now)
    end = End(*last[:3])
    if _signing.written.get(end.chain) == end.seal or _is_ours(end, str(last[3]), key):
        return end
    return _another(kind, key, now)


def _is_ours(end: End, signature: str, key: TrailKey) -> bool:
    """Whether a program of this folder wrote the last row, or nobody of this version did yet.

    On a row of somebody else nothing is built: a signature after it would vouch for it.
    """
    begun = TrailWriter.get(TrailWriter.chain == end.chain).begun_seq
    return end.seq < begun or is_signed(key.public, end.signed_words, signature)


def signature_of(end: End) -> str:
    """Return the signature of the last row of a chain; empty where this process signs nothing."""
    key = _signing.now()
    if key is None:
        return ""
    _signing.written[end.chain] = end.seal
    return key.sign(end.signed_words)


def _begun(kind: str, key: TrailKey, now: datetime) -> End:
    """Return the end of the chain that this key begins, or has begun without a row in it."""
    mine = (TrailWriter.kind == kind) & (TrailWriter.public == key.public)
    begun = TrailWriter.select(TrailWriter.chain).where(mine).order_by(TrailWriter.id.desc()).scalar()
    return _end_of(begun) if begun else _another(kind, key, now)


def _another(kind: str, key: TrailKey, now: datetime) -> End:
    """Begin a chain of a kind with this key; return its end."""
    _take_turn("writers")
    taken = [chain for (chain,) in TrailWriter.select(TrailWriter.chain).where(TrailWriter.kind == kind).tuples()]
    end = _end_of(next_chain(kind, taken))
    TrailWriter.create(chain=end.chain, kind=kind, public=key.public, begun_seq=end.seq + 1, begun_at=now)
    return end


def _end_of(chain: str) -> End:
    last = Audit.select(Audit.seq, Audit.hash).where(Audit.chain == chain).order_by(Audit.seq.desc()).tuples().first()
    return End(chain, *last) if last else End(chain)


def _take_turn(name: str) -> None:
    """Hold what is named so until the transaction ends: several programs may write on PostgreSQL at once.

    SQLite's BEGIN IMMEDIATE already has them take turns.
    """
    if not is_sqlite():
        database.execute_sql("SELECT pg_advisory_xact_lock(hashtext(%s))", (f"audit:{name}",))
