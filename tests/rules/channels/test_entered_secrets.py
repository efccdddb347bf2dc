"""Secrets as an office enters them: by name, or one as it stands; none but those the channel takes."""

import pytest

from models.rules.channels.channels import CHANNELS
from models.rules.channels.entered_secrets import read_secrets
from models.rules.core.errors import UnknownSecret


@pytest.mark.parametrize(
    ("written", "secrets"),
    [
        ("", {}),
        ("token-saja\n", {"access_token": "token-saja"}),
        ("access_token=a\nrefresh_token=b=c\n", {"access_token": "a", "refresh_token": "b=c"}),
        ('{"access_token": "a", "refresh_token": ""}', {"access_token": "a"}),
        ("abc=def==", {"access_token": "abc=def=="}),
        (
            '{"access_token": "a", "access_token_expires_at": "1"}',
            {"access_token": "a", "access_token_expires_at": "1"},
        ),
    ],
)
def test_secrets_are_read_by_name_or_as_the_first_one(written: str, secrets: dict[str, str]) -> None:
    assert read_secrets(CHANNELS["x"], written) == secrets


def test_a_secret_the_channel_does_not_take_is_refused_by_name_and_never_by_value() -> None:
    with pytest.raises(UnknownSecret, match="sandi") as caught:
        read_secrets(CHANNELS["x"], '{"sandi": "rahasia-sekali"}')
    assert "rahasia-sekali" not in str(caught.value)


def test_a_channel_without_secrets_reads_none() -> None:
    assert read_secrets(CHANNELS["manual"], "apa saja") == {}
