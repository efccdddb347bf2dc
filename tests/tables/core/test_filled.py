"""Tests of models/tables/core/filled.py."""

import pytest

from models.tables.core.filled import filled


def test_a_column_with_something_in_it_gives_that() -> None:
    assert [filled("x"), filled(0), filled("")] == ["x", 0, ""]


def test_an_empty_column_is_an_error_that_says_so() -> None:
    with pytest.raises(LookupError, match="asked for with it filled"):
        filled(None)
