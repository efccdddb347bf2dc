"""Agent and back office on two machines over PostgreSQL: two data folders, the agent by a role that owns nothing.

A photo comes in, a PDF goes out, the case is destroyed, and a backup is restored on a third machine. Beside that way
is read what each machine's folder tells whoever takes its disk (deploy/README.md lists it).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.channels.channel_secrets import open_secrets
from models.actions.channels.move_channel import move_channel
from models.actions.core.actor import OPERATOR
from models.actions.core.move_complaint import move_complaint
from models.actions.core.write_output import identify
from models.actions.retention.destruction.carry_out import carry_out
from models.actions.retention.destruction.lists import approve, propose
from models.actions.upkeep.agent_roles import give_machine
from models.rules.cases.sop import Move
from models.rules.channels.messages import StoredFile
from models.rules.channels.reply_files import PDF
from models.rules.replies.delivery import ReplyState
from models.rules.staff.roles import Role
from models.rules.upkeep.trail_proof import fingerprint
from models.tables import Attachment, ChannelAccount, Complaint, KeptFile, Message, Outbox, RecordClass
from models.tables.core.files.database_store import DatabaseStore
from models.tables.core.keys.machine_key import machine_key
from models.tables.core.keys.trail_key import public_here
from models.tables.core.secrets import SecretLost
from sync_agent.simulator.app import build
from sync_agent.simulator.serve import start
from sync_agent.simulator.waha.messages import Media
from tests.actions.retention.appraising import LETTER, appraise, consent
from tests.connectors.stage import PNG
from tests.journeys.programs import FAST, Programs
from tests.office import actor
from tests.postgres import drop_database, make_database
from tests.sync_agent import processes
from tests.sync_agent.desk import ANI, SECRET, Desk

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
PHONE = ANI.removesuffix("@c.us").encode()
WORDS, ANSWER = "Foto paspor yang rusak", "Terlampir surat jawaban."
PAPER = b"%PDF-1.7 surat jawaban untuk pemohon"


@dataclass
class Machines:
    """The server with the owner's role, the gateway's PC with the agent's, and a citizen's phone."""

    desk: Desk
    server: Programs
    gateway: Path
    agent_url: str

    def agent(self) -> None:
        """Let the agent make one pass, as a program of its own on its machine."""
        here = {"ADUAN_DATA_DIR": str(self.gateway), "ADUAN_DATABASE_URL": self.agent_url}
        done = processes.run(self.desk.environ | FAST | here | {"ADUAN_FILE_STORE": "database"}, "--once")
        assert done.returncode == 0, done.stderr[-3000:]


@pytest.fixture
def machines(account: Any, database_url: str, tmp_path: Path) -> Iterator[Machines]:
    """Two folders over one database; the gateway has a key of its own, and nothing of the office's."""
    server, gateway = tmp_path / "server", tmp_path / "gateway"
    for folder in (server, gateway):
        folder.mkdir(mode=0o700)
    with start(build(seed=5)) as running:
        desk = Desk(running, account, server, database_url)
        desk.settings = replace(desk.settings, file_store="database")
        own = processes.run({"ADUAN_DATA_DIR": str(gateway)}, "key").stdout.strip()
        programs = Programs(server, database_url)
        programs.env["ADUAN_FILE_STORE"] = "database"
        yield Machines(desk, programs, gateway, given(desk, database_url, own))


def given(desk: Desk, url: str, public: str) -> str:
    """Enter the gateway's key, and let it serve the channel; return its address of the database."""
    address = give_machine(url, "gerbang1", public, desk.key, desk.now())
    assert move_channel(desk.row.id, "gerbang1", desk.key, OPERATOR, desk.now())
    return address


def accept_gateway(machines: Machines) -> None:
    """Let the operator accept, on the server, the key that he read on the gateway."""
    machines.server.admin("trail", "accept", "agen", fingerprint(public_here(machines.gateway)))


