"""How templates are drawn: by Jinja, without what it does again for each part and each word of a page."""

from collections.abc import Callable, MutableMapping
from types import FunctionType, MethodType
from typing import Any

import markupsafe
from flask.templating import Environment
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from jinja2.runtime import Context, Macro

# What escapes a word; markupsafe alone then makes of every word an object of its own, and a page has two thousand.
_escaped: Callable[[str], str] = vars(markupsafe).get("_escape_inner") or (
    lambda words: str(markupsafe.escape(words))
)


def drawn(shown: object) -> str:
    """Return what `markupsafe.escape` says of a value, as plain words: they only go into the page."""
    if type(shown) is str:
        return _escaped(shown)
    ready: Any = getattr(shown, "__html__", None)
    return _escaped(str(shown)) if ready is None else ready()


class _Writer(CodeGenerator):
    """Writes the code of a template, as Jinja does."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.drawn(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Context(Context):
    """What a template knows while it is drawn; a page calls five hundred functions from there."""

    def call(__self, __called: Any, *args: Any, **words: Any) -> Any:  # noqa: N805 - as Jinja names them
        """Call a function as Jinja does, which looks at each five times for what almost none of them wants."""
        kind = type(__called)
        if kind is Macro:
            args = (__self.eval_ctx, *args)
        elif kind not in _PLAIN or hasattr(__called, "jinja_pass_arg"):
            return super().call(__called, *args, **words)
        words.pop("_block_vars", None)
        words.pop("_loop_vars", None)
        try:
            return __called(*args, **words)
        except StopIteration:
            return __self.environment.undefined("a function that is called ended an iteration")


_PLAIN = frozenset((FunctionType, MethodType))


class QuickEnvironment(Environment):
    """Flask's environment; what every template knows is read where it is.

    Jinja lays an empty layer over it for each template, through which a page would look at every word a hundred
    times: once for each part that is included.
    """

    code_generator_class = _Writer
    context_class = _Context
    drawn = staticmethod(drawn)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what a template knows beside what it is given."""
        return super().make_globals(d) if d else self.globals
