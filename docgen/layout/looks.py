"""How the styles of a template set a paragraph: its letters, its lines, the room around it. In points."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from math import ceil

from lxml import etree

from docgen.inspection import W
from docgen.layout.measures import EM, LINE

_TWIP = 20
_USUAL_STOP = 709  # twips from one to the next, as our templates have it; Word's own are 720
_SINGLE = 240
_USUAL = "Normal"


@dataclass(frozen=True)
class Look:
    """One style, or one paragraph that says more: `line` in 240ths of a line, or in twips where the rule is exact."""

    size: float = 10.0
    bold: bool = False
    before: float = 0.0
    after: float = 0.0
    line: int = _SINGLE
    rule: str = "auto"
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    border: float = 0.0
    stops: int = 1  # how many usual stops a tab may go on to the next one of its own

    @cached_property
    def line_height(self) -> float:
        """Return how tall one line is."""
        if self.rule == "exact":
            return self.line / _TWIP
        single = self.size * LINE
        return max(single, self.line / _TWIP) if self.rule == "atLeast" else single * self.line / _SINGLE

    @cached_property
    def unit(self) -> float:
        """Return how many of the units of widths one point is."""
        return EM / self.size


Looks = Mapping[str, Look]


def looks_of(styles: bytes) -> dict[str, Look]:
    """Return the look of every paragraph style by its id; that without a name is the default one."""
    root = etree.fromstring(styles)
    plain = Look()
    for name in ("rPrDefault/rPr", "pPrDefault/pPr"):
        found = root.find("/".join(f"{W}{step}" for step in ("docDefaults", *name.split("/"))))
        plain = with_marks(plain, found) if found is not None else plain
    known = {str(style.get(f"{W}styleId")): style for style in root.iter(f"{W}style")}
    looks = {name: _look(name, known, plain, 0) for name in known}
    usual = next((name for name, style in known.items() if _is_default(style)), _USUAL)
    return looks | {"": looks.get(usual, plain)}


def _is_default(style: etree._Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on")


def _look(name: str, known: Mapping[str, etree._Element], plain: Look, deep: int) -> Look:
    style = known.get(name)
    if style is None or deep > len(known):
        return plain
    base = style.find(f"{W}basedOn")
    look = plain if base is None else _look(str(base.get(f"{W}val")), known, plain, deep + 1)
    for kind in ("rPr", "pPr"):
        marks = style.find(f"{W}{kind}")
        look = with_marks(look, marks) if marks is not None else look
    return look


def says(marks: etree._Element) -> bool:
    """Whether a pPr or rPr says anything that is measured."""
    for mark in marks:  # noqa: SIM110 - every run is asked, and `any` takes twice as long
        if mark.tag in _READERS:
            return True
    return False


def with_marks(look: Look, marks: etree._Element) -> Look:
    """Return a look with what a pPr or rPr says."""
    said: dict[str, object] = {}
    for mark in marks:
        reader = _READERS.get(mark.tag)
        if reader is not None:
            said |= reader(mark)
    return replace(look, **said) if said else look  # type: ignore[arg-type]


def _points(mark: etree._Element, **names: str) -> dict[str, object]:
    """Return the lengths a mark says, from twips."""
    said = {name: mark.get(f"{W}{key}") for name, key in names.items()}
    return {name: float(value) / _TWIP for name, value in said.items() if value is not None}


def _spacing(mark: etree._Element) -> dict[str, object]:
    said = _points(mark, before="before", after="after")
    if mark.get(f"{W}line") is not None:
        said |= {"line": int(float(mark.get(f"{W}line"))), "rule": mark.get(f"{W}lineRule") or "auto"}
    return said


def _indents(mark: etree._Element) -> dict[str, object]:
    said = _points(mark, left="left", right="right", first="firstLine") | _points(mark, left="start", right="end")
    if mark.get(f"{W}hanging") is not None:
        said["first"] = -float(mark.get(f"{W}hanging")) / _TWIP
    return said


def _border(mark: etree._Element) -> dict[str, object]:
    """Return how much taller the lines above and below make a paragraph: their width and their distance."""
    lines = [line for line in mark if line.tag in (f"{W}top", f"{W}bottom")]
    return {"border": sum(float(line.get(f"{W}sz", 0)) / 8 + float(line.get(f"{W}space", 0)) for line in lines)}


def _stops(mark: etree._Element) -> dict[str, object]:
    """Return by the widest gap between a paragraph's own stops how far a tab may go."""
    said = sorted(float(stop.get(f"{W}pos", 0)) for stop in mark if stop.get(f"{W}val") not in ("clear", "bar"))
    widest = max((stop - before for before, stop in pairwise([0.0, *said])), default=0.0)
    return {"stops": max(1, ceil(widest / _USUAL_STOP))}


_READERS: dict[str, Callable[[etree._Element], dict[str, object]]] = {
    f"{W}sz": lambda mark: {"size": float(mark.get(f"{W}val")) / 2},
    f"{W}b": lambda mark: {"bold": mark.get(f"{W}val") not in ("0", "false", "off")},
    f"{W}spacing": _spacing,
    f"{W}ind": _indents,
    f"{W}pBdr": _border,
    f"{W}tabs": _stops,
}
