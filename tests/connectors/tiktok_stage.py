"""What the tests of the TikTok connector ask of its stage."""

from urllib.parse import parse_qs

from sync_agent.simulator.tiktok.settings import TikTokSettings
from tests.connectors.stage import NetworkStage


def own(stage: NetworkStage) -> TikTokSettings:
    settings: TikTokSettings = stage.platform.settings
    return settings


def asked(stage: NetworkStage, path: str) -> list[dict[str, list[str]]]:
    """Return the arguments of the requests to a path."""
    notes = list(stage.running.practice.wire.requests)
    return [parse_qs(note["query"]) for note in notes if note["path"].endswith(path)]
