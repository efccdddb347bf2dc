"""An office that signs and seals, and what verify says of its seals; and a program of another machine beside it."""

from pathlib import Path

from models.actions.core.actor import AGENT
from models.actions.core.audit_trail import AuditEvent, write
from models.actions.upkeep.seals.seal_round import seal_all
from tests.actions.upkeep.trails import noted, signing, verified
from tests.office import NOW


def sealed(folder: Path) -> Path:
    """Seal all there is, and note where the trail ends."""
    seal_all(NOW, folder)
    noted(folder)
    return folder


def said(folder: Path) -> str:
    """Return all that verify tells of the seals."""
    return "\n".join(line for line in verified(folder).failures if line.startswith("I-17"))


def notes(folder: Path) -> str:
    """Return what verify notes of them."""
    return "\n".join(line for line in verified(folder).notes if "seal" in line)


def gateway(folder: Path) -> Path:
    """Let the agent of another machine write from now on, with its own key."""
    signing(folder)
    write(AGENT, NOW, AuditEvent("mulai", "agent:1"))
    return folder
