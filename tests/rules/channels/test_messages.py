"""The shapes: frozen, so a connector's page cannot be changed on its way to the database."""

from dataclasses import FrozenInstanceError

import pytest

from models.rules.channels.messages import Page, Receipt


def test_a_page_and_a_receipt_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Page().cursor = "9"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        Receipt("1").external_id = "2"  # type: ignore[misc]
