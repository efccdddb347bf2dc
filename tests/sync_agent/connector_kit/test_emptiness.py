"""Empty lists in a row: odd only where something is known to be there."""

from sync_agent.connector_kit.emptiness import Emptiness


def test_F17_three_empty_answers_in_a_row_are_suspicious_until_one_is_not_empty() -> None:
    runs = Emptiness()
    for _ in range(2):
        runs.note("daftar", empty=True, known=True)
    assert not runs.suspicious
    runs.note("daftar", empty=True, known=True)
    runs.note("lain", empty=False, known=True)
    assert runs.suspicious
    runs.note("daftar", empty=False, known=True)
    assert not runs.suspicious


def test_an_account_nobody_ever_wrote_to_is_simply_quiet() -> None:
    runs = Emptiness()
    for _ in range(9):
        runs.note("daftar", empty=True, known=False)
    assert not runs.suspicious
