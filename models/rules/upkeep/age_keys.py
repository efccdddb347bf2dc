"""The text of the keys by which backups are encrypted, as age writes them (age-encryption.org/v1, BIP 173 Bech32)."""

from collections.abc import Iterable

KEY_BYTES = 32
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_PUBLIC, _PRIVATE = "age", "age-secret-key-"
_CHECK = 6  # letters at the end that show a slip of the pen


class KeyTextWrong(ValueError):
    """This is no key of a backup, or a letter of it is wrong."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def public_text(public: bytes) -> str:
    """Return the public half as text (age1…)."""
    return _written(_PUBLIC, public)


def private_text(private: bytes) -> str:
    """Return the private half as text (AGE-SECRET-KEY-1…)."""
    return _written(_PRIVATE, private).upper()


def public_in(text: str) -> bytes:
    """Return the public half of its text. Raises KeyTextWrong."""
    return _read(_PUBLIC, text.strip())


def private_in(text: str) -> bytes:
    """Return the private half in what was typed or in a file of age-keygen, whose lines with # are remarks.

    Raises KeyTextWrong.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if len(lines) != 1:
        raise KeyTextWrong
    return _read(_PRIVATE, lines[0])


def _written(kind: str, content: bytes) -> str:
    words = _regrouped(content, 8, 5, fill=True)
    check = _checksum(kind, [*words, *([0] * _CHECK)]) ^ 1
    words += [check >> 5 * (_CHECK - 1 - place) & 31 for place in range(_CHECK)]
    return f"{kind}1{''.join(_LETTERS[word] for word in words)}"


def _read(kind: str, text: str) -> bytes:
    if text not in (text.lower(), text.upper()):
        raise KeyTextWrong
    found, one, letters = text.lower().rpartition("1")
    if found != kind or not one or set(letters) - set(_LETTERS):
        raise KeyTextWrong
    words = [_LETTERS.index(letter) for letter in letters]
    if len(words) < _CHECK or _checksum(kind, words) != 1:
        raise KeyTextWrong
    content = bytes(_regrouped(words[:-_CHECK], 5, 8, fill=False))
    if len(content) != KEY_BYTES or _written(kind, content) != text.lower():
        raise KeyTextWrong
    return content


def _checksum(kind: str, words: Iterable[int]) -> int:
    spread = [*(ord(letter) >> 5 for letter in kind), 0, *(ord(letter) & 31 for letter in kind)]
    value = 1
    for word in (*spread, *words):
        top = value >> 25
        value = (value & 0x1FFFFFF) << 5 ^ word
        for place, number in enumerate(_GENERATOR):
            value ^= number if top >> place & 1 else 0
    return value


def _regrouped(words: Iterable[int], of: int, into: int, *, fill: bool) -> list[int]:
    """Return the same bits in groups of another size; the last is filled with zeros, or left out."""
    held, bits, found = 0, 0, []
    for word in words:
        held, bits = held << of | word, bits + of
        while bits >= into:
            bits -= into
            found.append(held >> bits & (1 << into) - 1)
    if fill and bits:
        found.append(held << into - bits & (1 << into) - 1)
    return found
