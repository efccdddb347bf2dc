"""No dead ends: from every state that officers can bring a case to, the archive can be reached by their buttons."""

from dataclasses import replace
from typing import Any

import pytest

from models.rules.cases.sop import Move, Stage
from models.rules.papers import documents
from models.rules.staff.roles import Section
from tests.actions.walking import Walk
from tests.journeys.exploring import Explored, Explorer
from tests.sizes import LONG

# The usual way, and the way to Kepala Kantor; in a long run every section's.
WAYS = {
    "seksi": (("paspor",), (Section.LALINTALKIM, Section.KEPALA_KANTOR)),
    "perilaku": (("perilaku_petugas",), (Section.KEPALA_KANTOR,)),
}
MORE = {"tikkim": (("m_paspor",), (Section.TIKKIM,)), "inteldakim": (("intelijen",), (Section.INTELDAKIM,))}


def explore(way: str, account: Any, wide: bool = False) -> Explored:
    return Explorer(Walk(account), *(WAYS | MORE)[way], wide=wide).explore()


@pytest.mark.parametrize("way", list(WAYS | (MORE if LONG else {})))
def test_from_every_state_the_archive_is_reached_and_nobody_waits_without_a_button(
    way: str, sqlite_account: Any
) -> None:
    found = explore(way, sqlite_account, wide=LONG)
    print(f"{way}: {found.size}")
    assert found.dead_ends() == []
    assert found.wrong == []
    # It would notice: without any of these moves somebody would wait for ever.
    for move in (Move.IDENTIFIKASI_SELESAI, Move.AJUKAN_PENERUSAN, Move.TERUSKAN_JAWABAN_KE_PENGELOLA, Move.ARSIPKAN):
        assert found.dead_ends(without=str(move)), move


def test_a_paper_that_its_signer_is_not_offered_at_his_desk_is_noticed(
    sqlite_account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    narrowed = replace(documents.DOCUMENTS["ND-JAWAB"], stages=(Stage.DOKUMENTASI,))
    monkeypatch.setitem(documents.DOCUMENTS, "ND-JAWAB", narrowed)
    assert explore("perilaku", sqlite_account).dead_ends()
