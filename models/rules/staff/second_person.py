"""Who may be the second person of what one alone must not do, how long a request waits, and what became of it."""

import hashlib
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from models.rules.core.errors import NotPermitted, RuleBroken
from models.rules.staff.permissions import PERMISSIONS, Permission
from models.rules.staff.roles import Role

GOOD_FOR = timedelta(days=7)
# Who does alone what others ask for: whoever answers for the office has the rights already that he hands over.
ALONE: Mapping[Permission, frozenset[Role]] = {Permission.HAND_OVER: PERMISSIONS[Permission.SECOND]}
MOST_WAITING = 50  # of one person: a list that nobody reads to its end protects nobody


class Outcome(StrEnum):
    """What became of a request; empty while it waits."""

    WAITS = ""
    DISETUJUI = "disetujui"
    DITOLAK = "ditolak"
    DITARIK = "ditarik"
    LEWAT = "lewat waktunya"


class AloneAct(StrEnum):
    """What needs two and the command line does alone, as letters of the watch name it: no person and no place."""

    AKUN = "akun ditambahkan"
    KANAL = "kanal ditambahkan atau alamatnya diubah"
    KOMPUTER = "komputer kanal didaftarkan"
    PINDAH = "kanal dipindahkan ke komputer lain"
    AKAR = "sertifikat akar dipercaya"


class RequestNotAllowed(RuleBroken):
    """Permintaan ini tidak dapat diajukan atau diputuskan."""


class SecondPersonNeeded(RuleBroken):
    """Ini menunggu persetujuan orang kedua, sebab Kepala Kantor kantor ini sudah pernah masuk.

    Lakukan dari layarnya sendiri pada menu; permintaannya lalu tampak pada Sistem › Persetujuan.
    """

    def __init__(self) -> None:
        super().__init__(" ".join((self.__doc__ or "").split()))


class NotTheSecond(NotPermitted):
    """Yang menyetujui harus orang lain, dengan jabatan lain, dan bukan orang yang ditunjuk atau diubah akunnya."""


@dataclass(frozen=True)
class Known:
    """What tells one person from another: of an account its official, his NIP, and the names of both."""

    account: int
    official: int | None
    nip: str
    names: tuple[str, ...]


def same_person(one: Known, other: Known) -> bool:
    """Whether two accounts may belong to one person: any sign is enough, since somebody else can approve as well."""
    nips = [_digits(each.nip) for each in (one, other)]
    officials = (one.official, other.official)
    return (
        one.account == other.account
        or (officials[0] is not None and officials[0] == officials[1])
        or (bool(nips[0]) and nips[0] == nips[1])
        or bool(_names(one) & _names(other))
    )


def other_post(asked_as: Collection[str], posts: Collection[str]) -> bool:
    """Whether nobody who holds these posts approves what one of them asked."""
    return not {str(post) for post in asked_as} & {str(post) for post in posts}


def does_alone(permission: Permission, posts: Collection[Role]) -> bool:
    """Whether these posts need nobody second for this; an administrator always does, whatever he acts as."""
    return Role.ADMINISTRATOR not in posts and bool(ALONE.get(permission, frozenset()) & set(posts))


def digest_of(parts: Sequence[str]) -> str:
    """Return the digest of exactly what is asked for: each part with its length before it (64 hex digits)."""
    said = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(said.encode()).hexdigest()


def _names(known: Known) -> set[str]:
    """Return the names without degrees, case, accents and spaces; an empty one tells nobody."""
    return {plain for name in known.names if (plain := _plain(name))}


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.partition(",")[0]).casefold()
    return "".join(one for one in folded if one.isalpha())


def _digits(text: str) -> str:
    return "".join(one for one in text if one.isdigit())
