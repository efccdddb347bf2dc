"""The words of a letter: Indonesian, with the condition's own sentence, its key and the office's time."""

from datetime import datetime

import pytest

from models.rules.core.signed_trail import Checkpoint
from models.rules.upkeep.alert_words import body, subject, trial
from models.rules.upkeep.alerts import Alert, Letter
from models.rules.upkeep.carried_checkpoints import lines_in
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
        (
            Letter(checkpoint=Checkpoint("2026-12-01T05:00:00", {}, {}, "")),
            "Aduan (gerbang): titik periksa jejak audit",
        ),
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


def test_a_letter_says_where_the_trail_ended_and_carries_what_proves_it() -> None:
    noted = Checkpoint("2026-12-01T05:00:00", {"web": (12, "a" * 64), "agen": (3, "b" * 64)}, {}, "c" * 64)
    words = body(Letter(checkpoint=noted), "gerbang", NOON)
    assert "dicatat 1 Desember 2026 pukul 12.00 WIB: agen sampai baris 3, web sampai baris 12." in words
    assert list(lines_in(words)) == [noted.line()]
    assert "acknowledge" not in words  # nothing holds that somebody could take on


def test_a_trial_says_that_it_is_one() -> None:
    assert trial("gerbang", NOON).startswith("Ini percobaan.")
