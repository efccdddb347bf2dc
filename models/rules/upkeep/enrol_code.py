"""The one-time code by which a gateway's PC enrols: a word that nobody guesses, and to whom it may be told."""

import base64
import hashlib
import re
from dataclasses import dataclass, field
from datetime import timedelta

WORD, SEEN, _SUM = 16, 16, 3  # bytes of the word, of the certificate's fingerprint, and of what tells a slip
LASTS = timedelta(hours=1)
_GROUP = 4


class CodeMistyped(ValueError):
    """This is no code, or one with a slip in it: type it again as it stands on the server's screen."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


@dataclass(frozen=True)
class EnrolCode:
    """What a code says: the word, and the beginning of the SHA-256 of the server's certificate."""

    word: bytes = field(repr=False)
    seen: bytes

    def text(self) -> str:
        """Return the code as a person copies it."""
        said = self.word + self.seen
        letters = base64.b32encode(said + _sum(said)).decode()
        return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))

    def is_of(self, certificate: bytes) -> bool:
        """Whether this certificate (DER) is the one that the code was made for."""
        return seen_of(certificate) == self.seen


def seen_of(certificate: bytes) -> bytes:
    """Return what a code says of a certificate."""
    return hashlib.sha256(certificate).digest()[:SEEN]


def read_code(text: str) -> EnrolCode:
    """Return what a code says, however it was typed. Raises CodeMistyped."""
    letters = re.sub(r"[\s-]", "", text).upper()
    try:
        said = base64.b32decode(letters)
    except ValueError as err:
        raise CodeMistyped from err
    word, seen = said[:WORD], said[WORD : WORD + SEEN]
    if len(said) != WORD + SEEN + _SUM or said[WORD + SEEN :] != _sum(word + seen):
        raise CodeMistyped
    return EnrolCode(word, seen)


def _sum(said: bytes) -> bytes:
    return hashlib.sha256(b"aduan enrol " + said).digest()[:_SUM]
