"""What a letter says, gathered from the case and the office."""

import json
from typing import Any

from tests.actions.walking import Walk


def test_nd_jawab_refers_to_the_memo_it_answers_and_carries_the_answer(account: Any) -> None:
    walk = Walk(account).with_answer()
    facts = json.loads(walk.paper("ND-JAWAB").facts)
    assert facts["referral"] == {"number": "WIM.32.IMI.5-UM.01.01-1", "date": "2026-11-25"}
    assert (facts["findings"], facts["answer"]) == ("Sudah dicek di lapangan.", "Paspor dapat diambil besok.")
    assert facts["dari"] == "Kepala Seksi Lalu Lintas dan Izin Tinggal Keimigrasian"
