"""Whose word counts that a sealed row was moved on: an accepted key's, and only of what its programs write."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.actions.core.trail.moved_on import opener_of
from models.rules.core.sealed_contents import may_move, moved_words, writes_all
from models.tables import TrailWriter
from models.tables.core.keys.trail_key import is_signed


@dataclass(frozen=True)
class Openers:
    """The chains of the trail that count, each with the public half of its key."""

    chains: Mapping[str, str]

    def may_seal(self, chain: str) -> bool:
        """Whether what this chain says of batches counts: agents make none."""
        return chain in self.chains and writes_all(chain)

    def signed(self, kind: str, ref: int, digest: str, moved: str) -> bool:
        """Whether a program that writes such columns said that it moved this row on."""
        public, signature = opener_of(moved)
        mine = [chain for chain, key in self.chains.items() if key == public]
        if not any(may_move(kind, chain) for chain in mine):
            return False
        return is_signed(public, moved_words(kind, ref, digest), signature)


def openers(trusted: Mapping[str, str] | None, own: str) -> Openers:
    """Return the chains that this machine accepts, and those that its own key began since; without knowledge all."""
    there = dict(TrailWriter.select(TrailWriter.chain, TrailWriter.public).tuples())
    if trusted is None:
        return Openers(there)
    return Openers({chain: key for chain, key in there.items() if key == own} | dict(trusted))
