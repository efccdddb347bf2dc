"""The facts of the notice of a breach: of the register, of what was found, and what stays for a person to write."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from models.actions.core.office_facts import office_settings
from models.actions.privacy.breach.incidents import Incident
from models.rules.core.errors import RuleBroken
from models.rules.core.moments import iso
from models.rules.privacy.breach import DATA_WORDS, DESTROYED, KIND_WORDS, Affected, Data, Found, Kind, Surety

MOST_LETTERS = 300
_TOO_MANY = "Surat untuk {} orang tidak dicetak satu per satu: isi surat di halaman akhir menurut daftarnya."
_GONE = "{} di antaranya dari pengaduan yang sudah dimusnahkan: orangnya tidak dikenal lagi, dan tidak ada suratnya."
_NOT_YET = "Siapa yang terkena belum dihitung di sini: run_admin.py breach, lalu isi angkanya."


class OtherKind(RuleBroken):
    """Kegagalan itu dicatat sebagai hal lain dalam register. Periksa nomornya."""


@dataclass(frozen=True)
class Extent:
    """What was found for one breach, and the moments it was asked for: a span, or until when a copy held data."""

    kind: Kind
    found: Found
    since: datetime | None
    until: datetime | None


def notice_facts(incident: Incident, extent: Extent | None, letterhead: object) -> dict[str, object]:
    """Return the facts of the notices of a breach under a letterhead. Raises OtherKind where it is another kind."""
    if extent is not None and extent.kind is not incident.kind:
        raise OtherKind(f"Kegagalan no. {incident.number} dicatat sebagai {KIND_WORDS[incident.kind]}.")
    office = office_settings()
    return {
        "kop": letterhead,
        "office": " ".join(office.get("nama_kantor", "").split()),
        "place": office.get("kota", ""),
        "phone": office.get("telepon_publik", ""),
        "known": iso(incident.known_at),
        "kind": str(incident.kind),
        **(_extent(extent) if extent else _NOTHING),
    }


def _extent(extent: Extent) -> dict[str, object]:
    found = extent.found
    told = [row for row in found.rows if DESTROYED not in row.notes]
    gone, many = len(found.rows) - len(told), len(told) > MOST_LETTERS
    lacking = [_TOO_MANY.format(len(told))] if many else []
    return {
        "since": iso(extent.since) if extent.since else None,
        "until": iso(extent.until) if extent.until else None,
        "certain": found.count(Surety.CERTAIN),
        "possible": found.count(Surety.POSSIBLE),
        "data": _data(data for row in found.rows for data in row.data),
        "unknown": list(found.unknown),
        "letters": [] if many else [_letter(row) for row in told],
        "letters_lack": lacking + ([_GONE.format(gone)] if gone else []),
    }


_NOTHING: dict[str, object] = {
    **dict.fromkeys(("since", "until", "certain", "possible")),
    **{"data": "", "unknown": [_NOT_YET], "letters": [], "letters_lack": []},
}


def _letter(row: Affected) -> dict[str, object]:
    return {
        "name": row.name,
        "cases": list(row.cases),
        "data": _data(row.data),
        "certain": row.surety is Surety.CERTAIN,
    }


def _data(found: Iterable[Data]) -> str:
    known = set(found)
    return ", ".join(words for one, words in DATA_WORDS.items() if one in known)
