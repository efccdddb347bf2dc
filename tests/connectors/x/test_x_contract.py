"""The connector and the fake of X, held by Prism against both of X's own contracts: whatever passes keeps them."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from models.rules.channels.messages import Direction, Finding
from sync_agent.connector_kit.contract import AccountSettings
from sync_agent.connector_kit.errors import ConnectorError, OutcomeUnknown, Refused, SignInNeeded, TryLater
from sync_agent.connectors.x.quotas import QuotaUsedUp
from sync_agent.simulator.x.refusals import TROUBLES, at_host
from tests.connectors.stage import NetworkStage, Stage, messages
from tests.simulator.prism import checked_platform
from tests.tools import shared

CONTRACTS = {"tweet": "contracts/x/x-openapi-2.159-xdk.json", "post": "contracts/x/x-openapi-2.167-docs.json"}


@pytest.fixture(scope="module", params=CONTRACTS)
def checked(request: pytest.FixtureRequest) -> Iterator[tuple[Stage, Stage]]:
    """Yield both streams of one account that reaches the fake through Prism."""
    with checked_platform(CONTRACTS[request.param], "x") as gateway:
        platform = gateway.running.practice.platforms["x"]
        platform.settings.names = request.param
        settings, secrets = platform.account(gateway.url)
        account = AccountSettings({**settings, "base_url": gateway.url}, secrets)
        yield tuple(NetworkStage("x", stream, gateway.running, account) for stream in ("comment", "dm"))


def test_what_is_read_and_sent_keeps_the_contract(checked: tuple[Stage, Stage]) -> None:
    public, private = checked
    assert public.connector.check().ok
    public.happen("panjang sekali " * 40)
    public.happen("sendiri", extra={"alone": True})
    private.happen("dari kantor", from_office=True)
    for stage in checked:
        stage.happen_often(110)
        stage.photo()
        wanted = stage.reply(f"Kami periksa {stage.stream}.")
        receipt = stage.connector.send(wanted)
        look = stage.connector.find(wanted)
        assert (look.alone.finding, look.alone.external_id) == (Finding.FOUND, receipt.external_id)
        found = messages(stage.pages())
        own = [message for message in found if message.external_id == receipt.external_id]
        assert [(one.direction, one.thread_id) for one in own] == [(Direction.OUT, wanted.thread_id)]
        assert all(message.author.handle.isdigit() for message in found)
    texts = {message.text: message for message in messages(public.pages())}
    assert "panjang sekali " * 40 in texts
    assert texts["sendiri"].reply_to is None
    assert texts["pesan 1"].about


@pytest.mark.parametrize(
    ("trouble", "on_read", "on_send"),
    [
        ("client_forbidden", SignInNeeded, SignInNeeded),
        ("usage_capped", SignInNeeded, SignInNeeded),
        ("suspended", SignInNeeded, SignInNeeded),
        ("duplicate", TryLater, OutcomeUnknown),
        ("not_invited", SignInNeeded, Refused),
        ("not_found", TryLater, Refused),
        ("internal", TryLater, OutcomeUnknown),
    ],
)
# Prism holds every error against the first of the two forms the contract names, the plain one.
def test_what_is_refused_keeps_the_contract_and_its_class(
    checked: tuple[Stage, Stage], trouble: str, on_read: type[ConnectorError], on_send: type[ConnectorError]
) -> None:
    for stage in checked:
        wanted = stage.reply(f"Kami periksa {trouble}.")
        stage.platform.settings.trouble, stage.platform.settings.plain_errors = trouble, True
        with pytest.raises(on_read):
            stage.pages()
        with pytest.raises(on_send):
            stage.connector.send(wanted)
        stage.platform.settings.trouble, stage.platform.settings.plain_errors = "", False


def test_F23_a_used_up_quota_keeps_the_contract_and_is_told_through_the_proxy(checked: tuple[Stage, Stage]) -> None:
    public, _ = checked
    wanted = public.reply("Nanti.")
    public.platform.settings.post_sends, public.platform.settings.plain_errors = 0, True
    with pytest.raises(QuotaUsedUp) as caught:
        public.connector.send(wanted)
    public.platform.settings.post_sends, public.platform.settings.plain_errors = 100, False
    assert 0 < (caught.value.after_seconds or 0) <= 900


def required(schemas: dict[str, Any], schema: dict[str, Any]) -> set[str]:
    """Return what an object must have, over all the schemas it is made of."""
    if "$ref" in schema:
        schema = schemas[schema["$ref"].rpartition("/")[2]]
    own = set(schema.get("required", ()))
    return own.union(*(required(schemas, part) for part in schema.get("allOf", ())))


@pytest.mark.parametrize("names", CONTRACTS)
def test_the_problems_of_the_fake_have_what_their_types_require(names: str) -> None:
    schemas = json.loads(shared(CONTRACTS[names]).read_text("utf-8"))["components"]["schemas"]
    mapping = schemas["Problem"]["discriminator"]["mapping"]
    host = "https://api.twitter.com" if names == "tweet" else "https://api.x.com"
    checked = 0
    for refusal in TROUBLES.values():
        problem = at_host(refusal.body, host)
        if problem.get("type") in mapping:
            checked += 1
            assert required(schemas, {"$ref": mapping[problem["type"]]}) <= problem.keys()
    assert checked >= 2
