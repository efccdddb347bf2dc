"""What every web application compiles when it is made, compiled once a run: templates, addresses and their builders.

Nearly every test of a screen or a connector makes an application of its own, each with some hundred addresses.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from types import CodeType
from typing import Any

import flask
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing.converters import DEFAULT_CONVERTERS
from werkzeug.routing.rules import Rule, RulePart


class _Codes(BytecodeCache):
    """Templates' compiled code, by the file and its content."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._kept[bucket.key, bucket.checksum] = bucket.code


def compile_once() -> None:
    """Let every application of this process take over what another one compiled."""
    flask.Flask.jinja_options = {**flask.Flask.jinja_options, "bytecode_cache": _Codes()}
    Rule._compile_builder = remembering(Rule._compile_builder)  # type: ignore[method-assign]
    Rule._parse_rule = remembering_parts(Rule._parse_rule)  # type: ignore[assignment,method-assign]


def remembering(compiled: Callable[..., Any]) -> Callable[..., Any]:
    """Return werkzeug's compiler with a memory; what it makes depends on the words of the rule and nothing else."""
    made: dict[tuple[object, ...], Any] = {}

    @wraps(compiled)
    def remembered(rule: Rule, append_unknown: bool = True) -> Any:
        if rule.defaults:  # converted by the application's own converters
            return compiled(rule, append_unknown)
        words = (rule.rule, tuple(rule._trace), append_unknown)
        if words not in made:
            made[words] = compiled(rule, append_unknown)
        return made[words]

    return remembered


def remembering_parts(parsed: Callable[[Rule, str], Iterable[RulePart]]) -> Callable[[Rule, str], Iterable[RulePart]]:
    """Return werkzeug's parser with a memory; what it makes depends on the words and on how variables are read."""
    known: dict[str, tuple[list[tuple[bool, str]], list[RulePart], dict[str, Any]]] = {}

    @wraps(parsed)
    def remembered(rule: Rule, words: str) -> Iterable[RulePart]:
        if "<" in words and rule.map.converters != DEFAULT_CONVERTERS:  # by the application's own
            return parsed(rule, words)
        if words not in known:
            before = len(rule._trace)
            parts = list(parsed(rule, words))
            known[words] = (rule._trace[before:], parts, dict(rule._converters))
        else:
            trace, _, converters = known[words]
            rule._trace += trace
            rule._converters |= converters
            rule.arguments |= converters.keys()
        return known[words][1]

    return remembered
