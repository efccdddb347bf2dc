"""What intake put aside of a person's conversations goes with him; what is another's stays."""

import json
from pathlib import Path
from typing import Any

from models.actions.retention.destruction.carry_out import carry_out
from models.tables import Complaint, Gap, Quarantine, Thread
from tests.actions.retention.destruction.test_destruction import KASUBSI, LATER, agreed, failures, finished
from tests.actions.upkeep.verify.test_verify import witness
from tests.office import NOW, actor, settings_in


def set_aside(case: Complaint) -> None:
    """Leave a place of doubt and an unreadable item of the case's conversation."""
    name = Thread.get_by_id(case.thread_id).external_id
    Gap.create(account=case.account_id, thread_external_id=name, why="pesan mungkin terlewat", noticed_at=NOW)
    Quarantine.create(
        account=case.account_id,
        kind="dm",
        fingerprint=f"{case.id:064d}",
        external_id=f"false_{name}_3EB0",
        payload=json.dumps({"from": name, "body": "Paspor saya belum jadi"}),
        reason="jenis tak dikenal",
        seen_at=NOW,
    )


def kept() -> str:
    return "\n".join(str(row) for table in (Gap, Quarantine) for row in table.select().tuples())


def test_his_go_with_him_and_anothers_stay(account: Any, tmp_path: Path) -> None:
    case, other = finished(account, tmp_path, 11), finished(account, tmp_path, 12)
    witness(tmp_path)
    for one in (case, other):
        set_aside(one)
    carry_out(agreed(tmp_path, case).id, settings_in(tmp_path), actor(KASUBSI), LATER)
    assert "628110000011" not in kept()
    assert kept().count("628110000012") == 3
    assert kept().count("Paspor saya belum jadi") == 1
    assert failures(tmp_path) == []
    carry_out(agreed(tmp_path, other).id, settings_in(tmp_path), actor(KASUBSI), LATER)
    assert "6281100000" not in kept() and "Paspor" not in kept()
    assert (Gap.select().count(), Quarantine.select().count()) == (2, 2)
