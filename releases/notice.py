"""The NOTICE of an archive: every library in it, its licence, and the licence's own words as the wheel has them."""

import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from releases.bill import licence_said
from releases.locked import Unbuildable, Wheel

NOTICE = "NOTICE"
# Files of a wheel's .dist-info that hold words which must go along (PEP 639 puts them into licenses/).
_WORDS = re.compile(
    r"[^/]+\.dist-info/(licenses?/.+|(licen[cs]e|copying|notice|authors|copyright)[^/]*)", re.IGNORECASE
)
# The words of libraries whose wheels name a licence and bring none of it.
_BESIDE = Path(__file__).resolve().parent / "licences"
_HEAD = """Aduan is licensed under the Apache License 2.0 (LICENSE in the folder `program`).

With it come the libraries below, each under its own licence. Their words stand here as their wheels hold them.
"""


def notice_of(wheels: Iterable[Wheel]) -> bytes:
    """Return the notice, each library once. Raises Unbuildable where one names no licence and brings no words."""
    rows = {(one.pin.name.lower(), one.pin.version): one for one in sorted(wheels, key=lambda one: one.path.name)}
    return "\n".join([_HEAD, *(_entry(rows[key]) for key in sorted(rows))]).encode()


def words_beside(name: str) -> dict[str, bytes]:
    """Return the words of a library whose wheel brings none, laid here by us; nothing where there are none."""
    path = _BESIDE / f"{name.lower()}.txt"
    return {f"Aduan/{path.name}": path.read_bytes()} if path.exists() else {}


def is_words(name: str) -> bool:
    """Whether a file of a wheel holds words of its licence, or of whom it is from."""
    return _WORDS.fullmatch(name) is not None


def _entry(wheel: Wheel) -> str:
    with zipfile.ZipFile(wheel.path) as packed:
        words = {name: packed.read(name) for name in sorted(packed.namelist()) if is_words(name)}
    words = words or words_beside(wheel.pin.name)
    return entry_of(f"{wheel.pin.name} {wheel.pin.version}", licence_said(wheel), words)


def entry_of(name: str, licence: str, words: Mapping[str, bytes]) -> str:
    """Return what the notice says of a library: its licence, then its words. Raises Unbuildable without either."""
    texts = {place: content.decode("utf-8", "replace").strip() for place, content in words.items()}
    if not licence and not any(texts.values()):
        raise Unbuildable(f"{name} names no licence: nobody may pass it on. Find out, or leave it out.")
    line = "=" * 78
    said = [line, name, f"Licence: {licence or 'in its own words below'}", line, ""]
    for place, text in texts.items():
        if text:
            said += [f"--- {place.partition('/')[2]}", "", text.replace("\r\n", "\n"), ""]
    return "\n".join(said)
