"""The tables of the seals."""

from typing import Any

import pytest
from peewee import IntegrityError

from models.tables import RowSeal, SealBatch
from models.tables.core.keys.row_seal import IS_OPEN
from tests.office import NOW


def test_a_batch_has_one_number_and_a_row_may_have_many_seals_of_which_the_open_ones_are_found(account: Any) -> None:
    batch = SealBatch.create(number=1, at=NOW, lines=2)
    for moved in ("", "x"):
        RowSeal.create(batch=batch, kind="message", ref=1, salt="", digest="d", moved=moved)
    assert [seal.moved for seal in RowSeal.select().where(IS_OPEN)] == ["x"]
    with pytest.raises(IntegrityError):
        SealBatch.create(number=1, at=NOW, lines=1)
