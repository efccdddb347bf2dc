"""What tells that WhatsApp probably banned the office's number: then nothing is sent until a person looks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

# As gateways and the libraries under them word it (whatsmeow: "account temporarily banned"; Baileys: "banned").
BAN_WORDS = re.compile(
    r"\bbanned\b|temp(?:orary|orarily)?[ _-]?ban|account[^\"{}]{0,24}\b(?:blocked|suspended|restricted)\b",
    re.IGNORECASE,
)
TOLD = "WhatsApp di gerbang menyebut nomor ini diblokir atau dibatasi"
BANNED = f"{TOLD}. Lihat telepon kantor; jangan menautkan ulang berkali-kali."
ALL_FAIL = "pesan-pesan terakhir ke beberapa orang semuanya gagal, tidak satu pun sampai"
SAID = "dinyatakan petugas"
# A number that WhatsApp answered about works: this tells of the other's, not of ours.
NOT_THERE = "Nomor ini tidak terdaftar di WhatsApp."
# So many in a row to so many people within so long: one person's telephone that is off is no sign.
IN_A_ROW, PEOPLE, WITHIN = 5, 3, timedelta(hours=2)


@dataclass(frozen=True)
class Try:
    """One text that left, or may have: to which conversation, when, and whether it is surely not there or held."""

    conversation: int
    at: datetime
    failed: bool


def sign_in(tries: Sequence[Try], now: datetime) -> str:
    """Return what in the newest tries, the newest first, tells of a ban; empty where nothing does."""
    newest = [one for one in tries if now - one.at <= WITHIN][:IN_A_ROW]
    people = {one.conversation for one in newest}
    bad = len(newest) == IN_A_ROW and len(people) >= PEOPLE and all(one.failed for one in newest)
    return ALL_FAIL if bad else ""


def tells_of_ban(said: str) -> bool:
    """Whether a gateway's words tell of a ban."""
    return bool(BAN_WORDS.search(said))
