"""Another machine's key counts when somebody of the office accepted it, and before that verify names it."""

from pathlib import Path
from typing import Any

import pytest

from models.actions.core.actor import OPERATOR
from models.actions.upkeep.trail_checkpoints import evidence_here
from models.actions.upkeep.trail_writers import UnknownWriter, accept_writer, writers_seen
from models.rules.upkeep.trail_proof import fingerprint
from models.tables.core.keys.trail_key import public_here
from tests.actions.upkeep.trails import acted, noted, signing, told
from tests.office import NOW


def test_the_key_of_another_machine_is_named_until_it_is_accepted(account: Any, tmp_path: Path) -> None:
    office = signing(tmp_path / "office")
    acted("a")
    noted(office)
    gateway = signing(tmp_path / "gateway")
    acted("b")
    there = fingerprint(public_here(gateway))
    assert f"chain agen-2 is signed with the key {there}" in told(office)
    seen = {one.chain: one.accepted for one in writers_seen(evidence_here(office).known)}
    assert seen == {"web": True, "agen": True, "web-2": False, "agen-2": False}
    signing(office)
    for chain in ("web-2", "agen-2"):
        accept_writer(chain, there.upper(), OPERATOR, NOW)
    noted(office)
    assert told(office) == ""
    assert all(one.accepted for one in writers_seen(evidence_here(office).known))


@pytest.mark.parametrize("chain", ["agen", "none"])
def test_another_fingerprint_or_an_unknown_chain_is_refused(chain: str, sqlite_account: Any, tmp_path: Path) -> None:
    office = signing(tmp_path / "office")
    acted("a")
    noted(office)
    with pytest.raises(UnknownWriter):
        accept_writer(chain, "0000 0000 0000 0000", OPERATOR, NOW)


def test_an_acceptance_in_a_chain_that_is_not_trusted_counts_for_nothing(account: Any, tmp_path: Path) -> None:
    office = signing(tmp_path / "office")
    acted("a")
    noted(office)
    gateway = signing(tmp_path / "gateway")
    acted("b")
    for chain in ("web-2", "agen-2"):
        accept_writer(chain, fingerprint(public_here(gateway)), OPERATOR, NOW)
    signing(office)
    noted(office)
    assert "chain agen-2 is signed with the key" in told(office)
    assert "chain web-2 is signed with the key" in told(office)
