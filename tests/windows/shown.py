"""What each test of the Windows rig shows, and what no test of it can: the rows of docs/windows.md."""

from collections.abc import Iterable, Mapping

# Test -> which commands it walks under wine, and what it sees there. What no test walks has no row.
SHOWN: Mapping[str, tuple[str, str]] = {
    "test_the_archive_installs_by_its_own_command_and_names_its_version": (
        "`install.cmd`, `--version`",
        "the built archive is checked and installed with its own Python",
    ),
    "test_the_commands_that_make_an_office_go_through": ("`migrate`, `user add`, `channel add`", "end as on Linux"),
    "test_the_agent_takes_a_message_in_and_tells_of_it": (
        "`run_agent --once`, `status`",
        "a citizen's message comes in from the simulated gateway",
    ),
    "test_doctor_says_what_is_safe": ("`doctor`", "the disk and the key are judged, without a traceback"),
    "test_staff_sign_in_find_the_case_and_the_back_office_ends_when_told": (
        "`serve`, `drain`",
        "sign-in by password alone, queue, one case and search answer; it ends when told",
    ),
    "test_six_papers_are_the_same_as_on_this_machine": (
        "rendering of papers",
        "six papers, their text equal to those made on Linux",
    ),
    "test_a_backup_is_whole_and_nothing_is_wrong_with_the_office": (
        "`backup`, `verify`",
        "read back and whole; every invariant holds",
    ),
    "test_what_is_not_there_on_windows_says_so_in_a_sentence": (
        "`service status`, `update`",
        "refused in a sentence: there is neither on Windows",
    ),
    "test_a_dry_run_says_how_each_program_becomes_a_service": (
        "`service install --dry-run`",
        "the commands of NSSM, sc and icacls, with this installation's paths; none of them is run",
    ),
}


def table(shown_by_test: Mapping[str, tuple[str, str]] = SHOWN) -> str:
    """Return the table of docs/windows.md."""
    rows = [f"| {command} | {shown} |\n" for command, shown in shown_by_test.values()]
    return "".join(["| command | what is shown under wine |\n", "|---|---|\n", *rows])


def seen(outcomes: Iterable[tuple[str, bool]]) -> list[tuple[str, str]]:
    """Return the rows of the tests that ran; what failed once did not work."""
    worked: dict[str, bool] = {}
    for test, passed in outcomes:
        worked[test] = worked.get(test, True) and passed
    return [
        (SHOWN[test][0], SHOWN[test][1] if passed else "did NOT work")
        for test, passed in worked.items()
        if test in SHOWN
    ]
