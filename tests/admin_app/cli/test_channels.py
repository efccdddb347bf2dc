"""A channel entered at a terminal: its secrets are asked for one by one."""

import os

import pytest

from models.rules.channels.channels import CHANNELS
from models.rules.channels.entered_secrets import read_secrets
from models.tables import ChannelAccount
from models.tables.core.secrets import load_key, unseal
from tests.admin_app.cli.programs import Office
from tests.admin_app.cli.test_offices import opened


@pytest.mark.skipif(os.name != "posix", reason="Windows has no terminal that a test can hold")
def test_each_secret_of_a_channel_is_asked_for_and_not_shown(ready: Office) -> None:
    names = [secret.name for secret in CHANNELS["x"].secrets]
    words = ["channel", "add", "x", "--label", "X kantor", "--set", "client_id=contoh", "--secret-stdin"]
    code, shown = ready.run_typed(words, [f"rahasia {name}" for name in names], b"not shown")
    assert (code, b"rahasia" in shown, len(names) > 1) == (0, False, True)
    with opened(ready):  # type: ignore[attr-defined]
        kept = unseal(load_key(ready.folder / "secret.key"), ChannelAccount.get().secret)
    assert read_secrets(CHANNELS["x"], kept) == {name: f"rahasia {name}" for name in names}
