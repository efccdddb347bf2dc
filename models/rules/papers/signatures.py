"""What the worker finds in a returned PDF: its signatures, and how its pages say their words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.rules.papers.signature_place import Stamp


class Chain(StrEnum):
    """How far a signer's certificate leads to what the office trusts, judged at the signature's moment."""

    TRUSTED = "trusted"
    UNKNOWN = "unknown"  # it leads to no uploaded root
    SELF_MADE = "self-made"  # it vouches for itself
    EXPIRED = "expired"  # it, or one above it, was not valid at that moment
    REVOKED = "revoked"
    UNFIT = "unfit"  # it may not sign documents, or by a way that is broken
    UNREADABLE = "unreadable"


class Later(StrEnum):
    """What was added to the file after a signature."""

    NOTHING = "nothing"
    EVIDENCE = "evidence"  # timestamps and revocation data alone
    SIGNING = "signing"  # fields filled, further signatures
    CHANGES = "changes"


@dataclass(frozen=True)
class Signature:
    """One signature of a PDF; moments are naive UTC."""

    signer: str = ""  # the name its certificate gives
    issuer: str = ""
    intact: bool = False  # the bytes it covers are those that were signed, by this certificate's key
    whole: bool = False  # from the file's first byte to the end of its revision, but for its own place
    later: Later = Later.CHANGES
    chain: Chain = Chain.UNREADABLE
    declared: datetime | None = None  # what the signer's own clock said
    stamped: datetime | None = None  # what a trusted timestamp service said
    checked: bool = False  # revocation data in the file say that no certificate of the chain was revoked
    roots: tuple[str, ...] = ()  # SHA-256 of the uploaded certificates that signer and timestamp lead to

    @property
    def moment(self) -> datetime | None:
        """Return when it was made: by the timestamp, else by the signer's clock."""
        return self.stamped or self.declared


@dataclass(frozen=True)
class ReturnedPdf:
    """A PDF from outside. Its words are those of the signed revision, where one is signed; their looks, of both."""

    signatures: tuple[Signature, ...] = ()
    text: str = ""  # of one page after the other, a form feed between them
    pages: int = 0
    scanned: int = 0  # pages that a picture covers for the most part
    hidden: bool = False  # some words are drawn so that nobody sees them
    laid_over: bool = False  # more than links and small signatures lies over the pages, or a later revision differs
    acts: tuple[str, ...] = ()  # names of content that acts by itself
    pictured: tuple[int, ...] = ()  # how far pictures cover each page, in percent
    drawn: tuple[Stamp, ...] = ()  # where the whole file shows its signatures

    @property
    def is_scan(self) -> bool:
        """Whether every page is a picture, or says nothing."""
        return self.pages > 0 and (self.scanned == self.pages or not any(sign.isalnum() for sign in self.text))


@dataclass(frozen=True)
class RootFound:
    """One certificate of an uploaded file; moments are naive UTC, `der` is the certificate in base64."""

    subject: str
    fingerprint: str  # SHA-256, 64 hexadecimal digits
    valid_from: datetime
    valid_until: datetime
    der: str
