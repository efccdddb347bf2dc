"""The conditions on stored moments say what the rules say, on both databases, and every comparison was considered."""

import ast
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from peewee import DateTimeField

from models.rules.core.stored_moments import LONGEST_LEASE, is_ahead, is_impossible
from models.tables import TABLES, ChannelAccount
from models.tables.core.stored_moments import has_come, is_past
from tests.office import NOW

MOMENTS = [None, *(NOW + timedelta(seconds=seconds) for seconds in (-1, 0, 1, 601, 3600, 3601, 40_000_000))]


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_condition_holds_as_its_rule_says(account: Any, moment: Any) -> None:
    ChannelAccount.update(lease_until=moment).execute()
    come = ChannelAccount.select().where(has_come(ChannelAccount.lease_until, NOW, LONGEST_LEASE)).exists()
    assert come is not is_ahead(moment, NOW, LONGEST_LEASE)
    past = ChannelAccount.select().where(is_past(ChannelAccount.lease_until, NOW, NOW)).exists()
    assert past is (moment is not None and (moment <= NOW or is_impossible(moment, NOW)))


RULE = "by the rule"
BOUNDED = "bounded on both sides, so that a time to come counts for nothing"
SET_RIGHT = "what a wrong clock stamped is set to now before (count_from_now)"
OFFICE = "a fact or a due time of the office: shown and counted as it stands, and corrected by a person"
TELLS = "only tells of lately or shows late; nothing waits for it"
FINDS = "finds too much by a moment of a time to come, never too little"
GOES = "only calls off what has not left yet, and that leaves at once"
MONOTONIC = "by the clock that nobody sets, of this process alone"
PLATFORM = "a platform gave it by its own clock"
ROOMS = Path(__file__).parents[3]
_RULES = ("is_ahead", "is_impossible", "is_older", "has_come", "is_past")

