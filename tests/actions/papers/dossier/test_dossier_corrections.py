"""The course in the dossier tells a correction with both wordings; register and search have the new one."""

from typing import Any

from models.actions.figures.register_lines import live_lines
from models.actions.papers.dossier.dossier_facts import dossier_facts
from models.actions.search.entries import entries_of_cases
from tests.actions.cases.test_correct_output import ID, put_right
from tests.actions.walking import Walk


def test_register_search_and_dossier_show_the_new_words_and_the_dossier_both(account: Any) -> None:
    walk = Walk(account).at_fieldwork()
    put_right(walk, ID, {"subject": "Dokumen terbawa petugas"})
    assert [line["subject"] for line, _ in live_lines("2026-11", walk.tick())] == ["Dokumen terbawa petugas"]
    facts = dossier_facts(walk.case)
    assert facts["subject"] == "Dokumen terbawa petugas"
    (row,) = [move for move in facts["moves"] if move["move"] == "Pokok aduan dibetulkan"]
    assert row["reason"] == "Keliru.\nSemula: Paspor belum jadi\nMenjadi: Dokumen terbawa petugas"
    found = str(entries_of_cases([walk.id]))
    assert "terbawa" in found
    assert "belum jadi" not in found
