"""How a complainant is named on papers, lists and screens: in full, masked, or not at all where he is protected."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+")
# Shorter words of a name stand in too many other words.
_TELLING = 3


def mask_handle(value: str) -> str:
    """Hide the middle of a phone number or account name, keeping enough to tell two apart."""
    if len(value) <= 6:
        return value[:1] + "•" * max(len(value) - 1, 0)
    keep = 3 if value.startswith("+") else 2
    return value[: keep + 2] + "•" * (len(value) - keep - 5) + value[-3:]


def reporter_label(name: str, handle: str, protected: bool, number: str) -> str:
    """Name the complainant for somebody who handles the case but need not know more."""
    if protected:
        return f"{alias(number)} (identitas dirahasiakan)"
    masked = mask_handle(handle)
    return f"{name} ({masked})" if name else masked


def alias(number: str) -> str:
    """Name a protected complainant by the number of his case: Pelapor 000123."""
    return f"Pelapor {number.rsplit('-', 1)[-1]}"


def mask_name(name: str) -> str:
    """Keep the first letter of every word of a name."""
    return " ".join(word[:1] + "•••" for word in name.split())


def mask_email(address: str) -> str:
    """Keep the first letter and the domain of a mail address."""
    user, at, domain = address.partition("@")
    return f"{user[:1]}•••{at}{domain}" if user else ""


def veiled(text: str, telling: Iterable[str]) -> str:
    """Take what identifies a protected complainant out of a text: names word by word, numbers in any spelling."""
    for value in telling:
        for pattern in _patterns(value):
            text = re.sub(pattern, "▮▮▮", text, flags=re.IGNORECASE)
    return text


def _patterns(value: str) -> list[str]:
    digits = re.sub(r"\D", "", value)
    if len(digits) >= 7:
        # +62811…, 0811… and 62 811-… are one number: what follows the country is what tells.
        core = digits.removeprefix("62").lstrip("0")
        return [r"(?:\+?62|0)?[\s.-]*" + r"[\s.()-]*".join(core)]
    words = [word for word in _WORD.findall(value) if len(word) >= _TELLING]
    return [rf"(?<!\w){re.escape(word)}(?!\w)" for word in words]
