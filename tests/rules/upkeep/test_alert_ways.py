"""What may be entered as a way for letters, and what is refused with which sentence."""

from datetime import timedelta

import pytest

from models.rules.upkeep.alert_ways import HookWay, MailWay, Security, WayRefused, hook_way, mail_way, read_lines

MAIL = {"server": "mail.kantor.go.id", "from": "aduan@kantor.go.id", "to": "tik@kantor.go.id"}


def test_a_mail_server_needs_three_lines_and_goes_encrypted() -> None:
    assert mail_way(MAIL) == MailWay(
        "mail.kantor.go.id", 587, Security.STARTTLS, "aduan@kantor.go.id", ("tik@kantor.go.id",)
    )


def test_everything_else_is_as_entered() -> None:
    more = {"security": "tls", "user": "aduan", "password": "rahasia=1", "to": "a@x.id, b@y.id", "repeat_hours": "0"}
    way = mail_way(MAIL | more)
    assert (way.port, way.security, way.user, way.password) == (465, Security.TLS, "aduan", "rahasia=1")
    assert (way.recipients, way.repeat) == (("a@x.id", "b@y.id"), timedelta(0))
    assert "rahasia" not in repr(way)


@pytest.mark.parametrize(
    ("entered", "says"),
    [
        ({"server": ""}, "server: the name"),
        ({"server": "mail server"}, "server: the name"),
        ({"server": "mail.id\r\nRCPT"}, "server: the name"),
        ({"security": "ssl3"}, "security: one of"),
        ({"security": "none"}, "only to this machine"),
        ({"port": "0"}, "port: a whole number"),
        ({"port": "٣"}, "port: a whole number"),
        ({"port": "65536"}, "port: a whole number"),
        ({"from": "Aduan <aduan@kantor.go.id>"}, "from: an address"),
        ({"from": "aduan@kantor.go.id\nBcc: x@y.id"}, "from: an address"),
        ({"to": ""}, "to: one to 20"),
        ({"to": "a@x.id; b@y.id"}, "to: an address"),
        ({"to": ",".join(f"a{n}@x.id" for n in range(21))}, "to: one to 20"),
        ({"user": "aduan"}, "go together"),
        ({"password": "x"}, "go together"),
        ({"repeat_hours": "169"}, "repeat_hours: a whole number"),
        ({"pasword": "x"}, "The keys are"),
    ],
)
def test_what_cannot_be_used_is_refused_and_names_what_it_takes(entered: dict[str, str], says: str) -> None:
    with pytest.raises(WayRefused) as refused:
        mail_way(MAIL | entered)
    assert says in str(refused.value)


def test_plain_mail_stays_in_the_offices_own_network() -> None:
    assert mail_way(MAIL | {"server": "192.168.1.5", "security": "none"}).port == 25


@pytest.mark.parametrize("address", ["http://hooks.example/x", "https://user@x.id/y", "ftp://x.id", ""])
def test_a_webhook_goes_encrypted_and_names_nobody(address: str) -> None:
    with pytest.raises(WayRefused, match="http only to this machine"):
        hook_way({"address": address})


def test_a_webhook_is_kept_as_entered_and_shown_nowhere() -> None:
    way = hook_way({"address": "https://chat.kantor.go.id/hooks/geheim", "secret": "kunci"})
    assert way == HookWay("https://chat.kantor.go.id/hooks/geheim", "kunci")
    assert "geheim" not in repr(way) and "kunci" not in repr(way)


def test_lines_are_keys_and_values() -> None:
    assert read_lines("# surel\n\nserver = mail.id \npassword=a=b\n") == {"server": "mail.id", "password": "a=b"}


@pytest.mark.parametrize("text", ["server mail.id", "to = a@x.id\nto = b@x.id"])
def test_a_line_that_says_nothing_or_again_is_refused(text: str) -> None:
    with pytest.raises(WayRefused, match="key = value"):
        read_lines(text)
