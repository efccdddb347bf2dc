"""LAPORAN, the report on a field check: sections A to E and the photos as an annex (SOP step 6, notadinas §3.2)."""

from dataclasses import replace

from docgen.cleaning import paragraphs
from docgen.documents.declaring import DocumentKind, Field, Fields
from docgen.documents.letter import PAPER, REGISTRATION, SIGNED_AT, signature, signature_words
from docgen.documents.printing import filled_line, in_pairs, line, read_picture, reference
from docgen.documents.reading import FactsReader
from docgen.pictures import photo_size
from docgen.placed import Picture
from docgen.wording import long_moment

PHOTO_LIMIT = 3_000_000  # octets of one photo that was made fit
_OFFICER = "Petugas Pelaksana"
_BOX = (7.4, 8.6)  # centimetres: two by two on a page


def _signer(facts: FactsReader, key: str) -> dict[str, object]:
    """Who went signs at right under place and day; alone, the signer of the paper signs there."""
    name, number = facts.line("officer_name"), facts.line("officer_nip")
    return signature_words((_OFFICER,), name, number) if name else signature(facts, key)


def _witness(facts: FactsReader, key: str) -> object:
    """The signer of the paper knows of it where another went."""
    return signature(facts, key) if facts.line("officer_name") else ""


def _lines(text: str) -> list[str]:
    return [line for line in paragraphs(text) if line.strip()]


def _told(facts: FactsReader, key: str) -> list[str]:
    return _lines(facts.text(key))


def _findings(facts: FactsReader, key: str) -> list[str]:
    """Print a finding a line, numbered."""
    return [f"{place}. {text}" for place, text in enumerate(_lines(facts.filled_text(key)), 1)]


def _photos(facts: FactsReader, key: str) -> list[dict[str, object]]:
    return in_pairs([_photo(place, row) for place, row in enumerate(facts.rows(key, lambda row: row), 1)])


def _photo(place: int, row: FactsReader) -> dict[str, object]:
    """Print {caption; taken; picture: a JPEG as base64, or null where it is not at hand; sha256}."""
    row.line("sha256")
    caption, taken = row.line("caption"), row.moment_or_none("taken")
    content = read_picture(row, "picture", PHOTO_LIMIT)
    words = f"Foto {place}. {caption}" if caption else f"Foto {place}"
    picture = content and Picture(content, *photo_size(content, row.name("picture")), box=_BOX, words=words)
    return {
        "gambar": picture or "[foto belum tersedia]",
        "keterangan": words,
        "waktu": f"Diambil {long_moment(taken)}" if taken else "Waktu pengambilan tidak tercatat",
    }


_PAPER: Fields = tuple(replace(field, printed=_signer) if field.tag == "ttd" else field for field in PAPER)
LAPORAN = DocumentKind(
    (
        *_PAPER,
        *REGISTRATION,
        Field("mengetahui", "signer", _witness),
        *(replace(field, required=True) for field in SIGNED_AT),
        Field("rujukan", "referral", reference),  # the ND-TERUS it rests on
        Field("sop", "sop_number", filled_line),
        Field("perintah", "assignment", line),  # the order to go: number and date
        Field("tempat", "place", line),  # what the case says of where it happened
        Field("kegiatan", "activity", _told, required=True),  # when, where, who went, whom they met
        Field("temuan", "findings", _findings, required=True),
        Field("simpulan", "conclusion", _told, required=True),
        Field("saran", "suggestion", _told, required=True),
        Field("banyak_foto", "photos", lambda facts, key: str(len(facts.rows(key, lambda row: row)))),
        Field("foto", "photos", _photos, required=True),
    ),
)
