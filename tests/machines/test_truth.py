"""A bounded run of the machine of true assertions, on both databases; the long run is a command of its own."""

from pathlib import Path

from tests.machines.running import Bounds, run
from tests.machines.truth import Truth, on_postgresql
from tests.sizes import so_many


def test_what_is_shown_is_what_a_recount_says_on_sqlite() -> None:
    assert run(Truth, Bounds(examples=so_many(20, 400))) == ""


def test_what_is_shown_is_what_a_recount_says_on_postgresql(postgres: str) -> None:
    assert run(on_postgresql(postgres), Bounds(examples=so_many(6, 150))) == ""


def test_what_was_found_and_done_is_kept_for_the_next_run(tmp_path: Path) -> None:

    for _ in range(2):
        assert run(Truth, Bounds(examples=1, shrinks=False), tmp_path) == ""
    assert '"examples": ' in (tmp_path / "counts.json").read_text("utf-8")
