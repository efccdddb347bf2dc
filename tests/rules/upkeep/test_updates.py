"""What a start makes of an update that broke off: the old version, the new one, or nothing until another begins."""

import pytest

from models.rules.upkeep.updates import Journal, Recovery, Stage, journal_of, recovery

OLD, NEW = "1.0.0-aaaaaaaa", "1.0.1-bbbbbbbb"


def journal(stage: Stage) -> Journal:
    return Journal(stage, OLD, NEW, "/srv/aduan/before-update.zip", f"{OLD} to {NEW}")


@pytest.mark.parametrize("fits", [True, False])
@pytest.mark.parametrize(
    ("stage", "what"),
    [(Stage.BEGUN, Recovery.FORGET), (Stage.CHANGING, Recovery.PUT_BACK), (Stage.WELL, Recovery.PUT_BACK)],
)
def test_the_old_version_puts_back_what_may_have_been_changed(stage: Stage, what: Recovery, fits: bool) -> None:
    assert recovery(journal(stage), OLD, OLD, fits) is what


@pytest.mark.parametrize(
    ("stage", "fits", "what"),
    [
        (Stage.WELL, True, Recovery.FORGET),
        (Stage.WELL, False, Recovery.REFUSE),
        (Stage.CHANGING, True, Recovery.REFUSE),
        (Stage.BEGUN, True, Recovery.REFUSE),
    ],
)
def test_the_new_version_counts_only_once_it_was_found_well(stage: Stage, fits: bool, what: Recovery) -> None:
    assert recovery(journal(stage), NEW, NEW, fits) is what


@pytest.mark.parametrize("fits", [True, False])
def test_the_old_version_begun_just_before_the_new_one_was_taken_into_use_puts_nothing_back(fits: bool) -> None:
    assert recovery(journal(Stage.WELL), OLD, NEW, fits) is Recovery.REFUSE


@pytest.mark.parametrize("stage", Stage)
def test_a_third_version_does_nothing_to_it(stage: Stage) -> None:
    assert recovery(journal(stage), "1.0.2-cccccccc", "1.0.2-cccccccc", True) is Recovery.REFUSE


def test_what_is_written_down_is_read_again() -> None:
    later = journal(Stage.BEGUN).at(Stage.WELL)
    assert journal_of(later.values()) == later
    for broken in ({}, later.values() | {"stage": "lain"}):
        with pytest.raises((KeyError, ValueError)):
            journal_of(broken)
