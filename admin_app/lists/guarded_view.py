"""The base of every list: scope on every route, nothing editable, no query per row, stable pages, safe export.

It replaces parts of Flask-Admin's peewee view, most of whose routes ignore its own query (stack §3.1). A screen gives
columns, choices and a scope; one that may be edited uses admin_app/lists/editable_view.py.
"""

from typing import Any

from flask import abort, request
from flask.typing import ResponseReturnValue
from flask_admin import expose
from flask_admin.actions import ActionsMixin
from flask_admin.contrib.peewee import ModelView
from flask_admin.form import BaseForm
from flask_admin.model.base import ViewArgs
from markupsafe import Markup
from peewee import JOIN, SQL, Field, ForeignKeyField, Model, ModelSelect, fn

from admin_app.lists.capped_counts import FEW_FOUND, MOST_COUNTED, CappedCount, FoundCount
from admin_app.lists.csv_export import csv_response
from admin_app.lists.found_in_lists import among
from admin_app.lists.top_of_list import page_of
from admin_app.shell.access import may, signed_in_actor
from admin_app.shell.columns import Choice, Column, shown
from admin_app.shell.guarded_page import Guarded
from models.rules.core.texts import storable
from models.rules.search.searching import Found
from models.rules.staff.permissions import Permission

MOST_EXPORTED = 50_000
MOST_PAGES = 10_000


