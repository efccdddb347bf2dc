"""The first profile is kept, and given to folders that have none; stand-ins get nothing."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from docgen.pdf import Converter
from tests.running.kept_profile import with_kept_profile

Convert = Callable[[str, str | None], None]


@pytest.fixture
def convert(tmp_path: Path) -> Convert:
    """Convert in a folder by what fills an empty profile with the folder's name."""

    def converted(converter: Converter, _program: str, _papers: Sequence[bytes]) -> list[bytes]:
        profile = converter._folder / "profil"
        if not profile.exists():
            profile.mkdir(parents=True)
            (profile / "isi").write_text(converter._folder.name)
        return [b"%PDF-"]

    (tmp_path / "kept").mkdir()
    seeded = with_kept_profile(converted, tmp_path / "kept")

    def run(folder: str, program: str | None = None) -> None:
        assert seeded(Converter(tmp_path / folder, program), "soffice", [b"naskah"]) == [b"%PDF-"]

    return run


def test_a_folder_without_a_profile_begins_with_the_first_one(tmp_path: Path, convert: Convert) -> None:
    convert("a", None)
    convert("b", None)
    assert (tmp_path / "b" / "profil" / "isi").read_text() == "a"


def test_a_profile_that_is_there_stays_and_a_stand_in_gets_and_leaves_none(tmp_path: Path, convert: Convert) -> None:
    convert("stand-in", "tiruan")
    convert("a", None)
    convert("stand-in", "tiruan")
    convert("another", "tiruan")
    (tmp_path / "a" / "profil" / "isi").write_text("diubah")
    convert("a", None)
    said = {name: (tmp_path / name / "profil" / "isi").read_text() for name in ("stand-in", "another", "a")}
    assert said == {"stand-in": "stand-in", "another": "another", "a": "diubah"}


def test_every_converter_of_the_tests_keeps_it() -> None:
    assert hasattr(Converter._converted, "__wrapped__")
