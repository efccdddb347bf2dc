"""Restores a backup of the run in a folder and a database of its own, while the office works on (I-12)."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.soak.judge.snapshot import Office
from tests.soak.office import OfficeRun
from tests.soak.reading import Reader

_NAME = "restored"


def restored_elsewhere(office: OfficeRun, backup: Path, before: Office) -> Iterator[str]:
    """Yield what a backup lacks of what there was before it was made, or fails, restored beside."""
    folder = office.out / _NAME
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    url = office.server.beside(_NAME) if office.server else f"sqlite:///{folder / 'aduan.db'}"
    own = {"ADUAN_DATA_DIR": str(folder), "ADUAN_DATABASE_URL": url}
    done = office.command("run_admin.py", "restore", str(backup), elsewhere=own)
    if done.returncode:
        yield f"restore failed with {done.returncode}: {done.stdout[-300:]} {done.stderr[-300:]}"
        return
    verified = office.command("run_admin.py", "verify", elsewhere=own)
    said = verified.stdout.splitlines() or [f"failed with {verified.returncode}: {verified.stderr[-300:]}"]
    yield from (f"verify: {line}" for line in said if verified.returncode)
    yield from lacks(before, Reader(url).office())
    shutil.rmtree(folder, ignore_errors=True)


def lacks(office: Office, restored: Office) -> Iterator[str]:
    """Yield what the office has and the restored one has not, or has otherwise."""
    here = {(row.channel, row.id): row.text for row in restored.stored}
    for row in office.stored:
        if here.get((row.channel, row.id)) != row.text:
            yield f"{row.channel} {row.id} is not in the backup as it is stored"
    states = {row.key: row.state for row in restored.answers}
    for one in office.answers:
        if one.key not in states:
            yield f"answer {one.key} is not in the backup"
        elif one.state == "sent" != states[one.key]:
            yield f"answer {one.key} was sent and is {states[one.key]} in the backup"
    if restored.audits < office.audits:
        yield f"the audit trail has {office.audits} rows, in the backup {restored.audits}"
