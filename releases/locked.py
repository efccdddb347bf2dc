"""The lock as one platform with one Python reads it, and its wheels: fetched by pip, each by its hash."""

import hashlib
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker

from releases.platforms import Platform, conditions
from start_venv import pip_command

_PINNED = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(\[[^\]]*\])?==(?P<version>\S+)(\s*;\s*(?P<when>.+))?")


class Unbuildable(Exception):
    """No archive can be built of this: the sentence says what lacks."""


@dataclass(frozen=True)
class Pin:
    """One library of the lock, with the hashes any of its files may have."""

    name: str
    version: str
    hashes: tuple[str, ...]


@dataclass(frozen=True)
class Wheel:
    """The file of a library that goes into an archive."""

    pin: Pin
    path: Path
    sha256: str


def pins_for(lock: str, platform: Platform, python: str) -> list[Pin]:
    """Return what a lock asks for on a platform with a Python, in its order."""
    asked = conditions(platform, python)
    return [pin for pin, when in _rows(lock) if not when or Marker(when).evaluate(asked)]


def _rows(lock: str) -> Iterator[tuple[Pin, str]]:
    """Yield each library of a lock as uv writes it, with the condition under which it is asked for."""
    for row in lock.replace("\\\n", " ").splitlines():
        said = row.partition("#")[0].strip()
        if not said:
            continue
        head, *hashes = re.split(r"\s+--hash=sha256:", said)
        found = _PINNED.fullmatch(head.strip())
        if not found or not hashes:
            raise Unbuildable(f"The lock has a row without version or hash: {head.strip()}")
        yield Pin(found["name"], found["version"], tuple(hashes)), found["when"] or ""


def gather(pins: list[Pin], platform: Platform, python: str, kept: Path, offline: bool = False) -> list[Wheel]:
    """Return the wheel of each library, out of the folder where they are kept; what lacks there is fetched into it.

    `offline`: from that folder alone. Raises Unbuildable in pip's words.
    """
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        asked, chosen = Path(place) / "asked.txt", Path(place) / "chosen"
        asked.write_text("\n".join(_asked(pin) for pin in pins) + "\n", "utf-8")
        _download(asked, chosen, platform, python, kept, offline)
        found = {_name_of(path): path for path in chosen.iterdir()}
        return [_kept(pin, found[_bare(pin.name)], kept) for pin in pins]


def asked_text(wheels: list[Wheel]) -> str:
    """Return what pip is given at the office: each library with the hash of the one file that goes along."""
    rows = sorted(f"{one.pin.name}=={one.pin.version} --hash=sha256:{one.sha256}" for one in wheels)
    return "\n".join(rows) + "\n"


def _asked(pin: Pin) -> str:
    return " ".join([f"{pin.name}=={pin.version}", *(f"--hash=sha256:{value}" for value in pin.hashes)])


def _download(asked: Path, chosen: Path, platform: Platform, python: str, kept: Path, offline: bool) -> None:
    words = ["download", "--no-deps", "--require-hashes", "--only-binary", ":all:", "--disable-pip-version-check"]
    words += ["--implementation", "cp", "--python-version", python, "--find-links", str(kept), "--no-input", "-q"]
    abi = f"cp{python.replace('.', '')}"
    words += [word for tag in platform.tags for word in ("--platform", tag)]
    words += [word for one in (abi, "abi3", "none") for word in ("--abi", one)]
    command = [*pip_command(), *words, "-d", str(chosen), "-r", str(asked)]
    for more in [["--no-index"]] if offline else [["--no-index"], []]:  # a registry is asked only for what lacks
        done = subprocess.run([*command, *more], capture_output=True, encoding="utf-8", errors="replace")
        if not done.returncode:
            break
    else:
        lacks = f"The wheels for {platform.name} with Python {python} cannot be had"
        raise Unbuildable(f"{lacks}:\n{done.stderr.strip()[-2000:]}")


def _kept(pin: Pin, path: Path, kept: Path) -> Wheel:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    if sha256 not in pin.hashes:  # pip has compared it as well
        raise Unbuildable(f"{path.name} is not of the lock.")
    place, part = kept / path.name, kept / f"{path.name}.part"
    if not place.exists() or hashlib.sha256(place.read_bytes()).hexdigest() != sha256:
        shutil.copyfile(path, part)
        part.replace(place)
    return Wheel(pin, place, sha256)


def _name_of(path: Path) -> str:
    return _bare(path.name.partition("-")[0])


def _bare(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
