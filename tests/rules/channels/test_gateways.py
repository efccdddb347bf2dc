"""Which gateways can be used, by version and engine, and where none of them can be."""

import pytest

from models.rules.channels.gateways import GATEWAYS, no_gateway_has, place_of, unfit


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


@pytest.mark.parametrize(
    "host",
    [
        *("169.254.169.254", "169.254.10.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "100.100.100.200"),
        *("fd00:ec2::254", "[fd00:ec2::254]", "FE80::1", "fe80::1%eth0", "::", "ff02::1", "fd20:ce::254"),
        *("::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "::169.254.169.254", "2002:a9fe:a9fe::1"),
        *("2852039166", "0xa9fea9fe", "169.254.43518", "0251.0376.0251.0376", "169.254.169.254."),
    ],
)
def test_no_gateway_is_at_a_link_local_address_or_where_a_cloud_tells_its_keys_however_it_is_written(
    host: str,
) -> None:
    assert no_gateway_has(host)


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "::1", "192.168.1.20", "10.0.0.5", "172.16.3.4", "fd12:3456::7", "100.64.0.9", "8.8.8.8"),
        *("localhost", "waha", "gateway1", "waha.kanim.local", "graph.facebook.com", "169.254.169.254.example", ""),
        *("::ffff:192.168.1.20", "2001:db8::1"),
    ],
)
def test_a_gateway_may_be_on_this_pc_in_the_office_or_in_the_internet(host: str) -> None:
    assert not no_gateway_has(host)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://127.0.0.1:3000", "http://127.0.0.1:3000/api", True),
        ("https://WAHA.kanim.local", "https://waha.kanim.local:443/", True),
        ("", " ", True),
        ("http://127.0.0.1:3000", "http://127.0.0.1:3001", False),
        ("https://waha.kanim.local", "http://waha.kanim.local", False),
        ("http://10.0.0.5:3000", "http://10.0.0.6:3000", False),
        ("", "https://graph.facebook.com", False),
    ],
)
def test_a_place_is_scheme_host_and_port(one: str, other: str, same: bool) -> None:
    assert (place_of(one) == place_of(other)) is same
