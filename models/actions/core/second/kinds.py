"""What a kind of request is made of: each subject declares its own, and the screen of decisions knows them all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from models.actions.core.actor import Actor
from models.rules.staff.permissions import Permission
from models.rules.staff.second_person import Known

Body = Mapping[str, Any]


@dataclass(frozen=True)
class Said:
    """One line of what is asked for: what of the thing, as it is now and as it would be."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Approved:
    """What a second person agreed to, as it is handed to what does it; `part`: what is kept of his half of a code."""

    target: str
    body: Body
    actor: Actor  # who asked, as he is now
    now: datetime
    secret: str = field(default="", repr=False)
    part: str = field(default="", repr=False)
    key: bytes = field(default=b"", repr=False)  # what stands in secret.key, for what keeps secrets of its own


@dataclass(frozen=True)
class Kind:
    """One kind. `state`: what stands there now, held until the transaction ends; `whom`: the people it is about."""

    key: str
    label: str
    permission: Permission
    state: Callable[[str, Body], Sequence[str]]
    said: Callable[[str, Body], Sequence[Said]]
    act: Callable[[Approved], None]
    whom: Callable[[str, Body], Sequence[Known]] = lambda _target, _body: ()
    named: Callable[[str, Body], str] = lambda _target, _body: ""
    gives_code: bool = False  # the second person is shown his half of a one-time code
