"""Draws the state diagrams of ARCHITECTURE.md from the tables themselves; `python -m tests.diagrams` redraws them."""

import re

from models.rules.cases.sop import MOVES, STAGES, Stage
from models.rules.replies.delivery import REPLY_MOVES
from tests.tools import ROOT

PAGE = ROOT / "ARCHITECTURE.md"


def sop_diagram() -> str:
    """Draw every stage with its step number, and every move of the SOP."""
    lines = ["stateDiagram-v2"]
    lines += [f"    {stage}: {row.step.value} {row.label.replace('–', '-')}" for stage, row in STAGES.items()]
    lines += [f"    {row.origin} --> {row.target}: {move}" for move, row in MOVES.items()]
    lines += [
        f"    note right of {Stage.DITUTUP}: by tutup_di_tengah from every open stage, and back to it by lanjutkan"
    ]
    lines += [f"    note right of {Stage.DIGABUNG}: by merging, from every open stage, and back to it"]
    return "\n".join(lines)


def delivery_diagram() -> str:
    """Draw the states of a reply and the ways between them."""
    lines = ["stateDiagram-v2", "    [*] --> queued"]
    for state, targets in REPLY_MOVES.items():
        lines += [f"    {state} --> {target}" for target in sorted(targets)] or [f"    {state} --> [*]"]
    return "\n".join(lines)


DIAGRAMS = {"sop": sop_diagram, "delivery": delivery_diagram}


def redrawn(page: str) -> str:
    """Return the page with every diagram drawn anew between its marks."""
    for name, draw in DIAGRAMS.items():
        block = f"<!-- diagram: {name} -->\n```mermaid\n{draw()}\n```\n<!-- end -->"
        page = re.sub(rf"<!-- diagram: {name} -->.*?<!-- end -->", lambda _, new=block: new, page, flags=re.S)
    return page


if __name__ == "__main__":
    PAGE.write_text(redrawn(PAGE.read_text("utf-8")), "utf-8")
