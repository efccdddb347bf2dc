"""What a gateway's PC knows of its office: nothing, without an address, or all."""

from pathlib import Path

import pytest

from models.tables.core.settings import ENROLLED
from models.tables.upkeep.known_office import KnownOffice, known_office

WHOLE = 'enrolled_as = "gerbang1"\noffice = "ab"\n'


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (WHOLE, KnownOffice("gerbang1", "ab", "")),
        (WHOLE + 'address = "https://aduan.kantor.lan"\n', KnownOffice("gerbang1", "ab", "https://aduan.kantor.lan")),
        ('enrolled_as = "gerbang1"\n', None),
        ("not = toml = at all", None),
        (None, None),
    ],
)
def test_it_is_known_as_far_as_it_is_written(tmp_path: Path, text: str | None, known: KnownOffice | None) -> None:
    if text is not None:
        (tmp_path / ENROLLED).write_text(text)
    assert known_office(tmp_path) == known
