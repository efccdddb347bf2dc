"""The choices that several lists share: stages, sections, channels; and coloured labels for states."""

from markupsafe import Markup

from admin_app.shell.columns import pill
from models.rules.cases.sop import STAGES
from models.rules.papers.documents import STATE_LABELS, DocumentState
from models.rules.replies.delivery import REPLY_LABELS, ReplyState
from models.rules.staff.roles import SECTION_LABELS
from models.tables import ChannelAccount

_REPLY_KINDS: dict[ReplyState, str] = {
    ReplyState.QUEUED: "info",
    ReplyState.SENDING: "info",
    ReplyState.SENT: "good",
    ReplyState.WAITING: "warn",
    ReplyState.REFUSED: "bad",
    ReplyState.PARKED: "warn",
    ReplyState.UNKNOWN: "warn",
    ReplyState.HOLD: "bad",
    ReplyState.CANCELLED: "",
}
# What is said of a late answer in the place of its state: nothing may sound as if it were on its way.
LATE_LABELS = {
    ReplyState.QUEUED: "Belum berangkat",
    ReplyState.WAITING: "Belum berangkat",
    ReplyState.SENDING: "Belum pasti terkirim",
    ReplyState.UNKNOWN: "Belum pasti terkirim",
}
_DOCUMENT_KINDS: dict[DocumentState, str] = {
    DocumentState.KONSEP: "info",
    DocumentState.DIPARAF: "info",
    DocumentState.DITANDATANGANI: "good",
    DocumentState.BATAL: "",
    DocumentState.DITARIK: "",
}


def stage_options() -> list[tuple[str, str]]:
    """Return the stages in the SOP's order."""
    return [(str(stage), row.label) for stage, row in STAGES.items()]


def section_options() -> list[tuple[str, str]]:
    """Return the sections."""
    return [(str(section), label) for section, label in SECTION_LABELS.items()]


def account_options() -> list[tuple[str, str]]:
    """Return the channel accounts by label."""
    rows = ChannelAccount.select(ChannelAccount.id, ChannelAccount.label).order_by(ChannelAccount.id)
    return [(str(row.id), row.label) for row in rows]


def reply_pill(state: str, late: bool = False) -> Markup:
    """Return the label of a reply's state; of one that should have left, that it has not."""
    if late and ReplyState(state) in LATE_LABELS:
        return pill(LATE_LABELS[ReplyState(state)], "bad")
    return pill(REPLY_LABELS[ReplyState(state)], _REPLY_KINDS[ReplyState(state)])


def document_pill(state: str) -> Markup:
    """Return the label of a paper's state."""
    return pill(STATE_LABELS[DocumentState(state)], _DOCUMENT_KINDS[DocumentState(state)])
