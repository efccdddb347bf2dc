"""What may not be in an answer that everybody can read: NIK, passport and telephone numbers (UU 27/2022)."""

import re
from collections.abc import Iterable

from models.rules.core.dashes import DASHES, plain_hyphens

_ANY_DASH = re.compile(f"[{DASHES}]")
_NIK = re.compile(r"(?<!\d)(?:\d[\s.-]?){15}\d(?!\d)")
# Indonesian passports: one or two letters and six or seven digits; many foreign ones look alike.
_PASSPORT = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,2}[\s-]?\d{6,8}(?![A-Za-z0-9])")
_PHONE = re.compile(r"(?<![\d-])(?:\+|0)(?:[\s.()-]{0,2}\d){7,14}(?!\d)")
# Times and dates are rows of digits too.
_HARMLESS = re.compile(r"\b\d{1,2}[.:]\d{2}\b|\b\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b")
# A telephone number may also stand without its sign: 62 and what follows it, or any other long row of digits.
_BARE_PHONE = r"(?<![\d-])(?:62[\s.-]?8\d(?:[\s.-]?\d){6,11}|\d{9,})(?!\d)"
_NUMBERS = re.compile(
    rf"{_NIK.pattern}|(?P<harmless>{_HARMLESS.pattern}|\b[Rr][Pp]\.?\s?\d[\d.]*)"
    rf"|{_PASSPORT.pattern}|{_BARE_PHONE}|{_PHONE.pattern}"
)


def private_facts(text: str, allowed_phones: Iterable[str] = ()) -> tuple[str, ...]:
    """Return, in Indonesian, the kinds of private data in a public text, the office's own telephones not counted."""
    own = {national(phone) for phone in allowed_phones if phone.strip()}
    text = _ANY_DASH.sub("-", text)
    rest = _HARMLESS.sub("·", _NIK.sub("·", text))
    strange = [found for found in _PHONE.findall(rest) if national(found) not in own]
    facts = (("NIK", _NIK.search(text)), ("nomor paspor", _PASSPORT.search(text)), ("nomor telepon", strange))
    return tuple(name for name, found in facts if found)


def without_numbers(text: str) -> str:
    """Return a text with NIK, passport and telephone numbers left out, as “…”; times, dates and sums stay."""
    return _NUMBERS.sub(lambda found: found[0] if found["harmless"] else "…", plain_hyphens(text))


def national(phone: str) -> str:
    """Return a number's digits, with the Indonesian country code as 0."""
    digits = re.sub(r"\D", "", phone)
    return f"0{digits[2:]}" if digits.startswith("62") else digits
