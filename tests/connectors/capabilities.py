"""What a test of the conformance suite needs a channel to be able to do, asked of the rows and of the fake."""

from collections.abc import Callable
from typing import Any, TypeVar

from models.rules.channels.channels import CHANNELS, Channel, Inbox, Proof
from models.rules.channels.grades import DeliveryGrade
from models.rules.channels.messages import Kind
from models.rules.replies.read_marks import Covers
from sync_agent.simulator.platforms import PLATFORMS
from tests.connectors.stage import STAGES, Stage
from tests.toy_queue.platform import Queue
from tests.toy_queue.row import KIND, ROW

_ROWS = CHANNELS | {KIND: ROW}
_FAKES: dict[str, Any] = PLATFORMS | {KIND: Queue}
Test = TypeVar("Test", bound=Callable[..., Any])


def needing(*capabilities: str) -> Callable[[Test], Test]:
    """Run a test only on stages that have all these capabilities (names of CAPABILITIES)."""

    def mark(test: Test) -> Test:
        test.capabilities = capabilities  # type: ignore[attr-defined]
        return test

    return mark


def _kind_and_stream(stage: str) -> tuple[str, Kind]:
    kind, _, stream = stage.partition("-")
    return kind, Kind(stream or "dm")


def _carries_files(stage: str) -> bool:
    kind, stream = _kind_and_stream(stage)
    return stream in getattr(_FAKES.get(kind), "carries_files", ("dm",))


def _row(stage: str) -> Channel:
    return _ROWS[_kind_and_stream(stage)[0]]


def _reach(stage: str) -> Any:
    return _row(stage).reach(_kind_and_stream(stage)[1])


CAPABILITIES: dict[str, Callable[[str], bool]] = {
    "polls": lambda stage: _row(stage).polled,
    "only_pushes": lambda stage: not _row(stage).polled,
    "history": lambda stage: _row(stage).inbox is Inbox.HISTORY,
    "queue": lambda stage: _row(stage).inbox is Inbox.QUEUE,
    "proof": lambda stage: _reach(stage).proof is not Proof.BLIND,
    "own_ids": lambda stage: _reach(stage).proof is Proof.SAME_ID,
    "window": lambda stage: _reach(stage).window is not None,
    "longer_window": lambda stage: _reach(stage).longer_window is not None,
    "private": lambda stage: "comment" in stage and _row(stage).private_reply is not None,
    "files": _carries_files,
    "sends_files": lambda stage: _reach(stage).files is not None,
    "lays_ready": lambda stage: bool(getattr(_FAKES.get(_kind_and_stream(stage)[0]), "uploads_to", "")),
    "ticks": lambda stage: _reach(stage).shows is DeliveryGrade.READ,
    "marks": lambda stage: _row(stage).marks is not None and _kind_and_stream(stage)[1] is Kind.DM,
    "marks_only_named": lambda stage: _row(stage).marks is Covers.NAMED,
    "wordless": lambda stage: _row(stage).label.startswith("WhatsApp"),
    "consent": lambda stage: _kind_and_stream(stage)[1] is Kind.DM,  # a public answer needs nobody's
}


def can(stage: Stage, capability: str) -> bool:
    """Whether a stage has a capability."""
    return CAPABILITIES[capability](f"{stage.kind}-{stage.stream}")


def stages_for(test: Callable[..., Any], module: Any) -> list[str]:
    """Name the stages a test runs on: those with what it and its module ask for."""
    wanted = (*getattr(module, "CAPABILITIES_NEEDED", ()), *getattr(test, "capabilities", ()))
    return [stage for stage in STAGES if all(CAPABILITIES[one](stage) for one in wanted)]
