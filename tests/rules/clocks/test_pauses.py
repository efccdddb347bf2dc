"""Pauses: every reason has its row; a proof names something; a long pause waits to be countersigned."""

import pytest

from models.rules.clocks.pauses import (
    PAUSE_REASONS,
    PauseNotAllowed,
    PauseReason,
    ProofKind,
    needs_countersignature,
    read_proof,
)


def test_every_reason_has_its_row() -> None:
    assert set(PAUSE_REASONS) == set(PauseReason)
    assert all(row.label and row.proof for row in PAUSE_REASONS.values())


@pytest.mark.parametrize("text", ["", "message", "message:", "message:x", "message:٣", "telepon:3", "document:-1"])
def test_a_proof_that_names_nothing_is_none(text: str) -> None:
    with pytest.raises(PauseNotAllowed, match="bukti"):
        read_proof(text)


def test_a_proof_is_a_message_a_paper_or_a_file() -> None:
    assert read_proof("document:12") == (ProofKind.NASKAH, 12)


def test_only_a_long_undecided_pause_waits() -> None:
    assert needs_countersignature(61, 60, countersigned=False, refused=False)
    assert not needs_countersignature(60, 60, countersigned=False, refused=False)
    assert not needs_countersignature(61, 60, countersigned=True, refused=False)
    assert not needs_countersignature(61, 60, countersigned=False, refused=True)
