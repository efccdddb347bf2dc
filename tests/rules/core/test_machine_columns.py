"""What no seal is over."""

from models.rules.core.machine_columns import MACHINE


def test_what_is_recounted_and_what_lapses_is_the_programs_own() -> None:
    assert "due_at" in MACHINE["step_record"]
    assert "text" in MACHINE["draft"]
    assert "hash" in MACHINE["audit"]
