"""Papers say how much of each pause counts, and whether the step was in time with and without."""

from datetime import timedelta
from typing import Any

from docgen.documents import content_of
from models.actions.clocks.pause_step import countersign_pause, pause_step
from models.actions.papers.clock_sheet_facts import clock_sheet_facts
from models.actions.papers.dossier.dossier_pauses import pauses_of_case
from models.rules.cases.sop import Move, Output
from models.rules.clocks.pauses import PauseReason
from models.rules.staff.roles import Role
from tests.actions.proving import letter_of
from tests.actions.walking import Walk
from tests.office import actor


def test_what_is_not_countersigned_is_told_with_both_counts(account: Any) -> None:
    walk = Walk(account).at_section()
    begins = walk.now + timedelta(minutes=2)
    walk.now += timedelta(hours=2)
    pause = pause_step(
        walk.id,
        PauseReason.MENUNGGU_INSTANSI,
        "Menunggu.",
        letter_of(walk),
        actor(Role.KASI_LALINTALKIM),
        walk.now,
        starts_at=begins,
        ends_at=walk.now,
    )
    walk.write(Output.IDENTIFIKASI_SEKSI)
    walk.move(Move.DAPAT_DITANGANI)
    row = next(row for row in clock_sheet_facts(walk.case, "KENDALI", walk.now)["steps"] if row["step"] == 5)
    assert [term.rpartition(": ")[2] for term in row["arithmetic"][-2:]] == [
        "belum diparaf; dihitung 0 dari 118 menit kerja.",
        "dengan jeda yang diterima tidak, tanpa jeda tidak, bila yang belum diparaf diterima ya.",
    ]
    assert row["on_time"] is False
    assert content_of("KENDALI", clock_sheet_facts(walk.case, "KENDALI", walk.now))
    (told,) = pauses_of_case(walk.case)
    assert "belum diparaf; dihitung 0 dari 118 menit kerja. Tepat waktu: " in str(told["why"])
    countersign_pause(pause.id, True, actor(Role.KASI_TIKKIM), walk.tick())
    (told,) = pauses_of_case(walk.case)
    assert str(told["why"]).endswith("Tepat waktu: dengan jeda yang diterima ya, tanpa jeda tidak.)")
