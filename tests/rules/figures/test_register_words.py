"""What a correction tells outside the register: short words of figures, and of the rest only that it was changed."""

from models.rules.figures.register_words import REGISTER_LABELS, TOLD, Changed, changed, changed_words


def test_what_figures_are_counted_by_is_told_and_what_may_name_somebody_is_not() -> None:
    before = {"name": "Sari", "status": "Selesai", "on_time": None, "follow_up": "Dijawab kepada Sari"}
    after = {"name": "Sari Putri", "status": "Dibatalkan", "on_time": False, "follow_up": ""}
    found = changed(before, after)
    assert found == [
        Changed("Nama", "", ""),
        Changed("Tindak lanjut", "", ""),
        Changed("Status", "Selesai", "Dibatalkan"),
        Changed("Tepat waktu", "–", "Tidak"),
    ]
    assert [changed_words(one) for one in found[1:3]] == [
        "Tindak lanjut dibetulkan",
        "Status semula “Selesai”, kini “Dibatalkan”",
    ]
    assert set(TOLD) <= REGISTER_LABELS.keys()
    assert changed(before, before) == []
