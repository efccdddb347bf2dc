"""An archive is the same, byte for byte, wherever and whenever it is built, and holds what an office runs alone."""

import json
import re
import shutil
import subprocess
import sys
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from releases import building
from releases.installer.checking import KEY, NOTE, SIGNATURE, SUMS
from releases.locked import Unbuildable
from releases.platforms import PLATFORMS
from releases.signing import make_key
from releases.sources import read_commit, uncommitted
from tests.releases.toy import toy_archive, toy_repository, toy_wheel
from tests.tools import ROOT

AGAIN = """import sys
from pathlib import Path
from tests.releases.toy import toy_archive
print(toy_archive(Path(sys.argv[1])))
"""


def names(archive: Path) -> set[str]:
    with tarfile.open(archive) as packed:
        return {entry.name.partition("/")[2] for entry in packed}


def read(archive: Path, name: str) -> bytes:
    with tarfile.open(archive) as packed:
        member = packed.extractfile(f"{archive.name.removesuffix('.tar.gz')}/{name}")
        assert member
        return member.read()


def test_built_elsewhere_with_another_umask_time_zone_and_language_it_is_the_same(
    toy: Path, packed: Path, tmp_path: Path
) -> None:
    shutil.copytree(toy, tmp_path / "elsewhere" / "toy")
    shutil.copytree(toy.parent / "wheels", tmp_path / "elsewhere" / "wheels", copy_function=shutil.copyfile)
    env = {
        "PATH": "/usr/bin:/bin",
        "TZ": "Asia/Jayapura",
        "LC_ALL": "C",
        "HOME": str(tmp_path),
        "PYTHONHASHSEED": "7",
    }
    command = [sys.executable, "-c", AGAIN, str(tmp_path / "elsewhere" / "toy")]
    done = subprocess.run(command, cwd=ROOT, env=env, umask=0o077, capture_output=True, text=True, check=True)
    assert Path(done.stdout.strip()).read_bytes() == packed.read_bytes()


