"""The audit trail as evidence: what is signed of it, how its chains are named, and what a checkpoint states."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from models.rules.core.moments import iso

GENESIS = "0" * 64  # what the first row of a chain follows


@dataclass(frozen=True)
class End:
    """The last row of a chain: its name, its number (0: there is none yet) and its seal."""

    chain: str
    seq: int = 0
    seal: str = GENESIS

    @property
    def signed_words(self) -> str:
        """Return the words whose signature proves that the chain ended so: nobody else's, and no other text's."""
        return f"aduan: end of an audit chain\n{self.chain}\n{self.seq}\n{self.seal}"


def next_chain(kind: str, taken: Iterable[str]) -> str:
    """Return the name of the chain that another key begins: web, then web-2, web-3 and so on."""
    count = len(set(taken))
    return f"{kind}-{count + 1}" if count else kind


def seal_of(row: Mapping[str, object]) -> str:
    """Return the hash of one row's content and the hash before it (64 hex digits)."""
    names = ("chain", "seq", "at", "actor", "address", "event", "subject", "before", "after", "prev_hash")
    at = row["at"]
    parts = [str(iso(at) if isinstance(at, datetime) and name == "at" else row[name]) for name in names]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


@dataclass(frozen=True)
class Checkpoint:
    """Where each chain ended at a moment (UTC), whose key signs each, and whether that was by a restore.

    `signer` signs it: only what this key said of others' keys is believed here.
    """

    at: str  # ISO 8601
    ends: Mapping[str, tuple[int, str]]  # chain -> number and seal of its last row
    writers: Mapping[str, str]  # chain -> public half of its key, of those that are trusted
    signer: str
    restored: bool = False  # what stood in the chains after these ends was given up, lawfully
    signature: str = field(default="", compare=False)

    @property
    def words(self) -> str:
        """Return what is signed of it."""
        said = {
            "at": self.at,
            "ends": self.ends,
            "writers": self.writers,
            "by": self.signer,
            "restored": self.restored,
        }
        return json.dumps(said, sort_keys=True, separators=(",", ":"))

    def line(self) -> str:
        """Return it as a line of checkpoints.log."""
        return json.dumps({**json.loads(self.words), "signature": self.signature}, separators=(",", ":"))


def checkpoint_of(line: str) -> Checkpoint | None:
    """Return the checkpoint of a line; None where the line is none."""
    try:
        said = json.loads(line)
        ends = {str(chain): (int(seq), str(seal)) for chain, (seq, seal) in said["ends"].items()}
        writers = {str(chain): str(public) for chain, public in said["writers"].items()}
        words = (str(said["at"]), ends, writers, str(said["by"]), bool(said["restored"]), str(said["signature"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return Checkpoint(*words)
