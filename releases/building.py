"""start.py release: from a commit, the lock and a key to one archive a platform, with a line of what it is."""

import argparse
import hashlib
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from releases.contents import contents_of
from releases.installer.checking import fingerprint
from releases.interpreter import read_interpreter
from releases.locked import Unbuildable, Wheel, gather, pins_for
from releases.packing import Member, pack
from releases.platforms import PLATFORMS, Platform
from releases.signing import make_key, public_pem, read_key
from releases.sources import INSTALLING, LOCK, Sources, read_commit, uncommitted

ROOT = Path(__file__).resolve().parents[1]


def main(words: list[str]) -> int:
    """Build what is asked for; returns the exit code."""
    asked = _asked(words)
    try:
        if asked.new_key:
            make_key(asked.new_key)
            _say_key(read_key(asked.new_key))
            return 0
        key = read_key(asked.key) if asked.key else None
        sources = read_commit(ROOT, asked.commit)
        _ask_uncommitted(sources, key)
        for name in asked.platform or [row.name for row in PLATFORMS.values() if _can(row, asked)]:
            _build_told(sources, PLATFORMS[name], key, asked)
    except Unbuildable as refused:
        print(refused, file=sys.stderr)
        return 1
    _say_key(key) if key else _say("NOT signed: no --key was given. It installs with --unsigned only.")
    return 0


def build(
    sources: Sources,
    platform: Platform,
    key: Ed25519PrivateKey | None,
    wheels: Path,
    out: Path,
    offline: bool = False,
    interpreter: Mapping[str, Member] | None = None,
) -> Path:
    """Write the archive of a platform and return where. Raises Unbuildable.

    `wheels`: where the wheels of the lock are kept; what lacks there is fetched, unless `offline`.
    """
    libraries, installing = {}, list[Wheel]()
    for python in platform.pythons:
        wanted, tools = (pins_for(sources.text(lock), platform, python) for lock in (LOCK, INSTALLING))
        found = gather([*wanted, *tools], platform, python, wheels, offline)
        libraries[python], installing = found[: len(wanted)], found[len(wanted) :]
    top = f"aduan-{sources.version}-{platform.name}"
    out.mkdir(parents=True, exist_ok=True)
    target = out / f"{top}.{platform.packing}"
    members = contents_of(sources, platform, libraries, installing, interpreter or {}, key)
    pack(target, top, members, sources.moment, platform.packing)
    return target


def _build_told(
    sources: Sources, platform: Platform, key: Ed25519PrivateKey | None, asked: argparse.Namespace
) -> None:
    began = time.monotonic()
    interpreter = read_interpreter(asked.interpreter, platform)
    made = build(sources, platform, key, asked.wheels, asked.out, asked.offline, interpreter)
    sha256 = hashlib.sha256(made.read_bytes()).hexdigest()
    _say(f"{made} ({made.stat().st_size / 1e6:.1f} MB, {time.monotonic() - began:.0f} s)")
    _say(f"  sha256 {sha256}\n  commit {sources.commit}")


def _ask_uncommitted(sources: Sources, key: Ed25519PrivateKey | None) -> None:
    if uncommitted(ROOT):
        if key:
            raise Unbuildable("Nothing is signed while something is not committed: commit it, or take it away.")
        _say(f"What is not committed is not in it: this is commit {sources.commit[:10]}.")


def _can(platform: Platform, asked: argparse.Namespace) -> bool:
    if platform.has_interpreter and not asked.interpreter:
        _say(f"{platform.name} is left out: it needs --interpreter.")
        return False
    return True


def _asked(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="start.py release", description=__doc__, allow_abbrev=False)
    parser.add_argument("--key", type=Path, metavar="FILE", help="sign with this key (PEM, Ed25519)")
    parser.add_argument("--new-key", type=Path, metavar="FILE", help="only make such a key, in a new file")
    parser.add_argument("--platform", action="append", choices=list(PLATFORMS), help="default: each")
    embeddable = "python.org's embeddable package, which the archive of Windows brings"
    parser.add_argument("--interpreter", type=Path, metavar="ZIP", help=embeddable)
    parser.add_argument(
        "--wheels", type=Path, default=ROOT / "dist" / "wheels", metavar="DIR", help="where wheels are kept"
    )
    parser.add_argument("--offline", action="store_true", help="take wheels from there alone")
    parser.add_argument("--commit", default="HEAD", help="what is built")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="DIR", help="where the archives go")
    return parser.parse_args(words)


def _say_key(key: Ed25519PrivateKey) -> None:
    """Say the public key: what an office compares before it installs for the first time."""
    raw = key.public_key().public_bytes_raw()
    _say(f"Public key, fingerprint {fingerprint(raw)}:\n{public_pem(key).decode()}")


def _say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
