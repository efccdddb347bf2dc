"""The words of a letter: Indonesian, with the condition's own sentence, its key and the office's time."""

from datetime import datetime

import pytest

from models.rules.upkeep.alert_words import body, subject, trial
from models.rules.upkeep.alerts import Alert, Letter
from models.rules.upkeep.watched import Wrong

NOON = datetime(2026, 12, 1, 5, 0)
AGENT = Alert(Wrong("agent_silent", "no agent", staff="Penghubung kanal tidak berjalan."), NOON)
BACKUP = Alert(Wrong("backup_old", "no backup", staff="Sudah dua hari tidak ada cadangan."), NOON, acknowledged=True)


@pytest.mark.parametrize(
    ("letter", "says"),
    [
        (Letter(begun=(AGENT, BACKUP), over=(AGENT,)), "Aduan (gerbang): 2 hal perlu ditangani"),
        (Letter(still=(AGENT,), over=(BACKUP,)), "Aduan (gerbang): 1 hal belum pulih"),
        (Letter(over=(AGENT,)), "Aduan (gerbang): semua yang dikabarkan sudah pulih"),
    ],
)
def test_the_subject_says_all_is_over_only_where_nothing_holds(letter: Letter, says: str) -> None:
    assert subject(letter, "gerbang") == says


def test_the_words_are_the_conditions_own_with_key_and_the_offices_time() -> None:
    words = body(Letter((AGENT,), (BACKUP,), ()), "gerbang", NOON)
    assert words.startswith(
        "Baru terjadi:\n- Penghubung kanal tidak berjalan.\n"
        "  (kode agent_silent, sejak 1 Desember 2026 pukul 12.00 WIB)\n\n"
        "Masih berlangsung:\n- Sudah dua hari tidak ada cadangan.\n"
        "  (kode backup_old, sejak 1 Desember 2026 pukul 12.00 WIB, sudah ada yang menangani)\n\n"
    )
    assert "Sudah pulih" not in words and "komputer gerbang, 1 Desember 2026 pukul 12.00 WIB" in words


def test_a_trial_says_that_it_is_one() -> None:
    assert trial("gerbang", NOON).startswith("Ini percobaan.")
