"""Which tests that ask the same of each of many `start.py test` asks of some: `--all`, and so CI, asks it of each.

A row is here where each costs whole pages, programs or a browser, and where those named differ most from each other.
What it must not do is let a fault through: the faults of tests/mutations are caught by what is asked by default.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_DESK, _SECTION, _KEEPER = "pengelola", "petugas_seksi", "administrator"
_STAGES = ("waha", "antrean", "whatsapp_cloud", "gowa", "facebook-comment", "instagram-dm", "tiktok-dm", "x-comment")
_PATIENT = ("waha", "antrean", "facebook-comment", "tiktok-dm")


@dataclass(frozen=True)
class Walk:
    """One such test, and which of its values it is asked of by default: those in whose id one of `asked` stands.

    A file instead of a test: all of its tests that have values.
    """

    test: str
    asked: tuple[str, ...]
    why: str


WALKS: tuple[Walk, ...] = (
    Walk("tests/admin_app/test_visibility_walk.py::test_no_address_tells_what_is_hidden_from_a_role",
         (_DESK, _SECTION, _KEEPER), "who takes in, who sees only his section's, who sees no case"),
    Walk("tests/admin_app/test_visibility_walk.py::test_no_action_reaches_a_hidden_case",
         (_SECTION, _KEEPER), "who sees only his section's, who sees no case"),
    Walk("tests/admin_app/test_every_route.py::test_S21_every_route_as_every_role",
         (_DESK, _SECTION, _KEEPER), "who may do most of a case, least of it, and nothing of it"),
    Walk("tests/admin_app/test_every_page.py::test_no_page_of_a_role_has_an_english_word",
         (_DESK, _KEEPER), "the pages of the desk and of the office"),
    Walk("tests/admin_app/test_every_page.py::test_every_page_of_a_role_is_for_everybody_and_breaks_no_policy",
         (_DESK,), "where an officer sits all day; the dearest minute of a browser"),
    Walk("tests/admin_app/case_page/test_pages.py::test_every_role_sees_every_stage_or_is_told_there_is_nothing",
         ("kasubsi_infokim", _SECTION, _KEEPER), "who sees all, who sees his section's, who sees no case"),
    Walk("tests/admin_app/test_refused_forms.py::test_no_refused_form_answers_in_english",
         (_DESK,), "most forms are the desk's"),
    Walk("tests/admin_app/figures/test_behind_dashboard.py::test_every_figure_opens_as_many_cases_as_it_says",
         ("kasubsi_infokim", "kasi_lalintalkim"), "one who sees all and one who sees his section's"),
    Walk("tests/causes/test_causes.py::test_a_cause_is_told_everywhere_in_time_and_work_goes_on_after_it",
         ("disk: less than 200", "clock: 400 days", "key: secret.key is another", "gateway: WAHA: the phone",
          "lock:", "database: a page", "agent: was killed"),
         "one of each subject; `python -m tests.causes` measures all"),
    Walk("tests/tables/upkeep/test_schema.py::test_from_an_earlier_version_with_data_nothing_is_lost",
         ("0027_", "sqlite-0045_", "sqlite-0055_", "0066_"), "the oldest, the newest and some between"),
    Walk("tests/actions/upkeep/backup/test_backup_killed.py::test_a_restore_killed_on_the_way_is_whole_when_it_is_done_"
         "again", ("sqlite", "postgresql-_settle"), "every point on one database, the last one on the other"),
    Walk("tests/actions/upkeep/move_database/test_move_killed.py::test_killed_on_the_way_no_program_works_there_and_it_"
         "is_begun_anew", ("sqlite-among", "postgresql-among", "postgresql-after leaving"),
         "in the middle both ways, and the end"),
    Walk("tests/docgen/editing/test_saved_by_libreoffice.py::test_a_template_that_libreoffice_saved_unchanged_is_accepted",
         ("ND-TERUS]", "LEMBAR]", "REKAP-SAMAR]"), "a memo, a sheet and a list"),
    Walk("tests/docgen/editing/test_saved_by_libreoffice.py::test_it_prints_the_same_words_in_the_same_form",
         ("ND-TERUS]", "LEMBAR]", "REKAP-SAMAR]"), "a memo, a sheet and a list"),
    Walk("tests/admin_app/papers/test_every_paper.py::test_a_paper_is_taken_away_as_pdf_too",
         ("ND-TERUS]", "LEMBAR]", "REKAP-SAMAR]"), "a memo, a sheet and a list"),
    Walk("tests/admin_app/papers/test_office_papers.py::test_the_signed_pdf_of_a_months_list_comes_back_unchanged",
         ("REGISTER",), "the lists of a month go one way"),
    Walk("tests/admin_app/papers/test_office_papers.py::test_a_list_of_the_month_is_drafted_signed_and_taken_away",
         ("REGISTER", "REKAP-SAMAR"), "one with names and one without"),
    Walk("tests/sync_agent/test_fast_forward.py::test_F9_killed_in_the_middle_of_warning_the_next_agent_gives_each_once",
         ("sqlite-1", "postgresql-3"), "early and late, a database each"),
    Walk("tests/actions/clocks/test_give_warnings.py::test_a_complaint_left_alone_warns_and_escalates_exactly_as_the_table_"
         "says", ("sqlite", "postgresql-4"), "every step on one database, the longest on the other"),
    Walk("tests/connectors/test_conformance.py::test_F25_F28_F29_F31_F32_trouble_on_a_read_loses_nothing",
         ("-1",), "in the middle of a reading; before it and after it are asked by --all"),
    Walk("tests/journeys/test_no_dead_ends_beside.py::test_a_case_that_names_the_holder_of_a_post_passes_it_over",
         ("kasubsi_infokim", "kepala_kantor"), "who forwards and who decides"),
    Walk("tests/journeys/test_no_dead_ends_beside.py::test_the_substitute_of_an_absent_holder_does_all_his_work",
         ("kasubsi_infokim", "kepala_kantor"), "who forwards and who decides"),
    Walk("tests/admin_app/test_visibility_search.py::test_no_search_finds_what_is_hidden",
         (_DESK, _SECTION, _KEEPER), "who takes in, who sees only his section's, who sees no case"),
    Walk("tests/house/test_house.py::test_the_checkers_find_nothing",
         ("walls", "ruff", "format"), "the types of the whole program are asked by start.py check"),
    Walk("tests/admin_app/papers/test_returned_copies.py::test_what_came_back_is_called_what_it_is_everywhere",
         ("[B-T]", "two signers]", "changed after", "other words", "unknown root", "[a scan]", "unsigned", "damaged"),
         "one of each state; each file by itself is judged in tests/docgen/returned"),
    Walk("tests/browser/test_pictures.py::test_a_picture_of_the_guide_shows_what_it_must",
         ("beranda-pengelola", "nota-dinas", "laporan", "kanal"), "a home, a paper, a figure and a setting"),
    Walk("tests/admin_app/papers/test_paper_screens.py::test_the_dossier_is_reached_from_the_case_made_and_shown",
         ("lebar",), "the same way on a telephone is asked by --all"),
    Walk("tests/sync_agent/alike/test_alike_machine.py::test_like_answers_arrive_once_each_or_wait_for_a_person",
         ("waha", "facebook-comment"), "a gateway and a platform of posts"),
    Walk("tests/causes/test_causes.py::test_what_only_a_server_can_meet_is_told_everywhere_in_time_and_work_goes_on_"
         "after_it", ("was stopped", "lock:", "clock:"), "one of each subject; `tests.causes` measures all"),
    Walk("tests/kills/test_signatures.py::test_killed_anywhere_it_is_neither_lost_nor_done_twice",
         ("sqlite", "postgresql-sign_document before"), "every point on one database, the first one on the other"),
    Walk("tests/kills/test_grades.py::test_killed_at_every_write_of_a_grade_it_is_whole_or_not_there_and_begun_again_"
         "it_is_once", ("the_receipt", "-failed-", "there_after_all", "the_merged"), "good news, bad news, and both"),
    Walk("tests/soak/striking/test_faults.py::test_a_fault_of_the_platforms_is_gone_after_its_end",
         ("unlinked", "slow", "wrongly", "sends cut", "network cut"), "an old gateway is started in forty seconds"),
    Walk("tests/connectors/x/test_x_contract.py", ("post",), "the newer of X's two contracts"),
    Walk("tests/connectors/test_conformance_told.py", _STAGES, "of a platform's two streams one; both queues"),
    Walk("tests/admin_app/test_parked_connections.py::test_no_page_leaves_a_question_open_in_the_connection_it_parks",
         (_DESK,), "the pages of the desk"),
    Walk("tests/journeys/test_lane_to_archive.py::test_released_by_one_of_the_three_it_goes_the_ordinary_way_and_ends",
         ("kasi_tikkim",), "one of the three; who may is asked by the rule's own table"),
    Walk("tests/journeys/test_lane_to_archive.py::test_identified_by_one_of_the_three_it_goes_to_kepala_kantor_and_ends",
         ("kepala_kantor",), "one of the three; who may is asked by the rule's own table"),
    Walk("tests/connectors/test_conformance_sending.py", _STAGES, "of a platform's two streams one; both queues"),
    Walk("tests/connectors/test_conformance_sending.py::test_F26_trouble_on_a_send_is_unknown_and_the_look_tells_which",
         _PATIENT, "a gateway, a queue, posts and a conversation; each is waited for"),
    Walk("tests/connectors/test_conformance_troubles.py", _STAGES, "of a platform's two streams one; both queues"),
    Walk("tests/connectors/test_conformance.py", (*_STAGES, "facebook]", "instagram]", "tiktok]", "x]", "manual]"),
         "of a platform's two streams one; both queues; the row of every channel"),
    Walk("tests/sync_agent/alike/test_alike_answers.py",
         ("waha", "gowa", "facebook-comment", "instagram-dm", "tiktok-dm", "x-comment"), "of two streams one"),
    Walk("tests/connectors/tiktok/test_tiktok_rounds.py::test_I1_everything_written_is_read_whatever_comes_between",
         ("0]", "3]", "5]"), "one comes between at the beginning, in the middle and at the end"),
    Walk("tests/connectors/test_conformance_files.py", ("waha", "whatsapp_cloud", "x-dm"),
         "each brings files in its own way"),
    Walk("tests/connectors/test_conformance_marks.py", ("waha", "whatsapp_cloud", "antrean", "x-comment"),
         "two that tell, a queue, one that cannot"),
    Walk("tests/connectors/test_conformance.py::test_F25_F29_F32_a_platform_that_does_not_answer_is_try_later",
         _PATIENT, "a gateway, a queue, posts and a conversation; each is waited for"),
    Walk("tests/docgen/test_odd_texts_everywhere.py::test_a_papers_text_is_the_cleaned_input_and_nothing_after_it_is_"
         "lost", ("ND-TERUS-", "LEMBAR-", "REKAP-SAMAR-"), "a memo, a sheet and a list"),
    Walk("tests/kills/test_queue.py::test_killed_around_commit_and_confirmation_nothing_is_lost_and_nothing_doubled",
         ("sqlite",), "each database's own commit is killed in tests/kills/test_points.py"),
    Walk("tests/releases/test_updating.py", ("sqlite",), "each is minutes of whole programs"),
    Walk("tests/releases/test_updating.py::test_killed_at_any_point_the_next_start_finds_the_old_office_or_the_new_one",
         ("sqlite-4",), "some points; as many as the command tries are asked by --all, on both databases"),
)  # fmt: skip


def left_to_all(items: Iterable[Any]) -> list[Any]:
    """Return those of pytest's tests that only --all asks."""
    rows = {row.test: row for row in WALKS}
    return [item for item in items if is_left(item.nodeid, _row_of(item.nodeid, rows))]


def _row_of(name: str, rows: Mapping[str, Walk]) -> Walk | None:
    test = name.partition("[")[0]
    return rows.get(test) or (rows.get(test.partition("::")[0]) if "[" in name else None)


def is_left(name: str, row: Walk | None) -> bool:
    """Whether a row leaves the test of this name to --all."""
    return row is not None and not any(word in name.partition("[")[2] for word in row.asked)
