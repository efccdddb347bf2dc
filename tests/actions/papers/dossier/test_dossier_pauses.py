"""The dossier says of each pause why it was, and where its proof is found in it."""

from typing import Any

from models.actions.papers.dossier.dossier_pauses import pauses_of_case
from tests.actions.inviting import Invited


def test_a_pause_for_an_invitation_names_the_invitation(account: Any) -> None:
    walk = Invited(account).at_answering()
    claim = walk.confirmed()
    (pause,) = pauses_of_case(walk.case)
    assert pause["step"] == 8
    assert str(pause["why"]).startswith("Menunggu pelapor menerima undangan")
    assert str(pause["proof"]).startswith("Undangan ")
    assert pause["end"] is not None
    assert claim.confirmed_at is not None
