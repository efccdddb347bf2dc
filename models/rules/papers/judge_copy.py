"""Judges a returned PDF: which state of `copy_states` it has, the gravest first, or why it is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from models.rules.core.errors import DocumentNotAllowed
from models.rules.papers.copy_states import CopyState
from models.rules.papers.same_words import Sameness
from models.rules.papers.signatures import Chain, Later, ReturnedPdf, Signature
from models.rules.papers.signer_name import same_person

MOST_PICTURED = 15  # percent of a page beyond the issued paper's: an emblem, a code; more may hold words of its own


@dataclass(frozen=True)
class Examined:
    """A returned PDF, how its words compare with the paper's, whom the paper names, whether the office has roots.

    `pictured`: how far pictures cover each page of the issued paper, in percent.
    """

    pdf: ReturnedPdf
    words: Sameness
    signer: str
    roots: bool
    pictured: tuple[int, ...] = ()

    def any_chain(self, chain: Chain) -> bool:
        """Whether the certificate of any signature stands so."""
        return any(one.chain is chain for one in self.pdf.signatures)


@dataclass(frozen=True)
class Verdict:
    """What is kept of the look at a copy."""

    state: CopyState
    signer: str = ""  # the names on the certificates
    signed_at: datetime | None = None  # of the last signature; the state says who vouches for it
    roots: tuple[str, ...] = ()
    difference: str = ""  # where the words part, in the words of both
    words: Sameness = Sameness.UNKNOWN  # also where a graver fault is the state


def _changed(seen: Examined) -> bool:
    *before, last = seen.pdf.signatures
    return last.later in (Later.SIGNING, Later.CHANGES) or any(one.later is Later.CHANGES for one in before)


def _covered(seen: Examined) -> bool:
    """Whether words may stand where they cannot be compared; pictures as large as the issued paper's are its own."""
    ours = sorted(seen.pictured, reverse=True)
    theirs = sorted(seen.pdf.pictured, reverse=True)
    more = any(share > MOST_PICTURED + own for share, own in zip_longest(theirs, ours, fillvalue=0))
    # Without the issued paper's PDF nothing is known of its pictures either.
    return seen.pdf.hidden or seen.pdf.laid_over or (more and seen.words is not Sameness.UNKNOWN)


def _named(seen: Examined) -> bool:
    return any(same_person(one.signer, seen.signer) for one in _of(seen))


def _others(seen: Examined) -> bool:
    return not all(same_person(one.signer, seen.signer) for one in _of(seen))


def _unstamped(seen: Examined) -> bool:
    return any(one.stamped is None for one in _of(seen))


# What makes a signed PDF less than trusted, the gravest first: the first that holds is its state.
_SHORTFALLS: tuple[tuple[CopyState, Callable[[Examined], bool]], ...] = (
    (CopyState.TAK_TERBACA, lambda seen: seen.any_chain(Chain.UNREADABLE)),
    (CopyState.RUSAK, lambda seen: not all(one.intact for one in seen.pdf.signatures)),
    (CopyState.SEBAGIAN, lambda seen: not all(one.whole for one in seen.pdf.signatures)),
    (CopyState.BERUBAH, _changed),
    (CopyState.DICABUT, lambda seen: seen.any_chain(Chain.REVOKED)),
    (CopyState.BUATAN_SENDIRI, lambda seen: seen.any_chain(Chain.SELF_MADE)),
    (CopyState.TIDAK_LAYAK, lambda seen: seen.any_chain(Chain.UNFIT)),
    (CopyState.TEKS_TERTUTUP, _covered),
    (CopyState.TEKS_BERBEDA, lambda seen: seen.words is Sameness.DIFFERENT),
    (CopyState.TANPA_AKAR, lambda seen: seen.any_chain(Chain.UNKNOWN) and not seen.roots),
    (CopyState.PENERBIT_ASING, lambda seen: seen.any_chain(Chain.UNKNOWN)),
    (CopyState.KEDALUWARSA, lambda seen: seen.any_chain(Chain.EXPIRED)),
    (CopyState.TEKS_BELUM, lambda seen: seen.words is not Sameness.SAME),
    (CopyState.PENANDA_LAIN, lambda seen: _others(seen) and (not _named(seen) or _unstamped(seen))),
    (CopyState.BEBERAPA, lambda seen: _others(seen)),
    (CopyState.WAKTU_DINYATAKAN, lambda seen: _unstamped(seen)),
    (CopyState.DIPERCAYA, lambda seen: not all(one.checked for one in _of(seen))),
)


def judge_copy(seen: Examined, difference: str = "") -> Verdict:
    """Return what a copy is. Raises DocumentNotAllowed where it is neither signed nor a scan, or would act."""
    check_harmless(seen.pdf.acts)
    if not seen.pdf.signatures:
        return Verdict(_unsigned(seen.pdf))
    state = next((state for state, falls in _SHORTFALLS if falls(seen)), CopyState.DIPERCAYA_LENGKAP)
    last = seen.pdf.signatures[-1]
    return Verdict(
        state=state,
        signer="; ".join(dict.fromkeys(one.signer for one in _of(seen) if one.signer))[:300],
        signed_at=last.moment,
        roots=tuple(sorted({root for one in _of(seen) for root in one.roots})),
        difference=difference if state is CopyState.TEKS_BERBEDA or seen.words.put_back else "",
        words=seen.words,
    )


def check_harmless(acts: tuple[str, ...]) -> None:
    """Raise DocumentNotAllowed where a PDF contains what acts by itself."""
    if acts:
        raise DocumentNotAllowed(
            f"PDF ini memuat isi yang dapat bekerja sendiri ketika dibuka ({', '.join(acts)}), jadi tidak disimpan. "
            "Minta PDF yang tanpa itu, atau pindai lembar yang sudah ditandatangani."
        )


def _of(seen: Examined) -> tuple[Signature, ...]:
    return seen.pdf.signatures


def _unsigned(pdf: ReturnedPdf) -> CopyState:
    if pdf.is_scan:
        return CopyState.PINDAIAN
    raise DocumentNotAllowed(
        "PDF ini tidak bertanda tangan elektronik dan bukan pindaian, jadi bukan salinan bertanda tangan. Unggah PDF "
        "yang dikembalikan layanan tanda tangan, atau pindaian lembar yang ditandatangani."
    )