# Every comparison of a stored moment with the present, by module, function and column: what a moment of a time to
# come, left by a clock that was ahead and is set right, does there. A new comparison needs a row.
CONSIDERED: dict[str, str] = {
    "admin_app.cli.workers:look:not_before": MONOTONIC,
    "admin_app.staff.second_screen:_asked:until": TELLS,
    "admin_app.staff.second_screen:_page:asked_at": TELLS,
    "models.actions.core.second.requests:waiting:until": BOUNDED,
    "admin_app.cases.complaints_screen:_late:due_at": OFFICE,
    "admin_app.home.case_blocks:_escalated:due_at": OFFICE,
    "admin_app.home.machine_blocks:_accounts:delayed_until": RULE,
    "admin_app.home.machine_blocks:_backup:made_at": RULE,
    "admin_app.home.paper_blocks:_witnessed:signed_at": TELLS,
    "admin_app.office.waiting_changes:read_decided:decided_at": TELLS,
    "admin_app.papers.esign.reading:is_running:sent_at": RULE,
    "admin_app.papers.trust_roots_screen:_draw:certificate_until": TELLS,
    "admin_app.queue.due_conditions:late:due_at": OFFICE,
    "admin_app.queue.due_conditions:of_today:closed_at": OFFICE,
    "admin_app.queue.due_conditions:of_today:due_at": OFFICE,
    "admin_app.queue.due_conditions:of_today:opened_at": OFFICE,
    "admin_app.queue.due_conditions:soon_late:due_at": OFFICE,
    "admin_app.queue.queue_filters:lambda:due_at": OFFICE,
    "admin_app.queue.reading_queue:_row_clocks:due_at": OFFICE,
    "admin_app.shell.caches:_heed:at": BOUNDED,
    "models.actions.upkeep.trail_checkpoints:_is_old:at": BOUNDED,
    "admin_app.upkeep.metrics:_cases:due_at": OFFICE,
    "models.actions.cases.be_present:_note:heard_at": TELLS,
    "models.actions.cases.similar_cases:_near:opened_at": TELLS,
    "models.actions.channels.blocked_number:_tries:last_attempt_at": BOUNDED,
    "models.actions.channels.blocked_number:_tries:recovered_at": RULE,
    "models.actions.channels.channel_health:_lives:seen_at": BOUNDED,
    "models.actions.channels.channel_health:_not_arrived:created_at": FINDS,
    "models.actions.channels.channel_health:_not_arrived:sent_at": RULE,
    "models.actions.channels.look_at_account:is_account_deaf:received_at": FINDS,
    "models.actions.channels.read_marks:_an_answer_waits:not_before": RULE,
    "models.actions.channels.record_restart:_restarts:at": BOUNDED,
    "models.actions.channels.serve_account:take_leases:lease_until": RULE,
    "models.actions.channels.test_channel:_open:asked_at": BOUNDED,
    "models.actions.channels.test_channel:is_waiting:asked_at": BOUNDED,
    "models.actions.channels.test_channel:unserved_tests:lease_until": RULE,
    "models.actions.clocks.looking.looks:cases_to_look_at:look_at": BOUNDED,
    "models.actions.clocks.message_officers:message_officers:messaged_at": RULE,
    "models.actions.clocks.pause_step:_check_stretch:ends_at": OFFICE,
    "models.actions.clocks.pause_step:_check_stretch:started_at": OFFICE,
    "models.actions.clocks.pause_step:_check_stretch:starts_at": OFFICE,
    "models.actions.clocks.record_legal_facts:record_legal_facts:opened_at": OFFICE,
    "models.actions.clocks.watch_invitations:watch_invitations:expires_at": RULE,
    "models.actions.core.answers.invitation_waiting:_lasts:expires_at": RULE,
    "models.actions.core.answers.late_answers:_waiting:passed_at": BOUNDED,
    "models.actions.core.answers.late_answers:is_late:created_at": RULE,
    "models.actions.core.answers.late_answers:is_late:last_attempt_at": RULE,
    "models.actions.core.answers.late_answers:is_late:not_before": RULE,
    "models.actions.core.answers.late_answers:waits_for_nothing:created_at": RULE,
    "models.actions.core.answers.turns:_newest_left:last_attempt_at": BOUNDED,
    "models.actions.core.answers.turns:_sends:at": BOUNDED,
    "models.actions.core.answers.turns:_sent_within:last_attempt_at": BOUNDED,
    "models.actions.core.close_off:_call_off_replies:lease_until": RULE,
    "models.actions.figures.period_facts:_cases:due_at": OFFICE,
    "models.actions.figures.period_facts:_late_by:finished_at": OFFICE,
    "models.actions.figures.period_facts:_steps:due_at": OFFICE,
    "models.actions.figures.period_facts:_steps:finished_at": OFFICE,
    "models.actions.figures.period_facts:pauses_of_cases:starts_at": OFFICE,
    "models.actions.intake.file_by_hand:check_filing:seen_at": OFFICE,
    "models.actions.intake.invitation_codes:_took_word:expires_at": FINDS,
    "models.actions.intake.invitation_codes:_valid:expires_at": FINDS,
    "models.actions.intake.invitation_codes:_valid:sent_at": FINDS,
    "models.actions.intake.open_or_join:note_late:received_at": OFFICE,
    "models.actions.intake.files.store_attachment:due_attachments:next_try_at": RULE,
    "models.actions.intake.survey_answers:_asked:asked_at": FINDS,
    "models.actions.office.set_up_office:_channels_not_working:last_success_at": BOUNDED,
    "models.actions.papers.own_service.outcome:settle_stale:sent_at": RULE,
    "models.actions.papers.pending_signatures:due_signatures:due_at": RULE,
    "models.actions.privacy.keep_way_in:_check_rare:received_at": FINDS,
    "models.actions.privacy.unmask_identity:open_look:ends_at": BOUNDED,
    "models.actions.replies.ask_satisfaction:_answered:created_at": FINDS,
    "models.actions.replies.ask_satisfaction:_answered:sent_at": RULE,
    "models.actions.replies.ask_satisfaction:_goes_on:sent_at": RULE,
    "models.actions.replies.ask_satisfaction:withdraw_questions:created_at": GOES,
    "models.actions.replies.counted_earlier:count_earlier:made_at": OFFICE,
    "models.actions.replies.deliver_reply:claim_due:lease_until": RULE,
    "models.actions.replies.deliver_reply:claim_due:not_before": RULE,
    "models.actions.replies.deliver_reply:recover_expired:lease_until": RULE,
    "models.actions.replies.echoes:_by_text:last_attempt_at": FINDS,
    "models.actions.replies.keep_lines:drop_old:at": FINDS,  # a line stays; the newest 40,000 do anyhow
    "models.actions.replies.move_answers:_move:lease_until": RULE,
    "models.actions.replies.read_back:_contenders:last_attempt_at": FINDS,
    "models.actions.replies.read_back:due_readbacks:last_attempt_at": SET_RIGHT,
    "models.actions.replies.read_back:due_readbacks:last_readback_at": SET_RIGHT,
    "models.actions.replies.read_back:record_unanswered:last_attempt_at": SET_RIGHT,
    "models.actions.replies.record_proof:_own_message:sent_at": PLATFORM,
    "models.actions.replies.record_proof:_withdraw_replies:lease_until": RULE,
    "models.actions.replies.settle_reply:is_in_flight:lease_until": RULE,
    "models.actions.retention.due:_kept_longer:closed_at": OFFICE,
    "models.actions.retention.due:_over:closed_at": OFFICE,
    "models.actions.retention.erasure.erase:erase_when_quiet:planned_for": RULE,
    "models.actions.search.file_texts:_claimed:next_try_at": RULE,
    "models.actions.search.file_texts:_due:next_try_at": RULE,
    "models.actions.staff.clear_away:clear_away:created_at": TELLS,
    "models.actions.staff.clear_away:clear_away:heard_at": TELLS,
    "models.actions.staff.clear_away:clear_away:opened_at": TELLS,
    "models.actions.staff.clear_away:clear_away:shown_at": TELLS,
    "models.actions.staff.clear_away:clear_away:used_at": TELLS,
    "models.actions.staff.clear_notices:_over:closed_at": TELLS,
    "models.actions.staff.clear_notices:_over:lapsed_at": TELLS,
    "models.actions.staff.clear_notices:_over:made_at": TELLS,
    "models.actions.staff.clear_notices:_over:seen_at": TELLS,
    "models.actions.staff.sessions:is_fresh:created_at": RULE,
    "models.actions.staff.sessions:is_fresh:proven_at": RULE,
    "models.actions.staff.sessions:is_over:created_at": RULE,
    "models.actions.staff.sessions:is_over:seen_at": RULE,
    "models.actions.staff.sessions:resume:seen_at": RULE,
    "models.actions.staff.tries:is_delayed:delayed_until": RULE,
    "models.rules.upkeep.agent_updates:may_try:at": BOUNDED,
    "models.rules.upkeep.machine_states:state_of:seen_at": BOUNDED,
    "models.actions.upkeep.diagnose.agents:fresh_agents:seen_at": BOUNDED,
    "models.actions.upkeep.diagnose.agents:look_at_agents:lease_until": RULE,
    "models.actions.upkeep.diagnose.files:machines_known:seen_at": FINDS,
    "models.actions.upkeep.enrolments:_open:lasts_to": BOUNDED,
    "models.actions.upkeep.export.rows:steps:due_at": OFFICE,
    "models.actions.upkeep.heard_outside:silence:heard_at": RULE,
    "models.actions.upkeep.office_watch:_wrote_lately:seen_at": BOUNDED,
    "models.actions.upkeep.office_watch:signs_of_life:at": BOUNDED,
    "models.actions.upkeep.office_watch:signs_of_life:passed_at": BOUNDED,
    "models.actions.upkeep.office_watch:signs_of_life:seen_at": BOUNDED,
    "models.actions.upkeep.planned.drill.trying:_demand_file:made_at": RULE,
    "models.actions.upkeep.verify.attempts_kept:_passed_over:at": FINDS,
    "models.actions.upkeep.verify.counts:running:due_at": OFFICE,
    "models.actions.upkeep.verify.erased:orders:asked_at": TELLS,
    "models.actions.upkeep.verify.files:removals:asked_at": TELLS,
    "models.actions.upkeep.verify.signatures:in_effect:due_at": TELLS,
    "models.rules.channels.ban_signs:sign_in:at": BOUNDED,
    "models.rules.channels.channel_health:_is_lasting:state_since": RULE,
    "models.rules.channels.channel_health:_is_told:paused_until": RULE,
    "models.rules.channels.channel_health:_is_unread:created_at": RULE,
    "models.rules.channels.channel_health:_is_unread:last_success_at": RULE,
    "models.rules.channels.passes:overdue:at": BOUNDED,
    "models.rules.staff.presence:grade_of:at": RULE,
    "models.rules.staff.presence:is_news:at": BOUNDED,
    "models.rules.upkeep.backup_plan:going:made_at": RULE,
    "models.rules.upkeep.drills:flaw_of:started_at": RULE,
    "models.rules.upkeep.drills:is_due:started_at": RULE,
    "models.tables.papers.signings_log:_leave_out_old:at": FINDS,  # a segment stays; the newest ten do anyhow
    "sync_agent.connectors.instagram.tokens:keep_fresh:expires_at": PLATFORM,
    "sync_agent.proving:_is_missing:sent_at": PLATFORM,
    "sync_agent.receiving:_page:sent_at": PLATFORM,
    "sync_agent.status:_channel:lease_until": RULE,
}


