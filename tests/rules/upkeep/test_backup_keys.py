"""A backup counts as encrypted only for the key in use, and only while that key was seen to be at hand."""

from datetime import datetime, timedelta

import pytest

from models.rules.upkeep.backup_keys import Encryption, judge_encryption
from tests.office import NOW


@pytest.mark.parametrize(
    ("key", "tried_at", "backup", "state"),
    [
        (None, None, "", Encryption.NO_KEY),
        (None, None, None, Encryption.NO_KEY),
        (None, None, "age1a", Encryption.NO_KEY),
        ("age1a", NOW, "", Encryption.IN_CLEAR),
        ("age1a", NOW, "age1b", Encryption.OTHER_KEY),
        ("age1a", NOW - timedelta(days=366), "age1a", Encryption.UNTRIED),
        ("age1a", NOW + timedelta(days=400), "age1a", Encryption.UNTRIED),
        ("age1a", NOW - timedelta(days=364), "age1a", Encryption.ENCRYPTED),
        ("age1a", NOW, None, Encryption.ENCRYPTED),
    ],
)
def test_how_the_newest_backup_can_be_read(
    key: str | None, tried_at: datetime | None, backup: str | None, state: Encryption
) -> None:
    assert judge_encryption(key, tried_at, backup, NOW) is state
