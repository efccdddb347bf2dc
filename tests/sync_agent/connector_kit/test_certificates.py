"""A certificate that is not valid by its time is told apart from one of somebody else, however it is wrapped."""

import ssl

import pytest

from sync_agent.connector_kit.certificates import is_untimely


def refused(code: int) -> ssl.SSLCertVerificationError:
    """Return OpenSSL's refusal for a reason."""
    found = ssl.SSLCertVerificationError(1, "certificate verify failed")
    found.verify_code = code
    return found


@pytest.mark.parametrize(("code", "untimely"), [(9, True), (10, True), (18, False), (62, False)])
def test_F40_only_its_time_counts_also_below_other_errors(code: int, untimely: bool) -> None:
    assert is_untimely(refused(code)) is untimely
    assert is_untimely(OSError(ValueError(refused(code)))) is untimely


def test_an_error_of_something_else_or_of_itself_is_none() -> None:
    round_and_round = ValueError()
    round_and_round.args = (round_and_round,)
    for other in (None, OSError("x"), round_and_round):
        assert not is_untimely(other)