def test_the_time_in_it_is_the_commits_or_the_one_that_is_said(
    toy: Path, packed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert json.loads(read(packed, NOTE))["made_at"] == "2025-11-24T16:00:00Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    other = toy_archive(toy, out="other")
    assert json.loads(read(other, NOTE))["made_at"] == "2027-01-15T08:00:00Z"
    with tarfile.open(other) as opened:
        assert {entry.mtime for entry in opened} == {1800000000}


def test_what_belongs_to_a_running_office_is_in_it_and_nothing_else(packed: Path) -> None:
    found = names(packed)
    assert {"program/run_admin.py", "program/docs/panduan/README.md", "program/requirements.txt"} <= found
    assert {"install.py", "install.sh", "install.cmd", "installer/__main__.py", "installer/ed25519.py"} <= found
    assert {NOTE, KEY, SUMS, SIGNATURE, "sbom.json", "NOTICE", "wheels/toy_library-1.0-py3-none-any.whl"} <= found
    strangers = ("test", "start.py", "growth", "__pycache__", ".pyc", ".git", "requirements-install")
    assert [name for name in found if any(word in name for word in strangers)] == []


def test_the_real_program_is_in_it_without_what_only_developers_need() -> None:
    found = read_commit(ROOT).program()
    assert {"run_admin.py", "run_agent.py", "admin_app/app.py", "docs/panduan/README.md", "CHANGELOG.md"} <= set(
        found
    )
    assert [name for name in found if name.startswith(("tests/", "releases/", "start", "docs/gambar/l", "."))] == []


def test_each_picture_that_a_page_of_the_guide_names_is_in_it() -> None:
    found = read_commit(ROOT).program()
    pages = [member.content.decode() for name, member in found.items() if re.fullmatch(r"docs/panduan/.*\.md", name)]
    named = {f"docs/gambar/{name}" for page in pages for name in re.findall(r"\.\./gambar/([^)]+)", page)}
    assert (len(pages) > 10, bool(named), named - set(found)) == (True, True, set())


def test_a_builders_own_configuration_of_git_changes_nothing_in_it(
    toy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_commit(toy).files
    (tmp_path / "attributes").write_text("LICENSE export-ignore\n*.py text=auto\n")
    settings = f"[core]\n\tautocrlf = true\n\tattributesFile = {tmp_path / 'attributes'}\n"
    (tmp_path / "gitconfig").write_text(settings)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    assert read_commit(toy).files == before


def test_a_version_that_is_not_three_numbers_builds_nothing(tmp_path: Path) -> None:
    with pytest.raises(Unbuildable, match="three numbers"):
        toy_archive(toy_repository(tmp_path, "1.1.0rc1"))


def test_an_update_can_ask_version_schema_and_commit_before_it_does_anything(toy: Path, packed: Path) -> None:
    note = json.loads(read(packed, NOTE))
    commit = subprocess.run(
        ["git", "-C", str(toy), "rev-parse", "HEAD"], capture_output=True, text=True
    ).stdout.strip()
    assert (note["version"], note["schema"], note["oldest_schema"]) == ("1.0.0", "0027", "0027")
    assert (note["name"], note["platform"], note["commit"]) == ("aduan", "linux-x86_64", commit)


def test_without_a_key_nothing_vouches_for_it(toy: Path) -> None:
    assert {KEY, SIGNATURE} & names(toy_archive(toy, None, "unsigned")) == set()


def test_what_is_not_committed_is_not_in_it(tmp_path: Path) -> None:
    root = toy_repository(tmp_path)
    first = read_commit(root)
    (root / "admin_app" / "secret.py").write_text("")
    (root / "run_admin.py").write_text("changed")
    assert (read_commit(root), uncommitted(root)) == (first, True)


def test_a_wheel_that_is_not_of_the_lock_builds_nothing(tmp_path: Path) -> None:
    root = toy_repository(tmp_path)
    toy_wheel(tmp_path / "wheels", "another library of the same name")
    with pytest.raises(Unbuildable, match=r"(?i)hash"):
        toy_archive(root)
    assert not list((tmp_path / "out").glob("*.tar.gz"))


def test_a_wheel_that_cannot_be_had_is_told_in_pips_words(tmp_path: Path) -> None:
    root = toy_repository(tmp_path)
    next((tmp_path / "wheels").glob("toy*")).unlink()
    with pytest.raises(Unbuildable, match="wheels for linux-x86_64 with Python"):
        toy_archive(root)


def test_each_platform_is_named_as_the_installer_calls_the_computer() -> None:
    assert set(PLATFORMS) == {"linux-x86_64", "windows-amd64"}


def test_the_command_says_what_it_built_and_that_it_is_not_signed(
    toy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here = "{}.{}".format(*sys.version_info)
    monkeypatch.setattr(building, "ROOT", toy)
    monkeypatch.setitem(PLATFORMS, "linux-x86_64", replace(PLATFORMS["linux-x86_64"], pythons=(here,)))
    words = [
        "--platform",
        "linux-x86_64",
        "--wheels",
        str(toy.parent / "wheels"),
        "--offline",
        "--out",
        str(tmp_path),
    ]
    assert building.main(words) == 0
    said = capsys.readouterr().out
    assert "aduan-1.0.0-linux-x86_64.tar.gz" in said
    assert f"commit {read_commit(toy).commit}" in said
    assert "NOT signed" in said


def test_nothing_is_signed_while_something_is_not_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = toy_repository(tmp_path)
    monkeypatch.setattr(building, "ROOT", root)
    (root / "run_admin.py").write_text("changed")
    make_key(tmp_path / "release.key")
    assert building.main(["--key", str(tmp_path / "release.key"), "--out", str(tmp_path / "out"), "--offline"]) == 1
    assert "Nothing is signed" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_key_is_made_once_and_its_public_part_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert building.main(["--new-key", str(tmp_path / "release.key")]) == 0
    assert "BEGIN PUBLIC KEY" in capsys.readouterr().out
    assert building.main(["--new-key", str(tmp_path / "release.key")]) == 1
    assert "exists already" in capsys.readouterr().err
