"""The logs beside the database that a backup holds, in itself or in its rows, merged with those that are here."""

import zipfile
from dataclasses import replace
from pathlib import Path

from models.actions.replies.keep_lines import attempt_of
from models.actions.upkeep.backup import archive
from models.actions.upkeep.backup.archive import Manifest
from models.tables import AttemptLine
from models.tables.core.durable import write_durably
from models.tables.core.sealed_log import append_lines, is_there, segments
from models.tables.core.settings import Settings
from models.tables.replies import attempts_log


def merge_logs(zipped: zipfile.ZipFile, manifest: Manifest, settings: Settings) -> None:
    """Keep every line of either: what was sent or signed after the backup must not be so again (D5, F45)."""
    for log in (settings.attempts_log, settings.signings_log):
        for name in archive.segments_in(manifest, log.name):
            segment = log.with_name(name)
            if not segment.exists() or attempts_log.left_out_until(segment):
                write_durably(segment, zipped.read(name))
        if log.name in manifest.members:
            _merge(zipped.read(log.name), log, in_place=log == settings.signings_log)


def put_back_lines(settings: Settings) -> int:
    """Write back the lines of attempts.log that the restored rows keep and no log here has; return how many.

    Not those of a segment that was left out here: nobody needs them any more.
    """
    log = settings.attempts_log
    here = {replace(attempt, thread="", client_ref="") for attempt in attempts_log.entries(log)}
    left_out = max((attempts_log.left_out_until(segment) for segment in segments(log)), default="")
    rows = AttemptLine.select().order_by(AttemptLine.id).iterator()
    kept = dict.fromkeys(attempt for attempt in map(attempt_of, rows) if attempt.at > left_out)
    lacking = [one.line() for one in kept if replace(one, thread="", client_ref="") not in here]
    if lacking:
        _merge("\n".join(lacking).encode(), log, in_place=False)
    return len(lacking)


def _merge(theirs: bytes, log: Path, *, in_place: bool) -> None:
    """Keep the lines of both. `in_place`: a back office may write meanwhile, whose line another file would lose.

    The order of signings matters little, that of attempts is the older first; no agent runs.
    """
    here = log.read_bytes().splitlines() if log.exists() else []
    known = {line for segment in segments(log) for line in segment.read_bytes().splitlines()}.union(here)
    unknown = [line for line in theirs.splitlines() if line not in known]
    if in_place and unknown:
        append_lines(log, unknown)
    elif not in_place and (unknown or here or not is_there(log)):
        write_durably(log, b"".join(line + b"\n" for line in (*unknown, *here)))
