"""An office with a channel whose secret is sealed, on both databases."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.actions.upkeep.hand_over.hand_over import hand_over_facts
from models.actions.upkeep.self_watch import SelfWatch
from models.actions.upkeep.services.systemd import Machine, ServiceRefused
from models.tables import ChannelAccount
from models.tables.core.secrets import load_key, seal
from models.tables.core.settings import Settings, load_settings
from tests.office import NOW, office

Told = Callable[[], dict[str, object]]
SECRET = "kunci-rahasia-api-9137"


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Iterator[Settings]:
    """The settings of that office."""
    values = {"ADUAN_DATABASE_URL": database_url, "ADUAN_DATA_DIR": str(tmp_path / "data")}
    found = load_settings(values, tmp_path / "none.toml")
    with office(database_url) as account:
        found.data_dir.mkdir(exist_ok=True)
        account.secret = seal(load_key(found.secret_key_file), SECRET)
        account.settings = '{"base_url": "http://petugas:sandi-gerbang@127.0.0.1:3000", "session": "default"}'
        account.save()
        assert ChannelAccount.select().count() == 1
        yield found


def no_machine() -> Machine:
    """Refuse, as where systemd does not run."""
    raise ServiceRefused("systemd does not run here")


@pytest.fixture
def told(settings: Settings) -> Told:
    """Return what gathers the facts now."""
    return lambda: hand_over_facts(settings, NOW, SelfWatch(settings), no_machine)
