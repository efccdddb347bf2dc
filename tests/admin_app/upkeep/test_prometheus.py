"""The text of figures, read again by Prometheus' own parser."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

from admin_app.upkeep.prometheus import Figure, Kind, Spread, number, written


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\x00")), st.floats(allow_nan=False))
def test_any_label_and_number_is_read_as_it_was(label: str, value: float) -> None:
    said = written([Figure("aduan_some", "what\\it\ncounts", [({"of": label}, value)])])
    (family,) = text_string_to_metric_families(said)
    (sample,) = family.samples
    assert (sample.labels["of"], sample.value) == (label, value)
    assert (family.documentation, family.type) == ("what\\it\ncounts", "gauge")


@pytest.mark.parametrize(
    ("value", "told"),
    [(1, "1"), (1_234_567, "1234567"), (123_456_789_012, "123456789012"), (0.91, "0.91"), (math.inf, "+Inf")],
)
def test_no_digit_is_lost(value: float, told: str) -> None:
    assert number(value) == told


def test_a_histogram_is_read_as_one() -> None:
    spread = Spread({"code": "200"}, [(0.1, 2), (math.inf, 3)], 4.5)
    said = written([Figure("aduan_took_seconds", "time", [], Kind.HISTOGRAM, [spread])])
    (family,) = text_string_to_metric_families(said)
    read = {(one.name, one.labels.get("le")): one.value for one in family.samples}
    assert read == {
        ("aduan_took_seconds_bucket", "0.1"): 2,
        ("aduan_took_seconds_bucket", "+Inf"): 3,
        ("aduan_took_seconds_sum", None): 4.5,
        ("aduan_took_seconds_count", None): 3,
    }
