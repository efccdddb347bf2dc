"""Doctor's word on the keys of a data folder: the office's, or that of a gateway's PC."""

import json
from pathlib import Path
from typing import Any

from models.actions.channels.agent_machines import register
from models.actions.channels.move_channel import move_channel
from models.actions.core.actor import OPERATOR
from models.actions.upkeep.diagnose.findings import Level
from models.actions.upkeep.diagnose.secrets import look_at_key
from models.actions.upkeep.key_watch import begin_new_key, look_at_key_file
from models.tables import ChannelAccount, Staff
from models.tables.core.keys.machine_key import machine_key
from models.tables.core.secrets import load_key, seal, unseal
from tests.office import NOW


def levels(folder: Path) -> dict[str, Level]:
    """Return each finding's level."""
    return {found.name: found.level for found in look_at_key(folder / "secret.key")}


def served(tmp_path: Path) -> tuple[Path, Path, bytes]:
    """Return the server's folder, a gateway's that serves the account, and the server's key."""
    server, gateway = tmp_path / "server", tmp_path / "gateway"
    server.mkdir()
    key = load_key(server / "secret.key")
    ChannelAccount.update(secret=seal(key, json.dumps({"api_key": "rahasia"}))).execute()
    Staff.update(totp_secret=seal(key, "JBSWY3DP")).where(Staff.username == "pengelola").execute()
    register("gerbang1", machine_key(gateway).public, key, OPERATOR, NOW)
    move_channel(ChannelAccount.get().id, "gerbang1", key, OPERATOR, NOW)
    return server, gateway, key


def test_a_machine_s_own_key_is_tried_on_every_secret_of_its_channels(account: Any, tmp_path: Path) -> None:
    _, gateway, _ = served(tmp_path)
    assert levels(gateway) == {"machine.key rights": Level.OK, "secrets": Level.OK}
    (gateway / "machine.key").chmod(0o644)
    assert levels(gateway)["machine.key rights"] is Level.UNSAFE
    ChannelAccount.update(settings=json.dumps({"base_url": "http://10.0.0.66:3000"})).execute()
    assert levels(gateway)["secrets"] is Level.UNSAFE
    (gateway / "machine.key").write_bytes(b"kurang")
    assert levels(gateway)["secrets"] is Level.UNSAFE


def test_each_folder_needs_only_its_own_key(account: Any, tmp_path: Path) -> None:
    server, gateway, key = served(tmp_path)
    assert look_at_key_file(server / "secret.key") == look_at_key_file(gateway / "secret.key") == frozenset()
    assert levels(server)["secrets"] is Level.OK  # it opens all that is not a machine's
    there = load_key(gateway / "secret.key")  # of what lies sealed in that folder, as the watcher's address
    assert there != key and unseal(there, seal(there, "x")) == "x"
    assert look_at_key_file(gateway / "secret.key") == frozenset()


def test_a_new_secret_key_leaves_a_machine_what_is_sealed_for_it(account: Any, tmp_path: Path) -> None:
    server, gateway, key = served(tmp_path)
    ChannelAccount.update(push_secret=seal(key, "{}")).execute()
    before = ChannelAccount.get().secret
    assert begin_new_key(server / "secret.key", OPERATOR, NOW) == (1, 1)
    assert (ChannelAccount.get().secret, ChannelAccount.get().push_secret) == (before, "")
    assert levels(gateway)["secrets"] is Level.OK
