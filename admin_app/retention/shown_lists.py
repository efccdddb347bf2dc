"""Reads the lists of destruction as their page shows them: the newest ones or one alone, and of each some files."""

from collections.abc import Mapping
from dataclasses import dataclass

from peewee import SQL, ColumnBase, fn

from models.rules.privacy.visibility import Scope
from models.tables import Complaint, DestructionItem, DestructionList, Staff
from models.tables.privacy.visible import visible

LISTS, FILES = 10, 50  # on one page; of each list as many files


@dataclass(frozen=True)
class Asked:
    """What an address asks for: the newest lists, or one of them (its id) with its files; and which page."""

    only: int = 0
    page: int = 1

    @property
    def lists_before(self) -> int:
        """Return how many newer lists stand on the pages before."""
        return 0 if self.only else (self.page - 1) * LISTS

    @property
    def files_before(self) -> int:
        """Return how many of a list's files stand on the pages before."""
        return (self.page - 1) * FILES if self.only else 0


@dataclass(frozen=True)
class ShownList:
    """A list, the files of it that are shown, and of how many that this reader may see."""

    row: DestructionList
    items: list[DestructionItem]
    count: int


@dataclass(frozen=True)
class ShownLists:
    """The lists of a page, and whether another page follows."""

    asked: Asked
    lists: list[ShownList]
    more: bool


def read_asked(args: Mapping[str, str]) -> Asked:
    """Return what an address asks for; for invalid values, the first page of the newest lists."""
    return Asked(_number(args.get("daftar", "")), max(_number(args.get("hal", "")), 1))


def read_lists(asked: Asked, scope: Scope) -> ShownLists:
    """Return the lists of a page: no more of them, and of their files, is read than is shown."""
    query = DestructionList.select(DestructionList, Staff.id, Staff.name).join(Staff, on=DestructionList.made_by)
    query = query.where(DestructionList.id == asked.only) if asked.only else query
    rows = list(query.order_by(DestructionList.id.desc()).limit(LISTS + 1).offset(asked.lists_before))
    shown, seen = rows[:LISTS], _seen(scope)
    counts = _counts([row.id for row in shown], seen)
    lists = [ShownList(row, _items(row.id, seen, asked.files_before), counts.get(row.id, 0)) for row in shown]
    follows = any(one.count > asked.files_before + FILES for one in lists) if asked.only else len(rows) > LISTS
    return ShownLists(asked, lists, follows)


def _seen(scope: Scope) -> ColumnBase:
    """Return the condition of files that a reader may see."""
    case = Complaint.select(SQL("1")).where(Complaint.id == DestructionItem.complaint)
    return fn.EXISTS(case.where(visible(scope)))


def _counts(lists: list[int], seen: ColumnBase) -> dict[int, int]:
    if not lists:
        return {}
    counted = DestructionItem.select(DestructionItem.list, fn.COUNT(DestructionItem.id))
    mine = DestructionItem.list.in_(lists) & seen
    return dict(counted.where(mine).group_by(DestructionItem.list).tuples())


def _items(number: int, seen: ColumnBase, before: int) -> list[DestructionItem]:
    mine = DestructionItem.select().where((DestructionItem.list == number) & seen)
    return list(mine.order_by(DestructionItem.id).limit(FILES).offset(before))


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 0