def _names(node: ast.AST) -> set[str]:
    found = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    return found | {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}


def _columns(node: ast.AST) -> set[str]:
    known = {
        name for table in TABLES for name, field in table._meta.fields.items() if isinstance(field, DateTimeField)
    }
    return known & {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}


def _present(function: ast.AST) -> set[str]:
    """Return the names in a function that hold the present, or what was counted from it."""
    found = {"now", "moment"}
    for one in ast.walk(function):
        if isinstance(one, ast.Assign) and _names(one.value) & found:
            found |= {name.id for target in one.targets for name in ast.walk(target) if isinstance(name, ast.Name)}
    return found


def _compared(function: ast.AST) -> Iterator[str]:
    present = _present(function)
    for one in ast.walk(function):
        if isinstance(one, ast.Compare):
            ordered = any(isinstance(sign, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for sign in one.ops)
            if ordered and _names(one) & present:
                yield from _columns(one)
        elif isinstance(one, ast.Call):
            named = _names(one.func)
            if named & {"between", *_RULES}:
                yield from _columns(one)


def _comparisons() -> set[str]:
    found = set[str]()
    for room in ("models", "sync_agent", "admin_app"):
        for path in sorted((ROOMS / room).rglob("*.py")):
            where = path.relative_to(ROOMS)
            if {"simulator", "migrations"} & set(where.parts):
                continue
            for function in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(function, ast.FunctionDef | ast.Lambda):
                    name = getattr(function, "name", "lambda")
                    module = ".".join(where.with_suffix("").parts)
                    found |= {f"{module}:{name}:{column}" for column in _compared(function)}
    return found


def test_F40_every_comparison_of_a_stored_moment_with_the_present_was_considered() -> None:
    found = _comparisons()
    assert found - CONSIDERED.keys() == set()
    assert CONSIDERED.keys() - found == set()
