"""What checkpoints and signatures prove of the audit trail: what was taken or changed, and where."""

from hypothesis import given
from hypothesis import strategies as st

from models.rules.core.signed_trail import Checkpoint, End
from models.rules.upkeep.trail_proof import (
    Chain,
    Known,
    accepted_key,
    accepted_subject,
    compare,
    fingerprint,
    signature_faults,
    since_restored,
)

KEY, OTHER = "ab" * 32, "cd" * 32


def at(number: int, restored: bool = False, **ends: int) -> Checkpoint:
    """Return the checkpoint of an hour, with the chains' ends by their number; a row's seal is its number."""
    moment = f"2026-12-02T{number:02}:00:00+00:00"
    return Checkpoint(moment, {chain: (seq, f"{chain}{seq}") for chain, seq in ends.items()}, {}, KEY, restored)


def held(**ends: int):
    """Return the seals of a database whose chains end so."""
    return lambda chain, numbers: {seq: f"{chain}{seq}" for seq in numbers if 0 < seq <= ends.get(chain, 0)}


def test_what_agrees_is_proved_up_to_the_newest_checkpoint() -> None:
    noted = [at(1, web=3), at(2, web=5, agen=2), at(3, web=9, agen=2)]
    proof = compare(noted, held(web=12, agen=4))
    assert (proof.faults, proof.agrees) == ((), noted[-1])


def test_without_a_checkpoint_nothing_is_proved_and_nothing_told() -> None:
    assert compare([], held(web=3)) == compare((), held())
    assert compare([], held(web=3)).agrees is None


def test_a_shortened_chain_is_told_with_the_place_and_the_last_checkpoint_that_agrees() -> None:
    noted = [at(1, web=3), at(2, web=5), at(3, web=9)]
    proof = compare(noted, held(web=7))
    (fault,) = proof.faults
    assert "row 9" in fault
    assert "rows 6 to 9" in fault
    assert fault.endswith("the chain was shortened.")
    assert proof.agrees == noted[1]


def test_a_chain_written_anew_is_told() -> None:
    noted = [at(1, web=3), at(2, web=5), at(3, web=9)]
    proof = compare(
        noted, lambda chain, numbers: {seq: f"{chain}{seq}" if seq < 4 else "resealed" for seq in numbers}
    )
    (fault,) = proof.faults
    assert "row 5 is not what the checkpoint of 2026-12-02T02:00:00+00:00 noted" in fault
    assert "shortened" not in fault
    assert proof.agrees == noted[0]


@given(st.lists(st.integers(1, 30), min_size=1, max_size=12), st.integers(0, 30))
def test_the_first_row_that_lacks_is_always_between_the_rows_told(steps: list[int], kept: int) -> None:
    ends = [sum(steps[: number + 1]) for number in range(len(steps))]
    noted = [at(number, web=end) for number, end in enumerate(ends)]
    proof = compare(noted, held(web=kept))
    good = [end for end in ends if end <= kept]
    assert bool(proof.faults) == (len(good) < len(ends))
    assert proof.agrees == (noted[len(good) - 1] if good else None)
    if proof.faults:
        assert f"rows {good[-1] + 1 if good else 1} to {ends[len(good)]} " in proof.faults[0]


def test_a_chain_that_was_cut_and_went_on_is_told_though_the_newest_checkpoint_agrees() -> None:
    noted = [at(1, web=3), at(2, web=9), at(3, web=7), at(4, web=12)]
    proof = compare(noted, lambda chain, numbers: {seq: "anew" if seq == 9 else f"{chain}{seq}" for seq in numbers})
    (fault,) = proof.faults
    assert "rows 4 to 9 was changed" in fault
    assert proof.agrees == noted[0]


def test_what_was_noted_before_a_restore_proves_nothing_any_more() -> None:
    noted = [at(1, web=9), at(2, True, web=4), at(3, web=6)]
    assert list(since_restored(noted)) == noted[1:]
    assert compare(since_restored(noted), held(web=6)).faults == ()
    assert compare(noted, held(web=6)).faults != () or noted[-1].ends["web"][0] == 6
    assert list(since_restored(noted[:1])) == noted[:1]


def faults(known: Known, *chains: Chain) -> list[str]:
    """Return what is told of these chains."""
    return list(signature_faults({chain.end.chain: chain for chain in chains}, known))


def test_a_chain_signed_with_an_accepted_key_is_well() -> None:
    known = Known(KEY, [at(1, web=1)], {"web": KEY})
    assert faults(known, Chain(End("web", 5, "s"), KEY, 2, True)) == []


def test_a_last_row_without_the_signature_of_its_chain_is_told_by_its_place() -> None:
    (told,) = faults(Known(), Chain(End("web", 5, "s"), KEY, 2, False))
    assert told.startswith("chain web: row 5, its last, is not signed")


def test_rows_of_before_the_first_signature_need_none() -> None:
    assert faults(Known(), Chain(End("web", 1, "s"), KEY, 2, False)) == []
    assert faults(Known(), Chain(End("web", 1, "s"))) == []


def test_a_chain_that_this_machine_began_since_the_newest_checkpoint_is_well() -> None:
    known = Known(KEY, [at(1, web=1)], {"web": KEY})
    assert faults(known, Chain(End("web", 5, "s"), KEY, 2, True), Chain(End("agen", 5, "s"), KEY, 1, True)) == []


def test_a_key_that_nobody_accepted_is_told() -> None:
    known = Known(KEY, [at(1, web=1)], {"web": KEY})
    web = Chain(End("web", 5, "s"), KEY, 2, True)
    (told,) = faults(known, web, Chain(End("agen", 5, "s"), OTHER, 1, True))
    assert fingerprint(OTHER) in told
    assert "nobody of this office accepted" in told


def test_a_key_that_was_exchanged_is_told() -> None:
    known = Known(KEY, [at(1, web=1)], {"web": KEY})
    for public in (OTHER, ""):
        (told,) = faults(known, Chain(End("web", 5, "s"), public, 1, True))
        assert told.startswith("chain web: its key was exchanged")


def test_a_signed_chain_that_is_gone_is_told() -> None:
    known = Known(KEY, [at(1, web=1)], {"web": KEY, "agen": OTHER})
    (told,) = faults(known, Chain(End("web", 5, "s"), KEY, 2, True))
    assert told.startswith("chain agen was signed with an accepted key, and is not there")


def test_rows_that_nobody_signed_after_the_first_checkpoint_are_told() -> None:
    known = Known(KEY, [at(1, web=3, agen=4), at(2, web=3, agen=6)], {"web": KEY})
    web = Chain(End("web", 3, "s"), KEY, 1, True)
    assert faults(known, web, Chain(End("agen", 4, "s"))) == []
    (told,) = faults(known, web, Chain(End("agen", 6, "s")))
    assert told.startswith("chain agen: rows after 4 are signed by nobody")


def test_the_row_that_accepts_a_key_names_its_chain() -> None:
    assert accepted_key(accepted_subject("agen-2"), KEY) == ("agen-2", KEY)
    assert fingerprint("0123456789abcdef" * 4) == "0123 4567 89ab cdef"
    assert fingerprint("") == ""
