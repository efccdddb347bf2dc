"""What an officer files by hand: the ways a complaint may reach him, who wrote it, and which files it may have."""

import re
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers

from models.rules.channels.messages import HandleKind, Kind
from models.rules.core.errors import RuleBroken


class Origin(StrEnum):
    """Where an officer saw, heard or read it."""

    TELEPON = "telepon"
    LOKET = "loket"
    SURAT = "surat"
    SUREL = "surel"
    WHATSAPP = "whatsapp"
    INSTAGRAM = "instagram"
    INSTAGRAM_KOMENTAR = "instagram_komentar"
    FACEBOOK = "facebook"
    FACEBOOK_KOMENTAR = "facebook_komentar"
    X = "x"
    X_KOMENTAR = "x_komentar"
    TIKTOK = "tiktok"
    TIKTOK_KOMENTAR = "tiktok_komentar"
    LAIN = "lain"


@dataclass(frozen=True)
class OriginRow:
    """One way a complaint reaches an officer: its label, its sort of conversation, and how its people are named."""

    label: str
    handle_kind: HandleKind = HandleKind.DESK
    kind: Kind = Kind.DM


_H, _O = HandleKind, Origin

ORIGINS: dict[Origin, OriginRow] = {
    _O.TELEPON: OriginRow("Telepon", _H.PHONE),
    _O.LOKET: OriginRow("Datang ke loket"),
    _O.SURAT: OriginRow("Surat"),
    _O.SUREL: OriginRow("Surel (email)"),
    _O.WHATSAPP: OriginRow("WhatsApp, dilihat di telepon", _H.PHONE),
    _O.INSTAGRAM: OriginRow("Pesan Instagram", _H.INSTAGRAM),
    _O.INSTAGRAM_KOMENTAR: OriginRow("Komentar Instagram", _H.INSTAGRAM, Kind.COMMENT),
    _O.FACEBOOK: OriginRow("Pesan Facebook", _H.FACEBOOK),
    _O.FACEBOOK_KOMENTAR: OriginRow("Komentar Facebook", _H.FACEBOOK, Kind.COMMENT),
    _O.X: OriginRow("Pesan X", _H.X),
    _O.X_KOMENTAR: OriginRow("Komentar atau sebutan di X", _H.X, Kind.COMMENT),
    _O.TIKTOK: OriginRow("Pesan TikTok", _H.TIKTOK),
    _O.TIKTOK_KOMENTAR: OriginRow("Komentar TikTok", _H.TIKTOK, Kind.COMMENT),
    _O.LAIN: OriginRow("Cara lain"),
}

# Proof of a delivery is something one looks at: a screenshot, a photo, a scan.
PROOF_TYPES = frozenset({"image/jpeg", "image/png", "image/webp", "application/pdf"})
MOST_FILES = 10
TEXT_LIMIT, LINK_LIMIT = 20_000, 500
_LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_PHONE_LIKE = re.compile(r"^[+\d][\d\s().-]{6,24}$")


@dataclass(frozen=True)
class Person:
    """The person as far as known; `handle` finds him again and is empty where nobody gave one."""

    kind: HandleKind
    handle: str
    name: str = ""


def person_of(origin: Origin, name: str, reach: str) -> Person:
    """Return who wrote it; `reach` is a phone number or account name. Raises RuleBroken for an impossible number."""
    row, shown, typed = ORIGINS[origin], " ".join(name.split())[:200], " ".join(reach.split())[:200]
    if not typed:
        return Person(HandleKind.DESK, "", shown)
    if _PHONE_LIKE.match(typed):
        return Person(HandleKind.PHONE, phone_number(typed), shown)
    if row.handle_kind is HandleKind.PHONE:
        raise RuleBroken(f"“{typed}” bukan nomor telepon. Tulis seperti 0812… atau +62…, atau kosongkan.")
    return Person(row.handle_kind, account_name(typed), shown)


def phone_number(typed: str) -> str:
    """Return a telephone number as E.164; without a country code it is Indonesian. Raises RuleBroken."""
    try:
        found = phonenumbers.parse(typed, "ID")
    except phonenumbers.NumberParseException as err:
        raise RuleBroken(f"Nomor telepon “{typed}” tidak dapat dibaca. Tulis seperti 0812… atau +62….") from err
    if not phonenumbers.is_possible_number(found):
        raise RuleBroken(f"Nomor telepon “{typed}” terlalu pendek atau terlalu panjang. Periksa lagi angkanya.")
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)


def account_name(typed: str) -> str:
    """Return an account name without @ and in small letters."""
    return typed.lstrip("@ ").lower() or typed


def link_of(typed: str) -> str:
    """Return a valid link, or an empty text where none was given. Raises RuleBroken for anything else."""
    link = typed.strip()
    if link and (len(link) > LINK_LIMIT or not _LINK.fullmatch(link)):
        raise RuleBroken("Tautan harus diawali https:// dan tanpa spasi. Salin dari aplikasinya, atau kosongkan.")
    return link
