"""The tags a template may use, and the sandbox they run in (notadinas §7, pitfalls 1 to 9, 11).

Allowed: {{ isian }}, {{ baris.isian }}, for, if/elif/else, and/or/not and comparisons. No calls, no filters, no names
with an underscore in front, no globals. What a tag prints is escaped, so it can never become markup or a tag again.
"""

import re
from collections.abc import Iterator

from jinja2 import StrictUndefined, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from docgen.errors import TemplateBroken
from docgen.placed import Drawing

LOOP_DEPTH = 3
_TAG = re.compile(r"\{([{%#])(.*?)[}%#]\}", re.DOTALL)
_STATEMENT = re.compile(r"\s*(for|if|elif|else|endfor|endif)\b")
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For, nodes.If, nodes.CondExpr,
    nodes.Const, nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand,
)  # fmt: skip
_TAB = Markup('</w:t><w:tab/><w:t xml:space="preserve">')
_BREAK = Markup('</w:t><w:br/><w:t xml:space="preserve">')


def printed(value: object) -> object:
    """Give a value as the text of a run: escaped, tabs and line ends as Word's own; a picture as its drawing."""
    if isinstance(value, Drawing):
        return value.markup
    text = escape(str(value))
    return text.replace("\t", _TAB).replace("\n", _BREAK)


def sandbox() -> ImmutableSandboxedEnvironment:
    """Make the environment every template runs in: sandboxed, escaping, strict, with nothing to call."""
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=printed)
    environment.globals.clear()
    environment.filters.clear()
    environment.tests.clear()
    return environment


def check_tags(environment: ImmutableSandboxedEnvironment, patched: str) -> set[str]:
    """Give the names the tags of one part ask for; raises TemplateBroken naming the first tag that is not allowed."""
    for match in _TAG.finditer(patched):
        if match[1] == "%" and not _STATEMENT.match(match[2].strip("-+ ")):
            raise _not_known(match[0])
    try:
        tree = environment.parse(patched)
    except TemplateSyntaxError as err:
        near = _tag_near(patched, err.lineno)
        raise TemplateBroken(f"Tag pada templat tidak lengkap atau salah tulis{near}. Periksa pasangannya.") from err
    for node in _walk(tree):
        _check_node(node)
    if _depth(tree) > LOOP_DEPTH:
        raise TemplateBroken(f"Templat memakai pengulangan bersarang lebih dari {LOOP_DEPTH} tingkat. Sederhanakan.")
    return meta.find_undeclared_variables(tree) - {"loop"}


def _not_known(tag: str) -> TemplateBroken:
    shown = re.sub("<[^>]*>", "", tag)[:60]
    return TemplateBroken(
        f"Tag “{shown}” tidak dikenal. Untuk mengulang paragraf tulis {{%p for … %}}, untuk baris tabel "
        "{%tr for … %}, tanpa spasi setelah {%, masing-masing pada paragraf atau baris sendiri."
    )


def _check_node(node: nodes.Node) -> None:
    if not isinstance(node, _ALLOWED):
        raise TemplateBroken(
            f"Templat memakai tag yang tidak diizinkan ({type(node).__name__}). Pakai hanya {{{{ isian }}}}, for, if."
        )
    name = getattr(node, "attr", None) or (node.name if isinstance(node, nodes.Name) else "")
    if str(name).startswith("_"):
        raise TemplateBroken(f"Templat memakai isian “{name}” yang tidak diizinkan. Hapus tag itu.")


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)


def _depth(node: nodes.Node) -> int:
    inner = max((_depth(child) for child in node.iter_child_nodes()), default=0)
    return inner + isinstance(node, nodes.For)


def _tag_near(patched: str, line: int) -> str:
    lines = patched.splitlines()
    found = _TAG.search(lines[line - 1]) if 0 < line <= len(lines) else None
    return f" di dekat “{re.sub('<[^>]*>', '', found[0])[:60]}”" if found else ""
