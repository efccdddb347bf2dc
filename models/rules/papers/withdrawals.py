"""Which memo hands a case over with which move, and by which move its signer takes it back."""

from models.rules.cases.sop import MOVES, Move, MoveRow, Stage

# The move by which a case leaves the desk, and the memo that goes with it.
HANDED_OVER_WITH: dict[Move, str] = {
    Move.TERUSKAN_KE_SEKSI: "ND-TERUS",
    Move.TERUSKAN_KE_KEPALA: "ND-TERUS",
    Move.TIDAK_DAPAT_DITANGANI: "ND-ESKAL",
    Move.SERAHKAN_KE_KASI_TIKKIM: "ND-JAWAB",
    Move.SERAHKAN_KE_KASUBSI: "ND-JAWAB",
    Move.SERAHKAN_DARI_KEPALA: "ND-JAWAB",
    Move.TERUSKAN_JAWABAN_KE_KASUBSI: "ND-TERUSJWB",
}
MEMOS = tuple(dict.fromkeys(HANDED_OVER_WITH.values()))
_BACK = {row.withdraws: row for row in MOVES.values() if row.withdraws is not None}


def way_back(move: str, stage: Stage) -> MoveRow | None:
    """Return the move that takes a case's last move back with its memo; None where it handed nothing over by memo.

    `stage` is where the case is now: elsewhere than where that move brought it, it can no longer be taken back.
    """
    row = _BACK.get(Move(move)) if move in list(Move) else None
    return row if row is not None and row.origin is stage else None
