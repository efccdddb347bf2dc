"""How each platform signs what it pushes: header, hash, and which of the account's secrets. One row per scheme."""

import hashlib
import hmac
from dataclasses import dataclass

LARGEST_PUSH = 3 * 1024 * 1024  # bytes of one body


@dataclass(frozen=True)
class PushScheme:
    """One way of signing. `secret` and `verify_secret` are names of the channel's secrets; `largest` is in bytes."""

    header: str
    algorithm: str
    secret: str
    prefix: str = ""
    verify_secret: str = ""  # what the platform shows when it asks whether the address is ours; "" asks nothing
    largest: int = LARGEST_PUSH


# developers.facebook.com/docs/graph-api/webhooks/getting-started (payloads reach 3 MB)
META = PushScheme("X-Hub-Signature-256", "sha256", "app_secret", prefix="sha256=", verify_secret="verify_token")
# waha.devlike.pro/docs/how-to/events, "HMAC authentication"
WAHA = PushScheme("X-Webhook-Hmac", "sha512", "webhook_key")


def signature(scheme: PushScheme, secret: str, body: bytes) -> str:
    """Return the header's value for this body, signed byte by byte as it arrived."""
    return scheme.prefix + hmac.new(secret.encode(), body, getattr(hashlib, scheme.algorithm)).hexdigest()


def is_genuine(scheme: PushScheme, secret: str, body: bytes, given: str) -> bool:
    """Whether the platform signed this body; compared in constant time."""
    return bool(secret) and same(signature(scheme, secret, body), given)


def same(wanted: str, given: str) -> bool:
    """Whether two secrets are equal, compared in constant time; an empty one equals nothing."""
    return bool(wanted) and hmac.compare_digest(wanted.encode(), given.encode("utf-8", "replace"))
