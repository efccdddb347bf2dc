"""The dossier tells of every hand-over: who, when, the booked number, what came back, why it was taken back."""

from typing import Any

from models.actions.papers.dossier.dossier_elsewhere import handed_over
from models.actions.papers.sent.take_back import take_back
from models.rules.papers.copy_states import CopyState
from tests.actions.papers.sent.going import NUMBER, Going, came


def test_each_hand_over_is_told_as_it_ended(account: Any) -> None:
    going = Going(account)
    names = {going.kasubsi.staff_id or 0: "Contoh Kasubsi", going.pengelola.staff_id or 0: "Contoh Pengelola"}
    going.away(NUMBER)
    (told,) = handed_over(going.walk.case, names)
    assert told["what"] == "Nota Dinas Pengoordinasian: Di SRIKANDI sejak"
    assert (told["actor"], told["text"]) == ("Contoh Kasubsi", f"Nomor yang dicatat saat diserahkan: {NUMBER}")
    going.back(came(CopyState.PENANDA_LAIN, signer="Orang Lain"))
    take_back(going.paper.id, "Salah orang", going.pengelola, going.walk.tick(), on_paper=False)
    (told,) = handed_over(going.walk.case, names)
    assert (told["actor"], told["what"]) == (
        *("Contoh Pengelola", "Nota Dinas Pengoordinasian: Diambil kembali dari SRIKANDI"),
    )
    lines = str(told["text"]).splitlines()
    assert lines[0].startswith("Diserahkan 25-11-2026 ")
    assert lines[2:] == ["PDF yang kembali: utuh, tetapi penanda tangannya lain · Orang Lain", "Alasan: Salah orang"]
