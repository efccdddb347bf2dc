"""What counts as a sign of a ban and what does not: many people in a row, not one telephone that is off."""

from datetime import timedelta

import pytest

from models.rules.channels.ban_signs import ALL_FAIL, Try, sign_in, tells_of_ban
from tests.office import NOW


def tries(conversations: str, failed: str = "xxxxx", minutes: float = 1) -> list[Try]:
    pairs = zip(conversations, failed, strict=True)
    return [
        Try(ord(one), NOW - timedelta(minutes=minutes * place), bad == "x") for place, (one, bad) in enumerate(pairs)
    ]


@pytest.mark.parametrize(
    ("found", "sign"),
    [
        (tries("abcde"), ALL_FAIL),
        (tries("aabbc"), ALL_FAIL),
        (tries("aabba"), ""),  # two people
        (tries("abcd", "xxxx"), ""),  # too few
        (tries("abcde", "xx.xx"), ""),  # one of them went
        (tries("abcdef", "xxxxx."), ALL_FAIL),  # what went before
        (tries("abcdef", ".xxxxx"), ""),  # it goes again
        (tries("abcde", minutes=31), ""),  # over more than two hours
        ([], ""),
    ],
)
def test_five_in_a_row_to_three_people_within_two_hours_are_a_sign(found: list[Try], sign: str) -> None:
    assert sign_in(found, NOW) == sign


@pytest.mark.parametrize(
    ("said", "tells"),
    [
        ("account temporarily banned", True),
        ('{"message":"Temporary_Ban","code":402}', True),
        ("your account has been restricted", True),
        ("this number is BANNED from WhatsApp", True),
        ("urban banner", False),
        ('{"account":"kantor","message":"ip blocked"}', False),
        ("Unauthorized", False),
        ("session status is not as expected", False),
    ],
)
def test_words_of_a_ban(said: str, tells: bool) -> None:
    assert tells_of_ban(said) is tells
