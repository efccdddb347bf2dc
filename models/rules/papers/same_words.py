"""Whether the words of a signed PDF are those of the issued paper, apart from what stands at its anchors.

Two programs put spaces and line ends of the same paper in other places, so words are compared without them; and
without hyphens and dashes, which come back from a PDF as a soft hyphen, a control character or not at all.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum

MOST_AT_ANCHOR = 160  # letters at one anchor: a signer with his post
_MOST = {"nomor_naskah": 60, "tanggal_naskah": 30}
_SHOWN = 60
# No others: what a citizen writes in ${…} is words, not room for any.
ANCHOR = re.compile(
    r"\$\{(nomor_naskah|tanggal_naskah|ttd_pengirim|nama_pengirim|nip_pengirim|jabatan_pengirim|sifat|hal)\d?\}"
)
_LEFT_OUT = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]")
DASHES = "[\x1e\u00ad\u2010-\u2015\u2212-]"
_DASHES = re.compile(DASHES)
NUMBER_AND_DATE = "nomor_naskah+tanggal_naskah"  # in a row, as at the head of a letter: where they part is not known
_SIGN = re.compile("-*([^-])")  # a letter with the dashes before it
# What signing services print beside a signature; each says nothing of the paper (tte-arsip §A, §C). Without spaces
# and dashes.
_ADDED = re.compile(
    "|".join(
        (
            r"Ditandatanganisecaraelektronikoleh:?",
            r"(?:Catatan:)?[•\d.]{0,3}(?:UUITE|UndangUndangITE)(?:No\.?|Nomor)?11Tahun2008Pasal5[Aa]yat\(?1\)?:?"
            r"[\"“”']{0,2}InformasiElektronikdan/atauDokumenElektronikdan/atauhasilcetak(?:an)?nyamerupakanalatbukti"
            r"(?:hukum)?yangsah\.?[\"“”']{0,2}\.?",
            r"[•\d.]{0,3}Dokumenini(?:telah)?ditandatanganisecaraelektronikmenggunakansertifikatelektronik"
            r"yangditerbitkan(?:oleh)?(?:BSrE|Balai(?:Besar)?SertifikasiElektronik)"
            r"(?:\(BSrE\))?,?(?:BSSN|BadanSiberdanSandiNegara(?:\(BSSN\))?)?\.?",
            r"[•\d.]{0,3}(?:Surat|Dokumen)inidapatdibuktikankeasliannyadenganmemindai(?:QRCode|kodeQR)"
            r"(?:yangtelahtersedia)?\.?",
        )
    ),
    re.IGNORECASE,
)


class Sameness(StrEnum):
    """How the words of a copy compare with those of its paper."""

    SAME = "same"
    DIFFERENT = "different"
    UNKNOWN = "unknown"  # there is nothing yet to compare with
    OLDER = "older"  # the paper was put back from a backup: these are later words of it
    EITHER = "either"  # put back without a number that would tell: later words of it, or words of another paper

    @property
    def put_back(self) -> bool:
        """Whether other words may be later ones of a paper that was put back from a backup."""
        return self in (Sameness.OLDER, Sameness.EITHER)


@dataclass(frozen=True)
class Comparison:
    """The result, where the words part (both as they stand there), and what stands at each anchor, without spaces."""

    sameness: Sameness
    difference: str = ""
    filled: tuple[tuple[str, str], ...] = ()  # as far as the words are the same; two anchors in a row tell nothing


def compare_words(issued: str, signed: str, stands: str = "") -> Comparison:
    """Return whether a signed text is the issued one with nothing but its anchors filled and known footers added.

    `stands`: an anchor over which a picture is drawn, so that it stays in the text; any other there is not filled.
    """
    found = _compared(issued, signed)
    left = next((each for _name, each in found.filled if ANCHOR.fullmatch(each) and each != stands), "")
    if left and found.sameness is Sameness.SAME:
        return Comparison(Sameness.DIFFERENT, f"pada PDF {left} belum diisi", found.filled)
    return found


def as_later(found: Comparison, signed: str, number: str) -> Comparison:
    """Return a comparison with a draft that was put back, whose words may be older than what went under this number.

    Other words of the same number are the paper's own, later than the draft. Without a number nobody can tell.
    """
    if found.sameness is not Sameness.DIFFERENT or _plain(number) not in _plain(signed):
        return found
    return replace(found, sameness=Sameness.OLDER if _plain(number) else Sameness.EITHER)


def _compared(issued: str, signed: str) -> Comparison:
    split = ANCHOR.split(_joined(issued))
    parts, anchors = [_plain(part) for part in split[::2]], split[1::2]
    signs = _signs(signed)
    found, at, reach = "".join(sign[-1] for sign in signs), 0, 0
    filled: list[tuple[str, str]] = []
    waiting: list[str] = []  # the anchors since the last words
    if not any(parts):
        return Comparison(Sameness.UNKNOWN)
    for part, anchor in zip(parts, [*anchors, None], strict=True):
        begins = found.find(part, at, at + reach + len(part)) if part else at
        if begins < 0:
            return _parted(part, found[at:], tuple(filled))
        if part:
            filled += _at_one(waiting, signs[at:begins])
        waiting = [*([] if part else waiting), *([anchor] if anchor else [])]
        at = begins + len(part)
        reach = (0 if part else reach) + (_MOST.get(anchor, MOST_AT_ANCHOR) if anchor else 0)
    if len(found) - at > reach:
        return Comparison(Sameness.DIFFERENT, f"pada PDF ada tambahan: “{found[at : at + _SHOWN]}”", tuple(filled))
    return Comparison(Sameness.SAME, filled=(*filled, *_at_one(waiting, signs[at:])))


def _at_one(anchors: list[str], signs: list[str]) -> list[tuple[str, str]]:
    """Return what stands at an anchor or at number and date in a row, dashes too; of others whose is unknown."""
    name = "+".join(anchors)
    known = len(anchors) == 1 or name == NUMBER_AND_DATE
    return [(name, "".join(signs).lstrip("-"))] if known and signs else []


def _joined(text: str) -> str:
    """Return a text whose anchors are whole, however a converter broke them."""
    return _LEFT_OUT.sub("", text)


def plain_text(text: str) -> str:
    """Return a text with one form of each sign and one dash, its spaces kept."""
    return _DASHES.sub("-", unicodedata.normalize("NFKC", text))


def one_line(text: str) -> str:
    """Return a text in which what a line's end parted after a dash or full stop is whole, its dashes readable."""
    readable = re.sub("[\x1e\u00ad]", "-", unicodedata.normalize("NFKC", text))
    return re.sub(rf"({DASHES}|[./])[^\S\n]*\n\s*", r"\1", readable)


def _plain(text: str) -> str:
    return "".join(sign[-1] for sign in _signs(text))


def _signs(text: str) -> list[str]:
    """Return the letters that are compared, each with the dashes before it."""
    narrow = _LEFT_OUT.sub("", plain_text(text))
    signs, kept, begins = [sign[0] for sign in _SIGN.finditer(narrow)], [], 0
    for added in _ADDED.finditer(narrow.replace("-", "")):
        kept += signs[begins : added.start()]
        begins = added.end()
    return kept + signs[begins:]


def _parted(ours: str, theirs: str, filled: tuple[tuple[str, str], ...]) -> Comparison:
    same = next((place for place, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), None)
    start = max(0, (same if same is not None else min(len(ours), len(theirs))) - 15)
    words = f"pada naskah “{ours[start : start + _SHOWN]}”, pada PDF “{theirs[start : start + _SHOWN]}”"
    return Comparison(Sameness.DIFFERENT, words, filled)
