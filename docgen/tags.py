"""The tags a template may use, and the sandbox they run in (notadinas §7, pitfalls 1 to 9, 11).

Allowed: {{ isian }}, {{ baris.isian }}, for, if/elif/else, and/or/not and comparisons. No calls, filters, names with
a leading underscore, or globals. What a tag prints is escaped, so it can never become markup or a tag.
"""

import re
from collections.abc import Iterator

from jinja2 import StrictUndefined, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from docgen.cleaning import Breakable
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
_HYPHEN = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'
_IN_ATTRIBUTE = re.compile(rf'="[^"<>]*(?:{re.escape(_HYPHEN)}[^"<>]*)+"')
# ADU-2025-000123, WIM.32.IMI.5-UM.01.01-601, 24-03-2025: capitals and figures, the last part figures.
_NUMBER = re.compile(r"(?<![\w&#.-])[A-Z\d][A-Z\d.]*(?:-[A-Z\d.]+)*-\d+(?![\w-])")
_DATE = re.compile(r"(?<![\w&#.-])\d\d-\d\d-\d{4}(?![\w-])")
_BREAK = Markup('</w:t><w:br/><w:t xml:space="preserve">')


def printed(value: object) -> object:
    """Return a value as the text of a run: escaped, with Word's tabs and line ends; a picture as its drawing.

    Numbers of papers and complaints do not break at their hyphens (pitfall 18): the mark is Word's own, so a PDF has
    the plain hyphen there, and what is searched or copied is found.
    """
    if isinstance(value, Drawing):
        return value.markup
    text = escape(str(value))
    if "-" in text:
        held = _DATE if isinstance(value, Breakable) else _NUMBER
        text = Markup(held.sub(_unbroken, text))  # noqa: S704 - escaped above
    if "\t" not in text and "\n" not in text:
        return text  # most texts; Markup's own replace costs as much as the rest of a cell
    return text.replace("\t", _TAB).replace("\n", _BREAK)


def whole_attributes(rendered: str) -> str:
    """Return rendered XML whose attributes have plain hyphens again: in one of them no element may stand."""
    if _HYPHEN not in rendered:
        return rendered
    return _IN_ATTRIBUTE.sub(lambda found: found[0].replace(_HYPHEN, "-"), rendered)


def _unbroken(number: re.Match[str]) -> str:
    return number[0].replace("-", _HYPHEN)


def sandbox() -> ImmutableSandboxedEnvironment:
    """Return the environment every template runs in: sandboxed, escaping, strict, without calls."""
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=printed)
    environment.globals.clear()
    environment.filters.clear()
    environment.tests.clear()
    return environment


def check_tags(environment: ImmutableSandboxedEnvironment, patched: str) -> set[str]:
    """Return the names that one part's tags use; raises TemplateBroken with the first tag not allowed."""
    for match in _TAG.finditer(patched):
        if match[1] == "%" and not _STATEMENT.match(match[2].strip("-+ ")):
            raise _not_known(match[0])
    try:
        tree = environment.parse(patched)
    except TemplateSyntaxError as err:
        near = _tag_near(environment, patched)
        raise TemplateBroken(f"Tag pada templat tidak lengkap atau salah tulis{near}. Periksa pasangannya.") from err
    if fault := _fault(tree):
        raise TemplateBroken(
            f"Templat memakai {fault[0]} yang tidak diizinkan{_alone(environment, patched)}. {fault[1]}"
        )
    if _depth(tree) > LOOP_DEPTH:
        raise TemplateBroken(f"Templat memakai pengulangan bersarang lebih dari {LOOP_DEPTH} tingkat. Sederhanakan.")
    return meta.find_undeclared_variables(tree) - {"loop"}


def _not_known(tag: str) -> TemplateBroken:
    shown = re.sub("<[^>]*>", "", tag)[:60]
    return TemplateBroken(
        f"Tag “{shown}” tidak dikenal. Untuk mengulang paragraf tulis {{%p for … %}}, untuk baris tabel "
        "{%tr for … %}, tanpa spasi setelah {%, masing-masing pada paragraf atau baris sendiri."
    )


def _fault(tree: nodes.Node) -> tuple[str, str] | None:
    """Return the first thing a template may not use and what to do; None for nothing."""
    for node in _walk(tree):
        if not isinstance(node, _ALLOWED):
            return f"tag {type(node).__name__}", "Pakai hanya {{ isian }}, for, if."
        name = getattr(node, "attr", None) or (node.name if isinstance(node, nodes.Name) else "")
        if str(name).startswith("_"):
            return f"isian {name}", "Hapus tag itu."
    return None


def _alone(environment: ImmutableSandboxedEnvironment, patched: str) -> str:
    """Return the first tag with such a fault, quoted; empty where no single tag shows it."""
    for match in _TAG.finditer(patched):
        try:
            if _fault(environment.parse(_completed(match))):
                return f" (“{re.sub('<[^>]*>', '', match[0])[:60]}”)"
        except TemplateSyntaxError:
            continue
    return ""


def _completed(match: re.Match[str]) -> str:
    """Return a tag with the end that its beginning asks for, so that it can be parsed by itself."""
    word = _STATEMENT.match(match[2].strip("-+ ")) if match[1] == "%" else None
    return match[0] + (f"{{% end{word[1]} %}}" if word and word[1] in ("for", "if") else "")


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)


def _depth(node: nodes.Node) -> int:
    inner = max((_depth(child) for child in node.iter_child_nodes()), default=0)
    return inner + isinstance(node, nodes.For)


def _tag_near(environment: ImmutableSandboxedEnvironment, patched: str) -> str:
    """Return the tag to look at: the parser counts lines, but Word writes a whole page into one line."""
    found = _unclosed(patched) or _unpaired(patched) or _unreadable(environment, patched)
    shown = re.sub("<[^>]*>", "", found)[:60].strip()
    return f" di dekat “{shown}”" if shown else ""


def _unclosed(patched: str) -> str:
    """Return the first tag that begins before the previous one ended, or that never ends."""
    end = 0
    for match in _TAG.finditer(patched):
        inner = re.search(r"\{[{%#]", match[2])
        if inner:
            return match[0][: inner.start() + 2]
        end = match.end()
    rest = re.search(r"\{[{%#].*", patched[end:], re.DOTALL)
    return rest[0] if rest else ""


def _unpaired(patched: str) -> str:
    """Return the for or if without an end, or the end without a beginning."""
    waiting: list[tuple[str, str]] = []
    for match in _TAG.finditer(patched):
        word = _STATEMENT.match(match[2].strip("-+ ")) if match[1] == "%" else None
        if word and word[1] in ("for", "if"):
            waiting.append((word[1], match[0]))
        elif word and (not waiting or (word[1].startswith("end") and word[1] != f"end{waiting[-1][0]}")):
            return match[0]
        elif word and word[1].startswith("end"):
            waiting.pop()
    return waiting[-1][1] if waiting else ""


def _unreadable(environment: ImmutableSandboxedEnvironment, patched: str) -> str:
    """Return the first tag that cannot be parsed by itself."""
    for match in _TAG.finditer(patched):
        word = _STATEMENT.match(match[2].strip("-+ ")) if match[1] == "%" else None
        if word and word[1] not in ("for", "if"):
            continue
        try:
            environment.parse(_completed(match))
        except TemplateSyntaxError:
            return match[0]
    return ""
