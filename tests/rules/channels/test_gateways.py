"""Which gateways can be used: by their version and, where they have several, their engine."""

import pytest

from models.rules.channels.gateways import GATEWAYS, unfit


@pytest.mark.parametrize(
    ("kind", "version", "engine", "said"),
    [
        ("waha", "2026.4.3", "GOWS", ""),
        ("waha", "2026.10.1", "noweb", ""),
        ("waha", "2026.4.2", "GOWS", "terlalu lama"),
        ("waha", "2024.10.8", "NOWEB", "terlalu lama"),
        ("waha", "2026.7.1", "WEBJS", "(WEBJS) tidak didukung"),
        ("waha", "2026.7.1", "", "(tidak disebut) tidak didukung"),
        ("waha", "", "GOWS", "tidak terbaca"),
        ("waha", "terbaru", "GOWS", "tidak terbaca"),
        ("gowa", "v9.0.0", "", ""),
        ("gowa", "10.1", "", ""),
        ("gowa", "v8.9.9", "", "terlalu lama"),
    ],
)
def test_a_gateway_is_held_against_the_least_of_its_row(kind: str, version: str, engine: str, said: str) -> None:
    found = unfit(kind, version, engine)
    assert said in found if said else found == ""


def test_the_least_of_every_row_is_itself_enough() -> None:
    for kind, row in GATEWAYS.items():
        assert not unfit(kind, row.least, (*row.engines, "")[0])
