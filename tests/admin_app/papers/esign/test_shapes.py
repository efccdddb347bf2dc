"""What a service may answer is read without a fault, however odd it is."""

import pytest

from admin_app.papers.esign.shapes import code_in, read_object


@pytest.mark.parametrize(
    ("said", "code"), [(2031, 2031), ("2031", 2031), ("9" * 5000, None), (-1, None), (True, None), ("x", None)]
)
def test_a_code_is_a_short_number(said: object, code: int | None) -> None:
    assert code_in({"status_code": said}) == code


def test_what_is_nested_without_end_is_no_answer() -> None:
    assert read_object(b"[" * 100_000) == {}
