"""A lost or changed secret.key: told, never replaced in silence; where it is lost for ever, a new one by command."""

from pathlib import Path
from typing import Any

import pytest

from models.actions.core.actor import OPERATOR
from models.actions.upkeep.key_watch import begin_new_key, look_at_key_file
from models.rules.upkeep.conditions.row import Sign
from models.tables import Audit, ChannelAccount, Staff
from models.tables.core.secrets import KeyLost, load_key, seal, sealed_values
from tests.office import NOW


@pytest.fixture
def key_file(account: Any, tmp_path: Path) -> Path:
    """The key's file of an office with a channel's secret and a second factor sealed by it."""
    path = tmp_path / "secret.key"
    key = load_key(path)
    ChannelAccount.update(secret=seal(key, "{}")).execute()
    Staff.update(totp_secret=seal(key, "JBSWY3DP")).where(Staff.username == "pengelola").execute()
    return path


def test_a_lost_key_is_not_replaced_beside_what_it_sealed(key_file: Path) -> None:
    assert (look_at_key_file(key_file), len(sealed_values())) == (frozenset(), 2)
    key_file.unlink()
    with pytest.raises(KeyLost, match=r"put the right secret\.key back"):
        load_key(key_file)
    assert not key_file.exists()
    assert look_at_key_file(key_file) == {Sign.KEY_LOST}


def test_another_key_is_told(key_file: Path, tmp_path: Path) -> None:
    key_file.write_bytes(b"A" * 43 + b"=")
    assert look_at_key_file(key_file) == {Sign.KEY_CHANGED}
    key_file.write_bytes(b"no key at all")
    assert look_at_key_file(key_file) == {Sign.KEY_CHANGED}


def test_where_it_is_lost_for_ever_a_new_key_is_made_and_all_begins_anew_on_record(key_file: Path) -> None:
    key_file.unlink()
    assert begin_new_key(key_file, OPERATOR, NOW) == (1, 1)
    assert (sealed_values(), look_at_key_file(key_file)) == ([], frozenset())
    assert load_key(key_file)
    assert Audit.select().where(Audit.event == "kunci_baru").count() == 2


def test_a_key_that_is_still_there_is_kept_beside_the_new_one(key_file: Path) -> None:
    old = key_file.read_bytes()
    begin_new_key(key_file, OPERATOR, NOW)
    assert [one.read_bytes() for one in key_file.parent.glob("secret.key.replaced-*")] == [old]
    assert load_key(key_file) != old
