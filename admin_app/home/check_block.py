"""The field checks of a section officer: those that wait for him, the soonest due first."""

from typing import Any

from admin_app.home.blocks import Block, CaseBlock, Looker
from admin_app.office_glance import OPEN
from models.rules.sop import Stage
from models.tables import Complaint


def _checks(looker: Looker) -> Any:
    return OPEN & (Complaint.stage == str(Stage.PENELITIAN)) & looker.desk


CHECKS = Block(
    "pemeriksaan",
    "Pemeriksaan lapangan Anda",
    CaseBlock(_checks, rows=12, address="/penelitian/{}"),
    "Periksa",
    "/penelitian/",
    frozenset({Stage.PENELITIAN}),
)
