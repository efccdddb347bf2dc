"""The audit trail says which line corrects which, in what, and the chain's end: of a person's words not one."""

import json
from pathlib import Path
from typing import Any

from models.actions.core.move_complaint import move_complaint
from models.actions.figures.close_month import close_month, correct_line
from models.actions.figures.line_words import SHOWN
from models.actions.retention.destruction.carry_out import carry_out
from models.actions.upkeep.verify.destruction import traces
from models.rules.cases.sop import Move
from models.tables import Audit, RegisterLine
from tests.actions.figures.test_register_chain import OVER, closed_november, faults
from tests.actions.retention.destruction.test_destruction import KASUBSI, LATER, agreed, everything
from tests.actions.walking import Walk
from tests.office import actor, settings_in

COLUMNS = (*(name for name in SHOWN if name != "subject"), "follow_up")


def test_the_trail_names_the_corrected_columns_and_the_seal_and_the_line_alone_says_why(account: Any) -> None:
    closed_november(account)
    trace = Audit.get(Audit.event == "betulkan_register")
    line = RegisterLine.get(RegisterLine.position == 3)
    assert trace.after == f"baris 3 membetulkan baris 1: Nama, Status; segel {line.seal}"
    assert line.reason == "Sari Contoh salah tulis"
    RegisterLine.update(reason="Lain").where(RegisterLine.id == line.id).execute()
    assert faults() == ["month 2026-11: the words of line 3 were changed after it was written."]


def test_no_word_of_reason_and_corrected_columns_outlives_a_destruction(account: Any, tmp_path: Path) -> None:
    words = [f"kata{place:02}zé" for place in range(5 * (len(COLUMNS) + 1))]
    said = [" ".join(words[place : place + 5]) for place in range(0, len(words), 5)]
    walk = Walk(account)
    move_complaint(walk.id, Move.TUTUP_DI_TENGAH, actor(KASUBSI), walk.tick(), reason="Bukan.")
    close_month("2026-11", actor(KASUBSI), OVER)
    first = correct_line(
        RegisterLine.get().id, dict(zip(COLUMNS, said[1:], strict=True)), said[0], actor(KASUBSI), OVER
    )
    correct_line(first.id, {"section": "Seksi TIKKIM"}, "Seksinya keliru", actor(KASUBSI), OVER)
    assert len(words) >= 50
    assert not [word for word in words if word not in everything()]
    carry_out(agreed(tmp_path, walk.case).id, settings_in(tmp_path), actor(KASUBSI), LATER)
    left = everything()
    assert not [word for word in words if word in left or json.dumps(word)[1:-1] in left]
    assert "Seksi TIKKIM" in left  # chosen, and names nobody
    assert (faults(), [line for line in traces(None) if "register_line" in line]) == ([], [])  # type: ignore[arg-type]
