"""What a letter told in a few words, and why it did not leave in Indonesian with the name an operator looks up."""

from datetime import datetime

import pytest

from admin_app.upkeep.letter_words import gist, why_words
from models.tables.upkeep.watcher_letters import LetterLine
from sync_agent.watcher.telling import _LOST, _NOT_OURS

NOON = datetime(2026, 12, 1, 5, 0)
ONE = (("agent_silent", "Penghubung kanal tidak berjalan."),)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (LetterLine(NOON, "mail", ONE, ONE, ONE), "Baru terjadi"),
        (LetterLine(NOON, "mail", (), ONE, ONE), "Masih berlangsung"),
        (LetterLine(NOON, "mail", (), (), ONE), "Sudah pulih"),
        (LetterLine(NOON, "mail", checkpoint="2026-12-01T05:00"), "Titik periksa jejak audit"),
        (LetterLine(NOON, "outside"), "Semua baik"),
        (LetterLine(NOON, "webhook", trial=True), "Percobaan"),
    ],
)
def test_a_letter_is_called_by_the_worst_it_told(line: LetterLine, says: str) -> None:
    assert gist(line) == says


@pytest.mark.parametrize(
    ("why_not", "says"),
    [
        ("SMTPAuthenticationError 535", "nama pengguna atau kata sandinya ditolak (SMTPAuthenticationError 535)"),
        ("SMTPRecipientsRefused", "alamat penerimanya ditolak (SMTPRecipientsRefused)"),
        ("SMTPSenderRefused 550", "alamat pengirimnya ditolak (SMTPSenderRefused 550)"),
        ("OutcomeUnknown", "sambungannya putus; mungkin sampai, mungkin tidak (OutcomeUnknown)"),
        ("TryLater", "servernya tidak dapat dihubungi (TryLater)"),
        ("HTTP 404", "servernya menjawab dengan galat (HTTP 404)"),
        ("HTTP 200: not found", "layanannya menjawab bahwa alamat itu tidak diterimanya (HTTP 200: not found)"),
        (_LOST, "kunci kantor tidak membuka alamatnya; masukkan lagi alamatnya"),
        (_NOT_OURS, "alamatnya milik akun lain; masukkan lagi"),
        ("KeyError", "KeyError"),
    ],
)
def test_a_reason_is_indonesian_where_it_is_known(why_not: str, says: str) -> None:
    assert why_words(why_not) == says
