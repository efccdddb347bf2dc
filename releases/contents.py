"""What stands in an archive beside the program: its note, libraries, bill, notice, checksums and signature."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from releases.bill import bill_of
from releases.installer.checking import KEY, NOTE, SIGNATURE, SUMS
from releases.locked import Wheel, asked_text
from releases.notice import NOTICE, notice_of
from releases.packing import Member
from releases.platforms import Platform
from releases.signing import public_pem
from releases.sources import Sources

BILL = "sbom.json"


def contents_of(
    sources: Sources,
    platform: Platform,
    libraries: Mapping[str, Sequence[Wheel]],
    installing: Sequence[Wheel],
    interpreter: Mapping[str, Member],
    key: Ed25519PrivateKey | None,
) -> dict[str, Member]:
    """Return every member of an archive by its name.

    `libraries` are those of each Python, `installing` what installs them, `interpreter` the files of a Python that
    the archive brings. Without a key it is not signed.
    """
    wheels = {one.path.name: one for row in (*libraries.values(), installing) for one in row}
    members = {f"program/{name}": member for name, member in sources.program().items()} | sources.installer()
    members |= {f"python/{name}": member for name, member in interpreter.items()}
    members |= {f"wheels/{name}": Member(one.path.read_bytes()) for name, one in wheels.items()}
    members |= {f"locked/{python}.txt": Member(asked_text(list(row)).encode()) for python, row in libraries.items()}
    members[NOTE] = Member(_note(sources, platform))
    members[BILL] = Member(bill_of(sources.version, platform.name, sources.commit, sources.moment, wheels.values()))
    members[NOTICE] = Member(notice_of(wheels.values()))
    if key:
        members[KEY] = Member(public_pem(key))
    sums = _sums(members)
    members[SUMS] = Member(sums)
    if key:
        members[SIGNATURE] = Member(key.sign(sums))
    return members


def _note(sources: Sources, platform: Platform) -> bytes:
    """Return what the archive says of itself; an update asks it before it does anything."""
    oldest, newest = sources.schema
    found = {
        "name": "aduan",
        "version": sources.version,
        "schema": newest,
        "oldest_schema": oldest,
        "commit": sources.commit,
        "made_at": datetime.fromtimestamp(sources.moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "platform": platform.name,
        "pythons": list(platform.pythons),
    }
    return (json.dumps(found, indent=1) + "\n").encode()


def _sums(members: Mapping[str, Member]) -> bytes:
    """Return the checksums of members in the form of sha256sum(1)."""
    rows = [f"{hashlib.sha256(members[name].content).hexdigest()}  {name}" for name in sorted(members)]
    return ("\n".join(rows) + "\n").encode()
