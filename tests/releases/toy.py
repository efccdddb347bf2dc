"""A toy program in a repository of its own, with one toy library: all that a real release is, in a few files."""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import start_venv
from releases.building import build
from releases.platforms import PLATFORMS
from releases.sources import INSTALLER, read_commit
from tests.tools import ROOT

KEY, OTHER_KEY = (Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32) for number in (1, 2))
LINUX = replace(PLATFORMS["linux-x86_64"], pythons=("3.11", "3.12", "3.13", "3.14"))
SCHEMA = "0027"
RUN = """import toy_library
from models.tables.upkeep.release import VERSION

print(f"Aduan {VERSION}, schema 0027, {toy_library.WORDS}")
"""


def toy_wheel(
    folder: Path, words: str = "toy library", name: str = "toy_library", version: str = "1.0", wants: str = ""
) -> Path:
    """Write a wheel of a library that has words and wants another, and return where."""
    path, info = folder / f"{name}-{version}-py3-none-any.whl", f"{name}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name.replace('_', '-')}\nVersion: {version}\nLicense-Expression: MIT\n"
    with zipfile.ZipFile(path, "w") as wheel:
        members = {
            f"{name}.py": f"WORDS = {words!r}\n",
            f"{info}/METADATA": metadata + (f"Requires-Dist: {wants}\n" if wants else ""),
            f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
            f"{info}/RECORD": f"{name}.py,,\n",
        }
        for member, content in members.items():
            wheel.writestr(zipfile.ZipInfo(member), content)
    return path


def pip_wheel() -> Path:
    """Return the wheel of pip that Python brings along, or skip."""
    return start_venv.pip_wheel() or pytest.skip("no wheel of pip is on this machine")


def locked(path: Path) -> str:
    """Return the row of a lock for a wheel."""
    name, version = path.name.split("-")[:2]
    return (
        f"{name.replace('_', '-')}=={version} \\\n    --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"
    )


def toy_repository(folder: Path, version: str = "1.0.0") -> Path:
    """Make the repository of a toy program of a version, and the folder of its wheels beside it."""
    root, wheels = folder / "toy", folder / "wheels"
    wheels.mkdir(parents=True)
    pip = shutil.copy(pip_wheel(), wheels)
    files = {
        "run_admin.py": RUN,
        "run_agent.py": RUN,
        "models/tables/upkeep/release.py": f'VERSION = "{version}"\n',
        "models/tables/migrations/0027_release_1_0.py": "",
        "admin_app/templates/page.html": "<p>halaman</p>\n",
        "docs/panduan/README.md": "# Panduan\n",
        "docs/gambar/naskah.png": "a picture\n",
        "docs/growth.md": "for developers\n",
        "tests/test_toy.py": "for developers\n",
        "start.py": "for developers\n",
        "requirements.txt": f"# a lock\n{locked(toy_wheel(wheels))}    # via -r requirements.in\n",
        "requirements-install.txt": locked(Path(pip)),
        **{name: f"{name}\n" for name in ("README.md", "CHANGELOG.md", "LICENSE", "deploy/README.md")},
        **{f"{room}/__init__.py": "" for room in ("admin_app", "docgen", "models", "sync_agent", "models/tables")},
        "models/tables/upkeep/__init__.py": "",
    }
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, "utf-8")
    shutil.copytree(ROOT / INSTALLER, root / INSTALLER, ignore=shutil.ignore_patterns("__pycache__"))
    subprocess.run(["git", "init", "-q", str(root)], check=True, env=_committer())
    commit(root)
    return root


def commit(root: Path) -> None:
    """Commit everything as it stands, at the same moment each time."""
    for words in (["add", "-A"], ["commit", "-q", "-m", "Toy"]):
        subprocess.run(["git", "-C", str(root), *words], check=True, env=_committer())


def _committer() -> dict[str, str]:
    who = {f"GIT_{role}_{what}": f"toy{'@example.id' * (what == 'EMAIL')}" for role in ("AUTHOR", "COMMITTER")
           for what in ("NAME", "EMAIL")}  # fmt: skip
    at = {"GIT_AUTHOR_DATE": "1764000000 +0000", "GIT_COMMITTER_DATE": "1764000000 +0000"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | who | at | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def toy_archive(root: Path, key: Ed25519PrivateKey | None = KEY, out: str = "out") -> Path:
    """Build the archive of a toy repository for this machine's Python alone, as if libraries fitted each Python."""
    here = replace(LINUX, pythons=("{}.{}".format(*sys.version_info),))
    return build(read_commit(root), here, key, root.parent / "wheels", root.parent / out, offline=True)


def unpacked(archive: Path, into: Path) -> Path:
    """Unpack an archive as tar(1) does and return its folder."""
    with tarfile.open(archive) as packed:
        packed.extractall(into, filter="data")
    return into / archive.name.removesuffix(".tar.gz")
