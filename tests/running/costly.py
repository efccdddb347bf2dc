"""Which costly tests `start.py test` leaves to `--all`, and so to CI: whole ways in a browser, kills, long counts.

What such a test says in one piece, cheaper tests that always run say in parts; one of each kind runs by default.
What it must not do is let a fault through: the faults of tests/mutations are caught by what is asked by default.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

BROWSER = "chromium"  # the fixture of whatever is seen in a real browser


@dataclass(frozen=True)
class Costly:
    """What the names of such tests begin with; those in whose name one of `asked` stands are asked by default too."""

    begins: str
    why: str
    asked: tuple[str, ...] = ()


# In a browser all is left to --all but these.
IN_A_BROWSER = {
    "tests/browser/test_nine_steps.py::test_a_complaint_the_section_can_handle_walks": "the nine steps",
    "tests/browser/test_hands.py::test_a_routine_complaint_is_registered_in_three_actions": "scripts, keys and forms",
    "tests/browser/test_line.py::test_a_session_that_ended_is_taken_up_again": "what is typed outlives what breaks",
    "tests/simulator/test_pages.py::test_a_new_citizen_writes_and_reads_the_answer_without_reloading[phone": (
        "the simulator's own pages"
    ),
    "tests/admin_app/case_page/test_link_screens.py::test_messages_are_ticked_and_cases_merged[lebar": (
        "what a script completes"
    ),
}

COSTLY: tuple[Costly, ...] = (
    Costly(
        "tests/kills/",
        "tests/sync_agent and test_points.py say what is left at each point",
        ("test_F4_", "test_F7_", "test_F8_", "test_signatures", "test_queue", "test_grades"),
    ),
    Costly(
        "tests/machines/test_truth.py::test_what_is_shown_is_what_a_recount_says",
        "`python -m tests.machines` runs it for hours; each figure has its own recount in tests/actions/figures",
    ),
    Costly(
        "tests/actions/figures/test_period_figures_recounted.py::test_every_figure_agrees_with_the_raw_history["
        "postgresql]",
        "the same history is recounted on the other database",
    ),
    Costly("tests/admin_app/test_visibility_changes.py::test_the_walk_on_postgresql_too", "the walk runs on SQLite"),
    Costly(
        "tests/admin_app/case_page/test_every_form.py::test_every_form_works_for_its_holder_and_for_nobody_else[5b]",
        "the other branch has the same forms but two",
    ),
    Costly(
        "tests/admin_app/papers/test_every_word.py::test_every_word_typed_stands_in_the_pdf_and_in_the_archive",
        "test_every_paper.py reads every paper's words",
    ),
    Costly("tests/admin_app/papers/test_every_paper_postgresql.py", "test_every_paper.py says it on SQLite"),
    Costly(
        "tests/admin_app/papers/test_dossiers.py::test_made_again_it_has_the_same_hash_and_the_same_bytes",
        "tests/docgen/test_dossier.py says it of the same parts",
    ),
    Costly(
        "tests/admin_app/papers/test_every_paper.py::test_every_type_there_is_was_made_on_the_screens",
        "each type has its test beside it",
    ),
    Costly(
        "tests/admin_app/cli/test_refusals.py::test_F42_a_database_locked_for_long_is_one_sentence",
        "tests/causes locks a database for every program",
    ),
    Costly("tests/admin_app/cli/test_restore_drill.py", "tests/actions/upkeep/backup says each part"),
    Costly(
        "tests/admin_app/cli/test_serving.py",
        "test_front_ends.py and the browser's walks serve the office too",
        ("test_it_serves_the_sign_in_page_and_ends_when_told[15]",),
    ),
    Costly(
        "tests/admin_app/shell/test_maintenance.py::test_who_waits_for_a_test_or_sets_up_is_told_of_the_lock_too",
        "the other pages of the file are told by the same code",
    ),
    Costly(
        "tests/admin_app/figures/test_behind_dashboard.py::test_every_figure_opens_as_many_cases_as_it_says[kasi_",
        "one who sees all asks the same",
    ),
    Costly(
        "tests/actions/upkeep/backup/test_backup.py::test_a_backup_taken_while_messages_come_in_is_one_moment[sqlite",
        "the server's own moment is the harder one",
    ),
    Costly(
        "tests/actions/upkeep/backup/test_backup_killed.py",
        "test_backup.py says what a broken backup is",
        ("test_a_restore_killed_on_the_way_is_whole_when_it_is_done_again[sqlite",),
    ),
    Costly(
        "tests/docgen/returned/test_signatures.py::test_four_hundred_pages_are_judged_within_the_workers_limits",
        "the limits themselves are tried in test_reading.py",
    ),
    Costly("tests/docgen/test_naughty_texts.py", "test_odd_texts_everywhere.py prints the oddest of them"),
    Costly(
        "tests/docgen/layout/test_fitting.py::test_what_is_counted_is_what_libreoffice_lays_out",
        "the single pages of the file are laid out by LibreOffice too",
    ),
    Costly(
        "tests/docgen/layout/test_fitting.py::test_the_closing_of_a_letter_of_two_pages_has_company",
        "test_closing.py says it by counted heights",
    ),
    Costly(
        "tests/docgen/test_pages.py::test_the_letterhead_is_on_the_first_page_and_the_number_on_the_others",
        "a memo, a sheet and a list; `tests.pictures papers` draws all",
        ("[ND-TERUS-0", "[REKAP-0"),
    ),
    Costly(
        "tests/docgen/test_pages.py::test_headings_are_bookmarks_of_the_pdf_by_their_levels",
        "styles are asked by name",
    ),
    Costly(
        "tests/house/test_planted_column.py::test_a_declared_column_is_read_as_it_says[",
        "one reader of a declaration stands for all; the whole is tried in CI",
        ("tests/actions/retention", "tests/tables/core/test_declaring"),
    ),
    Costly(
        "tests/journeys/test_five_channels.py::test_a_slow_channel_and_a_failing_one_delay_no_other",
        "tests/sync_agent/test_agent.py says it of two channels",
    ),
    Costly(
        "tests/journeys/test_satisfaction.py::test_a_citizen_is_asked_once_on_her_channel_and_her_number_becomes_a_"
        "figure[postgresql]",
        "the same way on SQLite",
    ),
    Costly("tests/journeys/test_every_text.py", "each text passes the rules of reading and of drawing by itself"),
    Costly(
        "tests/journeys/test_no_dead_ends_beside.py::test_while_a_clock_rests",
        "test_no_dead_ends.py walks each state",
    ),
    Costly(
        "tests/journeys/test_no_dead_ends_beside.py::test_they_cross",
        "test_no_dead_ends.py walks each state without a crossing",
    ),
    Costly(
        "tests/running/test_once_more.py::test_the_last_line_says_how_many_were_left_out[in processes]",
        "alone is enough",
    ),
    Costly(
        "tests/rules/clocks/test_working_time_counted.py::test_not_one_minute_of_difference_in_thousands_of_cases",
        "test_working_time.py has a property for each rule",
    ),
    Costly(
        "tests/test_start.py::test_a_venv_without_its_python_is_made_anew_over_the_rest",
        "half made ones are tried too",
    ),
    Costly("tests/test_start.py::test_two_first_starts_at_once_make_one_venv", "one start alone is the same way"),
    Costly(
        "tests/test_page_figures.py::test_every_page_is_measured_and_none_is_too_large", "pages are measured by CI"
    ),
    Costly(
        "tests/actions/cases/test_links_machine.py::test_links_can_be_undone_to_the_start_in_any_order_on_postgresql",
        "the machine runs on SQLite",
    ),
    Costly(
        "tests/actions/papers/numbers/test_number_paper_parallel.py::test_fifty_parallel_signings_killed_in_between_use_"
        "every_number_once[sqlite",
        "the server's own turns are the harder ones",
    ),
    Costly("tests/running/test_kept_states.py::test_what_is_put_back_is_what_was_walked[postgresql", "as on SQLite"),
    Costly(
        "tests/journeys/test_lane_to_archive.py::test_released_by_one_of_the_three_it_goes_the_ordinary_way_and_ends["
        "postgresql",
        "the same way on SQLite",
    ),
    Costly("tests/simulator/test_serve.py::test_it_lives_and_ends_cleanly_when_told", "it serves in every journey"),
    Costly(
        "tests/deploy/test_front_ends.py::test_a_body_beyond_the_limit_is_refused_in_words_before_it_is_sent[nginx",
        "the other front end says the same",
    ),
    Costly(
        "tests/admin_app/papers/esign/test_service.py::test_what_may_have_been_signed_is_unsure_and_was_asked_once",
        "a service that hangs is waited for; one way of hanging stands for all",
        ("late-v2",),
    ),
    Costly(
        "tests/tables/upkeep/test_schema_older_rows.py",
        "what a migration does to older rows is written once for both databases",
        ("[sqlite",),
    ),
    Costly(
        "tests/sync_agent/alike/test_alike_machine.py::test_a_planted_fault_is_found", "CI asks whether it finds them"
    ),
    Costly(
        "tests/actions/retention/erasure/test_erasure_gone.py::test_each_of_fifty_words_is_found_by_the_same_search_before"
        "[postgresql]",
        "that a search finds at all is asked of both databases in tests/tables/search",
    ),
    Costly(
        "tests/admin_app/cli/test_serving_two.py",
        "each thing kept in rows for all programs has its own test; one press over two programs stands for all",
        ("test_a_form_of_one_is_taken_by_the_other_once",),
    ),
    Costly(
        "tests/admin_app/cli/test_serving_workers.py",
        "one that dies and is begun anew stands for all",
        ("test_one_that_is_killed_is_begun_anew",),
    ),
    Costly(
        "tests/admin_app/papers/test_every_word.py::test_no_form_on_the_way_was_left_out",
        "the walk it counts the forms of waits for --all itself",
    ),
    Costly(
        "tests/releases/installer/test_placing_again.py::test_a_broken_version_is_made_anew_by_installing_it_again[",
        "one broken part stands for the others",
        ("[agent",),
    ),
    Costly(
        "tests/actions/upkeep/backup/test_backup_stores.py::test_each_is_restored_into_each[",
        "from a folder into the database is the way of most",
        ("[folder-database",),
    ),
    Costly("tests/windows/test_every_command.py", "minutes of wine, which few machines have"),
    Costly("tests/test_guide_commands.py", "each command of the page has its own test; the whole walk is CI's"),
)


def left_as_costly(items: Iterable[Any]) -> list[Any]:
    """Return those of pytest's tests that only --all asks because of what they cost."""
    return [item for item in items if is_costly(item.nodeid, getattr(item, "fixturenames", ()))]


def is_costly(name: str, fixtures: Iterable[str]) -> bool:
    """Whether the test of this name, given these fixtures, waits for --all."""
    if BROWSER in fixtures:
        return not name.startswith(tuple(IN_A_BROWSER))
    return any(name.startswith(row.begins) and not any(word in name for word in row.asked) for row in COSTLY)
