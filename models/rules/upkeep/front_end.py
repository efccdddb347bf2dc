"""What is wrong with the certificate that the office's https address shows, and when it is told before it ends."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# Long before the end for one of a year or of ninety days; one of Caddy's own authority lives for half a day, and is
# renewed when a third of that is left.
TOLD_BEFORE, TOLD_PART = timedelta(days=14), 6


class Trouble(StrEnum):
    """What is wrong with a certificate."""

    ENDED = "ended"
    NOT_YET = "not yet"
    OTHER_NAME = "other name"
    UNKNOWN = "unknown authority"
    ENDING = "ending"


# By OpenSSL's numbers (X509_V_ERR_…); any other means that nobody whom this PC knows vouches for it.
_REFUSALS = {9: Trouble.NOT_YET, 10: Trouble.ENDED, 62: Trouble.OTHER_NAME, 64: Trouble.OTHER_NAME}


@dataclass(frozen=True)
class Shown:
    """What an address showed: why it is refused, by OpenSSL's number, or from when to when it is valid (UTC)."""

    host: str
    refused: int = 0
    begins: datetime = datetime(1, 1, 1)
    ends: datetime = datetime(9999, 12, 31)


@dataclass(frozen=True)
class _Row:
    operators: str
    staff: str


_ROWS = {
    Trouble.ENDED: _Row(
        "the certificate of https://{host} has ended, and every browser warns: renew it, or see why Caddy or certbot "
        "does not",
        "Sertifikat https://{host} sudah berakhir, jadi peramban memperingatkan setiap orang. Perbarui sekarang, "
        "atau lihat mengapa Caddy atau certbot tidak memperbaruinya.",
    ),
    Trouble.NOT_YET: _Row(
        "the certificate of https://{host} is not valid yet by this PC's clock: see whether the clock is right",
        "Sertifikat https://{host} belum berlaku menurut jam komputer ini. Periksa dahulu jamnya, lalu "
        "sertifikatnya.",
    ),
    Trouble.OTHER_NAME: _Row(
        "what answers at https://{host} shows a certificate of another name: see the name in Caddy's or nginx's file",
        "Yang menjawab di https://{host} memakai sertifikat untuk nama lain. Periksa namanya pada berkas Caddy atau "
        "nginx.",
    ),
    Trouble.UNKNOWN: _Row(
        "the certificate of https://{host} is signed by nobody whom this PC knows: where that is Caddy's own "
        "authority, install its root certificate here too (deploy/README.md); where not, somebody else may answer",
        "Sertifikat https://{host} tidak ditandatangani pihak yang dikenal komputer ini. Bila dari otoritas Caddy "
        "milik kantor, pasang sertifikat akarnya di komputer ini juga; bila bukan, jangan ada yang masuk sebelum "
        "jelas siapa yang menjawab.",
    ),
    Trouble.ENDING: _Row(
        "the certificate of https://{host} ends at {ends} UTC: renew it, or see why Caddy or certbot does not",
        "Sertifikat https://{host} berakhir pada {ends} UTC. Perbarui, atau lihat mengapa Caddy atau certbot tidak "
        "memperbaruinya.",
    ),
}


def trouble_of_front(shown: Shown, now: datetime) -> Trouble | None:
    """Return what is wrong with a certificate; None where nothing is."""
    if shown.refused:
        return _REFUSALS.get(shown.refused, Trouble.UNKNOWN)
    told = min(TOLD_BEFORE, (shown.ends - shown.begins) / TOLD_PART)
    return Trouble.ENDING if shown.ends - now < told else None


def for_operators(shown: Shown, trouble: Trouble) -> str:
    """Return in English what is wrong, with what to do."""
    return _ROWS[trouble].operators.format(host=shown.host, ends=_at(shown))


def for_staff(shown: Shown, trouble: Trouble) -> str:
    """Return in Indonesian what is wrong, with what to do."""
    return _ROWS[trouble].staff.format(host=shown.host, ends=_at(shown))


def _at(shown: Shown) -> str:
    return f"{shown.ends:%Y-%m-%d %H:%M}"
