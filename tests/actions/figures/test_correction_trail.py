"""The audit trail says what a correction changed and why, without what names somebody, and its seal."""

from typing import Any

from models.tables import Audit, RegisterLine
from tests.actions.figures.test_register_chain import closed_november, faults


def test_a_correction_and_its_reason_are_in_the_chain_and_in_the_trail(account: Any) -> None:
    closed_november(account)
    trace = Audit.get(Audit.event == "betulkan_register")
    seal = RegisterLine.get(RegisterLine.position == 3).seal
    assert trace.after == (
        "baris 3 membetulkan baris 1: Nama dibetulkan; Status semula “Dalam proses”, kini “Dibatalkan”; "
        f"karena: ▮▮▮ salah tulis; segel {seal}"
    )
    assert faults() == []
