"""LibreOffice's profile, made once a process: in a folder without one a first PDF costs three times the next.

Every office of the tests has a folder of its own. How a profile is made, kept and replaced is held by
tests/docgen/test_pdf.py, whose stand-ins for LibreOffice are given none.
"""

import atexit
import shutil
import tempfile
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from threading import Lock
from typing import Any

from docgen.pdf import Converter

Converted = Callable[[Any, str, Sequence[bytes]], list[bytes]]


def keep_profile() -> None:
    """Let every back office of this process begin with the profile that the first one's LibreOffice made."""
    place = Path(tempfile.mkdtemp(prefix="aduan-profil-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    Converter._converted = with_kept_profile(Converter._converted, place)  # type: ignore[method-assign]


def with_kept_profile(converted: Converted, place: Path) -> Converted:
    """Return the conversion that copies the first profile to `place`, and from there into folders without one."""
    kept, turn = place / "profil", Lock()

    @wraps(converted)
    def seeded(converter: Any, program: str, papers: Sequence[bytes]) -> list[bytes]:
        own = converter._folder / "profil"
        if converter._program is not None:  # a stand-in
            return converted(converter, program, papers)
        if kept.exists() and not own.exists():
            shutil.copytree(kept, own)
        made = converted(converter, program, papers)
        with turn:
            if own.is_dir() and not kept.exists():
                shutil.copytree(own, place / "baru")
                (place / "baru").rename(kept)
        return made

    return seeded
