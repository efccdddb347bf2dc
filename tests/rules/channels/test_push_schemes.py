"""Signatures of pushes: the documented example holds, a changed byte does not, an empty secret opens nothing."""

import hashlib
import hmac

import pytest

from models.rules.channels import push_schemes
from models.rules.channels.channels import CHANNELS
from models.rules.channels.push_schemes import META, WAHA, PushScheme, is_genuine, same, signature

BODY = '{"object":"whatsapp_business_account","text":"äöå ☎"}'.encode()


def test_waha_signs_as_its_documentation_shows() -> None:
    # waha.devlike.pro/docs/how-to/events: key my-secret-key, the body below, header X-Webhook-Hmac
    body = b'{"event":"message","session":"default","engine":"WEBJS"}'
    stated = (
        "208f8a55dde9e05519e898b10b89bf0d0b3b0fdf11fdbf09b6b90476301b98d8"
        "097c462b2b17a6ce93b6b47a136cf2e78a33a63f6752c2c1631777076153fa89"
    )
    assert signature(WAHA, "my-secret-key", body) == stated


def test_meta_signs_with_sha256_and_says_so() -> None:
    wanted = "sha256=" + hmac.new(b"rahasia", BODY, hashlib.sha256).hexdigest()
    assert is_genuine(META, "rahasia", BODY, wanted)


@pytest.mark.parametrize("scheme", [META, WAHA])
def test_anything_but_the_whole_signature_is_refused(scheme: PushScheme) -> None:
    right = signature(scheme, "rahasia", BODY)
    assert is_genuine(scheme, "rahasia", BODY, right)
    for given in ("", right[:-1], right + "0", right.upper(), f" {right}", scheme.prefix, "é", "\ud800"):
        assert not is_genuine(scheme, "rahasia", BODY, given)
    assert not is_genuine(scheme, "rahasia", BODY + b" ", right)
    assert not is_genuine(scheme, "rahasia2", BODY, right)


def test_an_empty_secret_opens_nothing() -> None:
    assert not is_genuine(META, "", BODY, signature(META, "", BODY))
    assert not same("", "")


def test_secrets_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []
    real = hmac.compare_digest
    monkeypatch.setattr(push_schemes.hmac, "compare_digest", lambda a, b: compared.append((a, b)) or real(a, b))
    assert not is_genuine(META, "rahasia", BODY, "sha256=00")
    assert len(compared) == 1


def test_a_channel_that_takes_pushes_has_the_secrets_its_scheme_needs() -> None:
    for row in CHANNELS.values():
        if row.push is not None:
            known = {secret.name for secret in row.secrets}
            assert {row.push.secret, row.push.verify_secret} - {""} <= known, row.kind
