"""LAPORAN, the report on a field check: sections A to E and the photos as an annex (SOP step 6, notadinas §3.2).

Facts beside those of letter.py (paper) and registration.py:

hal, kota, date  str, str, ISO date or null: the place and day of the report stand on it
referral    {number: str or null, date: ISO date or null}: the ND-TERUS it rests on; null where there was none
sop_number  str; assignment: str, the order to go (number and date), may be ""
place       str, what the case says of where it happened, may be ""
activity    str, section B: when, where, who went, by what vehicle, who was met; line ends kept
findings    str, section C, a finding a line; conclusion, suggestion: str, section D; all may be "" on a draft
officer_name, officer_nip  str: who went and signs; "" where the signer of the paper himself did
photos      list of {caption: str; taken: ISO moment or null; sha256: str; picture: a JPEG as base64, or null where it
            is not at hand}
"""

from dataclasses import dataclass
from datetime import date, datetime

from docgen.cleaning import paragraphs
from docgen.documents.letter import (
    Paper,
    Signer,
    paper_context,
    read_paper,
    read_picture,
    signature_context,
)
from docgen.documents.reading import FactsReader
from docgen.documents.reference import Reference, read_reference, reference_context
from docgen.documents.registration import Registration, read_registration, registration_context
from docgen.pictures import photo_size
from docgen.placed import Picture
from docgen.wording import long_date, long_moment

PHOTO_LIMIT = 3_000_000  # octets of one photo that was made fit
_OFFICER = "Petugas Pelaksana"
_BOX = (7.4, 8.6)  # centimetres: two by two on a page


@dataclass(frozen=True)
class Photo:
    """One photo of the annex."""

    caption: str
    taken: datetime | None
    picture: bytes | None
    size: tuple[int, int]


@dataclass(frozen=True)
class Facts:
    """Everything LAPORAN prints; see the module's docstring."""

    paper: Paper
    hal: str
    kota: str
    date: date | None
    registration: Registration
    referral: Reference | None
    sop_number: str
    assignment: str
    place: str
    activity: str
    findings: str
    conclusion: str
    suggestion: str
    officer: Signer
    photos: tuple[Photo, ...]


def facts_from(facts: FactsReader) -> Facts:
    """Read the facts; raises FieldMissing or FieldWrong naming the field."""
    return Facts(
        paper=read_paper(facts),
        hal=facts.filled_line("hal"),
        kota=facts.filled_line("kota"),
        date=facts.day_or_none("date"),
        registration=read_registration(facts.inner("registration")),
        referral=read_reference(facts, "referral"),
        sop_number=facts.filled_line("sop_number"),
        assignment=facts.line("assignment"),
        place=facts.line("place"),
        activity=facts.text("activity"),
        findings=facts.filled_text("findings"),
        conclusion=facts.text("conclusion"),
        suggestion=facts.text("suggestion"),
        officer=Signer((_OFFICER,), facts.line("officer_name"), facts.line("officer_nip")),
        photos=facts.rows("photos", _read_photo),
    )


def _read_photo(facts: FactsReader) -> Photo:
    picture = read_picture(facts, "picture", PHOTO_LIMIT)
    size = photo_size(picture, facts.name("picture")) if picture is not None else (0, 0)
    facts.line("sha256")
    return Photo(facts.line("caption"), facts.moment_or_none("taken"), picture, size)


def context(facts: Facts) -> dict[str, object]:
    """Return every word the template may use."""
    shown = [_photo_context(place, photo) for place, photo in enumerate(facts.photos, 1)]
    head, went = paper_context(facts.paper), signature_context(facts.officer, "basah")
    return {
        **head,
        **registration_context(facts.registration),
        # Who went signs at right under place and day; his Kasi knows of it. Alone, the Kasi signs at right.
        "ttd": went if facts.officer.name else head["ttd"],
        "mengetahui": head["ttd"] if facts.officer.name else "",
        "kota": facts.kota,
        "tanggal": long_date(facts.date),
        "rujukan": reference_context(facts.referral),
        "sop": facts.sop_number,
        "perintah": facts.assignment,
        "tempat": facts.place,
        "kegiatan": _lines(facts.activity),
        "temuan": [f"{place}. {text}" for place, text in enumerate(_lines(facts.findings), 1)],
        "simpulan": _lines(facts.conclusion),
        "saran": _lines(facts.suggestion),
        "banyak_foto": str(len(shown)),
        "foto": [
            {"kiri": shown[place], "kanan": shown[place + 1] if place + 1 < len(shown) else ""}
            for place in range(0, len(shown), 2)
        ],
    }


def _lines(text: str) -> list[str]:
    return [line for line in paragraphs(text) if line.strip()]


def _photo_context(place: int, photo: Photo) -> dict[str, object]:
    words = f"Foto {place}. {photo.caption}" if photo.caption else f"Foto {place}"
    picture = photo.picture and Picture(photo.picture, *photo.size, box=_BOX, words=words)
    return {
        "gambar": picture or "[foto belum tersedia]",
        "keterangan": words,
        "waktu": f"Diambil {long_moment(photo.taken)}" if photo.taken else "Waktu pengambilan tidak tercatat",
    }


def title(facts: Facts) -> str:
    """Name the file, as shown by Word and the file manager."""
    return facts.hal