def told_by(folder: Path, what: bytes) -> list[str]:
    """Return the files of a machine's folder in which these bytes stand."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(str(path.relative_to(folder)) for path in files if what in path.read_bytes())


def answered(machines: Machines) -> Complaint:
    """Let a photo come in and a letter go out; return the case."""
    machines.desk.happen(WORDS, media=Media(PNG, "image/png", "bukti.png"))
    machines.agent()
    assert DatabaseStore().read(Attachment.get().sha256) == PNG
    sha256 = DatabaseStore().keep(PAPER)
    key = machines.desk.answer(ANSWER, files=[StoredFile(sha256, PDF, "surat.pdf", len(PAPER))])
    machines.agent()
    assert machines.desk.reply(key).state == ReplyState.SENT
    assert machines.desk.visible() == [ANSWER, "surat.pdf"]
    found: Complaint = Complaint.get()
    return found


def destroyed(case: Complaint, machines: Machines) -> None:
    """Close the case, and let two people destroy it; here the schedule keeps nothing."""
    pengelola, kasubsi = actor(Role.PENGELOLA), actor(Role.KASUBSI_INFOKIM)
    RecordClass.update(active_years=0, inactive_years=0).execute()
    identify(case.id, pengelola, machines.desk.now(), category="paspor", subject="Bukan pengaduan")
    move_complaint(case.id, Move.TUTUP_BUKAN_PENGADUAN, pengelola, machines.desk.now(), reason="Salah kirim")
    now = machines.desk.now()
    appraise(Complaint.get_by_id(case.id), now=now)
    listed = approve(propose([case.id], "", kasubsi, now).id, actor(Role.KEPALA_KANTOR), now)
    consent(listed.id, DatabaseStore().keep(LETTER), now)
    carry_out(listed.id, machines.desk.settings, kasubsi, now)
    KeptFile.update(touched_at=now - timedelta(hours=2)).execute()  # what came within the hour may be coming anew
    # Of these very minutes the gateway still shows all, which years later it does not.
    ChannelAccount.update(enabled=False).execute()
    machines.agent()


def test_photo_in_letter_out_destroyed_backed_up_and_restored_on_a_third_machine(
    machines: Machines, database_url: str, tmp_path: Path
) -> None:
    case = answered(machines)
    photo = Attachment.get().sha256
    assert told_by(machines.gateway, PHONE) == ["attempts.log"] and not told_by(machines.server.data_dir, PHONE)
    destroyed(case, machines)
    accept_gateway(machines)
    machines.server.admin("erase")
    assert not DatabaseStore().has(photo) and WORDS not in [row.text for row in Message.select()]
    file = tmp_path / "cadangan.zip"
    machines.server.admin("backup", str(file))
    third, there = tmp_path / "third", f"{database_url}_third"
    third.mkdir(mode=0o700)
    make_database(*there.rsplit("/", 1))
    try:
        elsewhere = Programs(third, there)
        elsewhere.env["ADUAN_FILE_STORE"] = "database"
        elsewhere.admin("restore", str(file))
        assert "checks, all well" in elsewhere.admin("verify").stdout
        kept = elsewhere.export("outbox")
        assert [row["state"] for row in kept] == [str(row.state) for row in Outbox.select().order_by(Outbox.id)]
    finally:
        drop_database(there)
    for folder in (machines.gateway, machines.server.data_dir, third):
        assert not told_by(folder, PHONE), folder
    assert "checks, all well" in machines.server.admin("verify").stdout


def test_what_each_machine_s_disk_tells_by_itself(machines: Machines) -> None:
    answered(machines)
    gateway, server = machines.gateway, machines.server.data_dir
    for secret in (PNG, PAPER, WORDS.encode(), ANSWER.encode(), SECRET.encode()):
        assert not told_by(gateway, secret) and not told_by(server, secret)
    # To whom the office wrote when, until the case is destroyed; nowhere else.
    assert (told_by(gateway, PHONE), told_by(server, PHONE)) == (["attempts.log"], [])
    # Either key opens its own part of what the database holds sealed; a thief of one disk has neither the other's
    # key nor the database.
    key, own = (server / "secret.key").read_bytes(), (gateway / "machine.key").read_bytes()
    assert (told_by(gateway, key), told_by(server, key)) == ([], ["secret.key"])
    assert (told_by(gateway, own), told_by(server, own)) == (["machine.key"], [])
    sealed = ChannelAccount.get()
    assert open_secrets(sealed, machine_key(gateway)) == {"api_key": SECRET}
    with pytest.raises(SecretLost):
        open_secrets(sealed, key)
    assert not (gateway / "secret.key").exists()
    for path in (gateway / "machine.key", gateway / "attempts.log"):
        assert not path.stat().st_mode & 0o077
