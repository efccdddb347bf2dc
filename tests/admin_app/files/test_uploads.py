"""A refused file is told which types would be taken here."""

import io
from pathlib import Path

import pytest
from werkzeug.datastructures import FileStorage

from admin_app.files.uploads import kept_files
from models.rules.core.errors import RuleBroken
from models.tables.core.files.folder_store import FolderStore

WEBP = b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(20)


@pytest.mark.parametrize(
    ("allowed", "said"),
    [
        ({"application/pdf", "image/jpeg", "image/png"}, r"bukan gambar \(JPG, PNG\) atau PDF"),
        ({"application/pdf"}, "bukan PDF"),
        ({"image/png"}, r"bukan gambar \(PNG\)"),
    ],
)
def test_a_webp_is_not_named_where_it_is_not_taken(allowed: set[str], said: str, tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match=said):
        kept_files([FileStorage(io.BytesIO(WEBP), "surat.webp")], FolderStore(tmp_path), frozenset(allowed))
