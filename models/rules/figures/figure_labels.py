"""The labels of a report's rows, including those for what nobody has decided yet."""

from models.rules.cases.identification import KIND_LABELS, ComplaintKind
from models.rules.cases.sop import STAGES, Stage
from models.rules.channels.channels import channel
from models.rules.staff.roles import SECTION_LABELS, Section

NO_CATEGORY = "Belum ditentukan"
UNDER_WAY = "Dalam proses"
AUTOMATIC = "Agen (otomatis)"


def kind_label(kind: str) -> str:
    """Return the label of a kind of matter, or that of an undecided one."""
    return KIND_LABELS[ComplaintKind(kind)] if kind else NO_CATEGORY


def status_label(stage: str, unreachable: bool = False) -> str:
    """Return how a complaint stands: done, done without having reached the citizen, closed, or under way."""
    row = STAGES[Stage(stage)]
    if row.open:
        return UNDER_WAY
    return f"{row.label}, pelapor tidak dapat dihubungi" if unreachable else row.label


def channel_label(kind: str) -> str:
    """Return the label of the channel a complaint came by."""
    return channel(kind).label


def section_label(section: str | None) -> str:
    """Return the label of a section, or that of none chosen yet."""
    return SECTION_LABELS[Section(section)] if section else NO_CATEGORY
