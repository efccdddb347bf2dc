"""Whose headers count, who asked, and which hosts are ours: whole tables."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.core.forwarding import (
    asked_from,
    host_name,
    hosts_of,
    is_loopback,
    is_our_host,
    is_trusted,
    networks_of,
)

PROXIES = networks_of("127.0.0.1, ::1 10.7.0.0/16")


@pytest.mark.parametrize(
    ("connected", "told", "asked"),
    [
        ("127.0.0.1", "192.168.1.5", "192.168.1.5"),
        ("::1", "192.168.1.5", "192.168.1.5"),
        ("::ffff:127.0.0.1", "192.168.1.5", "192.168.1.5"),  # a socket of both kinds names IPv4 so
        ("127.0.0.1", "2001:db8::7", "2001:db8::7"),
        ("127.0.0.1", "203.0.113.9, 192.168.1.5", "192.168.1.5"),  # the first was written by who asked
        ("127.0.0.1", "203.0.113.9, 192.168.1.5, 10.7.3.4", "192.168.1.5"),  # two proxies of ours
        ("127.0.0.1", "127.0.0.1", "127.0.0.1"),  # a browser on the server itself
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "unknown", "127.0.0.1"),
        ("127.0.0.1", "192.168.1.5, unknown", "127.0.0.1"),
        ("127.0.0.1", "192.168.1.5:41234", "127.0.0.1"),
        ("192.168.1.5", "127.0.0.1", "192.168.1.5"),  # no proxy of ours
        ("127.0.0.2", "203.0.113.9", "127.0.0.2"),
        ("", "203.0.113.9", ""),
    ],
)
def test_who_asked_is_whom_the_last_trusted_proxy_heard(connected: str, told: str, asked: str) -> None:
    assert asked_from(connected, told, PROXIES) == asked


@given(st.ip_addresses(), st.lists(st.one_of(st.ip_addresses().map(str), st.text(max_size=20)), max_size=5))
def test_without_a_trusted_proxy_nothing_that_is_told_counts(connected: object, told: list[str]) -> None:
    heard = asked_from(str(connected), ", ".join(told), ())
    assert heard == asked_from(str(connected), "", ())


@given(st.lists(st.one_of(st.ip_addresses().map(str), st.text(max_size=20)), max_size=5))
def test_what_a_browser_writes_before_the_proxy_does_never_counts(written: list[str]) -> None:
    assert asked_from("127.0.0.1", ", ".join([*written, "192.168.1.5"]), PROXIES) == "192.168.1.5"


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1", "localhost", "LOCALHOST"])
def test_this_machine_alone_reaches_loopback(address: str) -> None:
    assert is_loopback(address)


@pytest.mark.parametrize(
    "address", ["0.0.0.0", "::", "192.168.1.5", "", "localhost.example.org", "127.0.0.1.example.org"]
)
def test_anything_else_is_reached_by_others(address: str) -> None:
    assert not is_loopback(address)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("aduan.kantor.lan", "aduan.kantor.lan"),
        ("ADUAN.Kantor.lan.:8443", "aduan.kantor.lan"),
        ("127.0.0.1:8080", "127.0.0.1"),
        ("[::1]:8080", "::1"),
        ("[2001:0DB8::1]", "2001:db8::1"),
        *(
            (wrong, "")
            for wrong in (
                "",
                "aduan.kantor.lan:80@evil.example.org",
                "evil.example.org:80@aduan.kantor.lan",
                "aduan.kantor.lan:evil",
                "localhost:99999",
                "[::1]evil.example.org",
                "[aduan.kantor.lan",
                "[aduan.kantor.lan]",
                "[::1%evil.example.org]",
                "aduan.kantor.lan, evil.example.org",
                "aduan.kantor.lan:80, evil.example.org",
                "aduan.kantor.lan/x",
                "a" * 255,
            )
        ),
    ],
)
def test_a_host_header_names_one_host_or_none(header: str, name: str) -> None:
    assert host_name(header) == name


@pytest.mark.parametrize(
    ("host", "set_hosts", "ours"),
    [
        ("127.0.0.1:8080", "", True),
        ("localhost", "", True),
        ("[::1]:8080", "", True),
        ("192.168.1.10:8080", "", True),  # no stranger's name is an address in figures
        ("[2001:db8::1]", "", True),
        ("pc-server", "", True),
        ("PC-Server.local:8080", "", True),
        ("evil.example.org", "", False),
        ("pc-server.evil.example.org", "", False),
        ("2130706433", "", False),
        ("aduan.kantor.lan", "aduan.kantor.lan", True),
        ("aduan.kantor.lan..", "aduan.kantor.lan", False),
        ("push.example.org", "aduan.kantor.lan push.example.org", True),
        ("evil.example.org", "aduan.kantor.lan", False),
        ("x.aduan.kantor.lan", "aduan.kantor.lan", False),
        ("192.168.1.10", "aduan.kantor.lan", False),
        ("192.168.1.10", "aduan.kantor.lan,192.168.1.10", True),
        ("[2001:db8::1]", "2001:0DB8::1", True),
        ("[2001:db8::1]", "[2001:db8::1]", True),
        ("xn--mnchen-3ya.lan", "münchen.lan", True),  # as a browser writes it
        ("pc-server", "aduan.kantor.lan", False),
        ("127.0.0.1:8080", "aduan.kantor.lan", True),  # checks of the machine itself
    ],
)
def test_which_hosts_are_ours(host: str, set_hosts: str, ours: bool) -> None:
    assert is_our_host(host_name(host), hosts_of(set_hosts), "PC-SERVER") is ours


def test_a_machine_without_a_name_answers_to_none() -> None:
    assert not is_our_host("", (), "")
    assert not is_our_host(".local", (), "")


@pytest.mark.parametrize("words", ["10.0.0.0/40", "proxy.kantor.lan", "127.0.0.1/8", "*", "0.0.0.0/0", "::/0"])
def test_what_is_no_network_or_everybody_is_named(words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        networks_of(words)


WRONG = "https://a.lan a.lan:8443 a.lan/ * *.kantor.lan .kantor.lan a;b user@x . -a.lan ['a.lan'"


@pytest.mark.parametrize("words", WRONG.split())
def test_what_is_no_host_is_named(words: str) -> None:
    with pytest.raises(ValueError, match="is no host name"):
        hosts_of(words)


def test_only_what_is_named_is_trusted() -> None:
    assert [is_trusted(one, PROXIES) for one in ("127.0.0.1", "::1", "10.7.255.1")] == [True] * 3
    assert not any(is_trusted(one, PROXIES) for one in ("10.8.0.1", "127.0.0.2", "", "localhost"))
    mapped = networks_of("::ffff:127.0.0.1, ::ffff:10.7.0.0/112")
    assert [is_trusted(one, mapped) for one in ("127.0.0.1", "::ffff:10.7.1.1", "10.8.0.1")] == [True, True, False]