class GuardedView(Guarded, ModelView):
    """A list with details. Every route that would change something is off."""

    columns: tuple[Column, ...] = ()
    detail_columns: tuple[Column, ...] = ()
    choices: tuple[Choice, ...] = ()
    searched: tuple[Field, ...] = ()
    found_as: Found | None = None  # the index of words answers this list's search
    unindexed: Any = None  # the condition of rows the index does not know: they are looked through as they lie
    list_joins: tuple[ForeignKeyField, ...] = ()  # foreign keys loaded with the list, nearest first
    order: tuple[Any, ...] = ()
    head = 0  # so many rows at the top of the order are looked through before all are; 0: all at once
    id_field: Field | None = None  # what stands in addresses; the primary key unless said
    export_permission: Permission | None = None
    explanation = ""  # one sentence under the title
    noun = ""  # what one row is called, where the title of the list does not say it

    can_create = can_edit = can_delete = False
    can_view_details = True  # read while the view is built, so a plain attribute
    can_set_page_size = True
    page_size = 50
    page_size_options = (20, 50, 100)
    list_template = "lists/list.html"
    details_template = "lists/details.html"
    action_disallowed_list = ("delete",)
    init_actions = ActionsMixin.__init__  # none: Flask-Admin would look for them through every name of every list

    def __init__(self, model: type[Model], name: str, category: str, endpoint: str, url: str) -> None:
        self._by_name = {column.name: column for column in (*self.columns, *self.detail_columns)}
        self.column_list = [column.name for column in self.columns]
        self.column_details_list = [column.name for column in self.detail_columns or self.columns]
        self.column_labels = {column.name: column.label for column in self._by_name.values()}
        self.column_sortable_list = [(column.name, column.sort) for column in self.columns if column.sort is not None]
        self.column_formatters = {
            column: lambda view, _context, row, name: view.cell(name, row) for column in self._by_name
        }
        super().__init__(model, name, category, endpoint, url)

    # What a screen may say beside its rows

    def scope(self, query: ModelSelect) -> ModelSelect:
        """Narrow a query to what the person may see; used by every route."""
        return query

    def prepare(self, rows: list[object]) -> None:
        """Load by one query what the rows of a page need from other tables."""

    def row_actions(self, row: Any) -> list[tuple[str, str]]:
        """Return the links at the end of a row: (label, address)."""
        return [("Rincian", self.get_url(".details_view", id=self.get_pk_value(row), url=self.here()))]

    def title_of(self, row: Any) -> str:
        """Return what the details page is about."""
        return f"Rincian {self.noun or (self.name if self.name.isupper() else self.name.lower())}"

    def detail_panels(self, row: Any) -> list[Markup]:
        """Return further parts of the details page as markup."""
        return []

    # Lists

    def get_query(self) -> ModelSelect:
        """Return the rows the person may see, with their joined rows."""
        query = self.model.select(self.model, *(key.rel_model for key in self.list_joins))
        for key in self.list_joins:
            query = query.join_from(key.model, key.rel_model, JOIN.LEFT_OUTER, on=key)
        return self.scope(query)

    def get_list(
        self,
        page: int | None,
        sort_column: str | None,
        sort_desc: bool | None,
        search: str | None,
        filters: object,
        execute: bool = True,
        page_size: int | None = None,
    ) -> tuple[int, list[Any]]:
        """Return the capped count and one page, read by ids first and rows second, in a unique order."""
        size = page_size or self.page_size
        start = min(max(page or 0, 0), MOST_PAGES) * size
        query, count = self._counted(search, size, start + MOST_COUNTED)
        order = (*self._order(sort_column, sort_desc), self.model._meta.primary_key.desc())
        query = query.order_by(*order).limit(size).offset(start)
        rows = page_of(query, order, size, 0 if search or sort_column else self.head, self._rows)
        self.prepare(rows)
        return count, rows

    def _counted(self, search: str | None, size: int, most: int) -> tuple[ModelSelect, int]:
        """Return the query of what was filtered and searched for, and its count up to `most`."""
        chosen = self._chosen(self.get_query())
        key = self.model._meta.primary_key
        if search and self.found_as is not None:
            enough = max(FEW_FOUND + 1, size)
            found = among(chosen, self.found_as, search, signed_in_actor().scope, enough)
            if self.unindexed is not None:
                beside = self._searched(chosen.where(self.unindexed), search).select(key).order_by(key.desc())
                found += [row for (row,) in beside.limit(enough - len(found)).tuples()]
            return chosen.where(key.in_(found)), FoundCount(len(found))
        query = self._searched(chosen, search)
        few = self._few(query) if search else None
        if few is None:
            return query, CappedCount(self._count(query, most), most)
        # Only the hits are sorted: walking the whole list in its order again is the slow part of a search.
        return chosen.where(key.in_(few)), CappedCount(len(few))

    def get_one(self, id: object) -> Any:
        """Return one row by the value in its address, None where the person may not see it."""
        key = self.id_field or self.model._meta.primary_key
        if key is self.model._meta.primary_key and not _is_row_number(id):
            return None
        row = self.get_query().where(key == storable(str(id))).get_or_none()
        if row is not None:
            self.prepare([row])
        return row

    def get_pk_value(self, model: object) -> Any:
        """Return the value that stands for a row in its address."""
        return getattr(model, (self.id_field or self.model._meta.primary_key).name)

    def cell(self, name: str, row: object) -> Any:
        """Return one cell as shown."""
        return shown(self._by_name[name].value(row))

    def active_choices(self) -> dict[str, str]:
        """Return the filters of this request that are among their options."""
        given = {choice.name: request.args.get(choice.name, "") for choice in self.choices}
        return {
            choice.name: given[choice.name]
            for choice in self.choices
            if given[choice.name] and given[choice.name] in dict(choice.options())
        }

    def here(self) -> str:
        """Return the address of this list as it is shown, to come back to."""
        return request.full_path.rstrip("?")

    def _chosen(self, query: ModelSelect) -> ModelSelect:
        active = self.active_choices()
        for choice in self.choices:
            if choice.name in active:
                query = query.where(choice.condition(active[choice.name]))
        return query

    def _searched(self, query: ModelSelect, search: str | None) -> ModelSelect:
        for word in storable(search or "")[:100].split() if self.searched else ():
            query = query.where(self.match(word))
        return query

    def match(self, word: str) -> Any:
        """Return the condition under which a row matches one word of a search."""
        condition = self.searched[0].contains(word)
        for field in self.searched[1:]:
            condition |= field.contains(word)
        return condition

    def _order(self, sort_column: str | None, sort_desc: bool | None) -> tuple[Any, ...]:
        field = self._sortable_columns.get(sort_column)
        if field is None:
            return self.order
        return (field.desc() if sort_desc else field.asc(),)

    def _rows(self, query: ModelSelect) -> list[Any]:
        # Sorting and skipping narrow rows, then reading the wide ones: the page stays fast far down (stack §3.2).
        key = self.model._meta.primary_key
        ids = [found[0] for found in query.select(key).tuples()]
        rows: dict[Any, Any] = {}
        for start in range(0, len(ids), 5000):
            part = self.get_query().where(key.in_(ids[start : start + 5000]))
            rows |= {getattr(row, key.name): row for row in part}
        return [rows[found] for found in ids if found in rows]

    def _few(self, query: ModelSelect) -> list[Any] | None:
        """Return the keys of the hits if they are few, else None, when a page of hits is found quickly anyway."""
        keys = [key for (key,) in query.select(self.model._meta.primary_key).limit(FEW_FOUND + 1).tuples()]
        return keys if len(keys) <= FEW_FOUND else None

    def _count(self, query: ModelSelect, most: int) -> int:
        inner = query.select(SQL("1")).limit(most + 1).alias("counted")
        return int(self.model.select(fn.COUNT(SQL("1"))).from_(inner).scalar(self.model._meta.database))

    def _get_list_extra_args(self) -> ViewArgs:
        found = super()._get_list_extra_args()
        # Only our own filters go into the addresses of the page; a stranger's argument would steer url_for.
        found.extra_args = self.active_choices()
        found.page = min(max(found.page, 0), MOST_PAGES)
        found.search = storable(found.search)[:100] if found.search else None
        return found

    # What Flask-Admin would offer beside the list

    def init_search(self) -> bool:
        """Whether the list can be searched."""
        return bool(self.searched)

    def scaffold_form(self) -> type[BaseForm]:
        """Return a form without fields: no column of a list is a form field."""
        return BaseForm

    def is_export_allowed(self) -> bool:
        """Whether the person may export this list."""
        return self.export_permission is not None and may(self.export_permission)

    @expose("/details/")
    def details_view(self) -> ResponseReturnValue:
        """Show one row; one the person may not see is not found."""
        row = self.get_one(request.args.get("id", ""))
        if row is None:
            abort(404)
        return self.render(
            self.details_template,
            model=row,
            details_columns=self._details_columns,
            get_value=self.get_detail_value,
            panels=self.detail_panels(row),
            return_url=self.get_url(".index_view"),
        )

    @expose("/export/<export_type>/")
    def export(self, export_type: str) -> ResponseReturnValue:
        """Send the list as filtered, as CSV for a spreadsheet; the export is audited."""
        if not self.is_export_allowed():
            abort(403)
        if export_type != "csv":
            abort(404)
        args = self._get_list_extra_args()
        sort = self._get_column_by_idx(args.sort)
        _count, rows = self.get_list(
            0, sort[0] if sort else None, bool(args.sort_desc), args.search, None, page_size=MOST_EXPORTED + 1
        )
        return csv_response(self.endpoint, self.columns, rows[:MOST_EXPORTED], more=len(rows) > MOST_EXPORTED)

    @expose("/new/", methods=("GET", "POST"))
    def create_view(self) -> ResponseReturnValue:
        """Refuse; admin_app/lists/editable_view.py opens it."""
        abort(403)

    @expose("/edit/", methods=("GET", "POST"))
    def edit_view(self) -> ResponseReturnValue:
        """Refuse; admin_app/lists/editable_view.py opens it."""
        abort(403)

    @expose("/delete/", methods=("POST",))
    def delete_view(self) -> ResponseReturnValue:
        """Refuse: nothing is ever deleted from a screen."""
        abort(403)

    @expose("/action/", methods=("POST",))
    def action_view(self) -> ResponseReturnValue:
        """Refuse: there is nothing to do to many rows at once."""
        abort(403)

    @expose("/ajax/lookup/")
    def ajax_lookup(self) -> ResponseReturnValue:
        """Refuse: no form here looks up rows of other tables."""
        abort(403)

    @expose("/ajax/update/", methods=("POST",))
    def ajax_update(self) -> ResponseReturnValue:
        """Refuse: no cell is edited in a list."""
        abort(403)


def _is_row_number(text: object) -> bool:
    plain = str(text)
    return plain.isascii() and plain.isdigit() and len(plain) <= 18 and int(plain) > 0
