"""The role by which agents on other machines use PostgreSQL: its rights on each table, and the logins that have them.

The rights belong to a group without login, one for the database; every agent's machine has a login of its own in it.
What a table hides stands empty in a view of the table's name in SCHEMA, which these logins look into first.
"""

import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_address

import peewee

from models.rules.upkeep.agent_rights import NAME_LENGTH, Rights
from models.tables.core.database import AGENT, database, is_sqlite

SCHEMA = "aduan_agent"
_PASSWORD_BYTES = 24
_EMPTY = {"character varying": "''::varchar", "text": "''::text", "integer": "0"}


class MayNotGrant(Exception):
    """The database's role that this program uses may not make roles or grant rights; no role was changed."""


@dataclass(frozen=True)
class RoleInUse:
    """Whose role this program uses: its name, whether the tables are its own, whether nothing is refused to it."""

    name: str
    owns: bool
    super: bool


def role_in_use() -> RoleInUse:
    """Return whose role this program has on PostgreSQL."""
    sql = """SELECT current_user, rolsuper, EXISTS (SELECT 1 FROM pg_class WHERE relname = 'complaint'
        AND relkind = 'r' AND pg_has_role(current_user, relowner, 'USAGE')) FROM pg_roles
        WHERE rolname = current_user"""
    name, superuser, owns = database.execute_sql(sql).fetchone()
    return RoleInUse(name, owns, superuser)


@dataclass(frozen=True)
class Line:
    """How this program reaches PostgreSQL: over a network, encrypted, and with the certificate checked."""

    over_network: bool
    encrypted: bool
    checked: bool


def line_in_use() -> Line:
    """Return how this program's connection to PostgreSQL goes."""
    info = database.connection().info
    (encrypted,) = database.execute_sql("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").fetchone()
    checked = encrypted and info.get_parameters().get("sslmode") == "verify-full"
    return Line(bool(info.hostaddr) and not ip_address(info.hostaddr).is_loopback, encrypted, checked)


def agents_connected() -> list[tuple[str, bool, str]]:
    """Return of each running agent its role, whether that owns the tables, and its address where that is elsewhere.

    A role that owns nothing sees itself alone.
    """
    sql = """SELECT DISTINCT usename::text, pg_has_role(usename, relowner, 'USAGE'), COALESCE(host(client_addr), '')
        FROM pg_stat_activity, pg_class WHERE datname = current_database() AND application_name = %s
        AND relname = 'complaint' AND relkind = 'r' ORDER BY 1, 3"""
    return [
        (role, owns, "" if _is_here(address) else address)
        for role, owns, address in database.execute_sql(sql, (AGENT,)).fetchall()
    ]


def _is_here(address: str) -> bool:
    if not address:
        return True
    (server,) = database.execute_sql("SELECT host(inet_server_addr())").fetchone()
    return address == server or ip_address(address).is_loopback


def group() -> str:
    """Return the name of the group whose members are this database's agents."""
    (name,) = database.execute_sql("SELECT current_database()").fetchone()
    return f"aduan_agent_{name}".encode()[:63].decode(errors="ignore")


def is_there() -> bool:
    """Whether this database has the group; SQLite never has."""
    return not is_sqlite() and _exists(group())


def login_of(agent: str) -> str:
    """Return the login's name of an agent of this name."""
    prefix = group().encode()[: 63 - NAME_LENGTH - 1].decode(errors="ignore")
    return f"{prefix}_{agent}"


def renew(rights: Mapping[str, Rights]) -> None:
    """Make the group where it lacks, and leave it exactly these rights, by table. Raises MayNotGrant."""
    name = group()
    try:
        with database.atomic():
            if not _exists(name):
                database.execute_sql(f"CREATE ROLE {_quoted(name)} NOLOGIN")
            for sql in (*_taken_away([name, *_logins(name)]), *_given(name, rights)):
                database.execute_sql(sql)
    except peewee.ProgrammingError as err:
        raise MayNotGrant(_why(err)) from err


def drop_views() -> None:
    """Remove the views, where there are any, before the tables they stand on change; `renew` makes them anew."""
    if not is_sqlite():
        database.execute_sql(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")


def add_login(agent: str) -> str:
    """Make the login of an agent, or give it another password, and return the password. Raises MayNotGrant.

    The server is told what the password is checked by, never the password: it writes statements into its log.
    """
    name, login = group(), login_of(agent)
    password = secrets.token_urlsafe(_PASSWORD_BYTES)
    try:
        with database.atomic():
            verifier = database.connection().pgconn.encrypt_password(
                password.encode(), login.encode(), b"scram-sha-256"
            )
            verb = "ALTER" if _exists(login) else "CREATE"
            database.execute_sql(
                f"{verb} ROLE {_quoted(login)} LOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION"
                f" PASSWORD '{verifier.decode()}'"
            )
            database.execute_sql(f"GRANT {_quoted(name)} TO {_quoted(login)}")
            (here,) = database.execute_sql("SELECT current_database()").fetchone()
            path = f"ALTER ROLE {_quoted(login)} IN DATABASE {_quoted(here)} SET search_path = {SCHEMA}, public"
            database.execute_sql(path)
    except peewee.ProgrammingError as err:
        raise MayNotGrant(_why(err)) from err
    return password


def shut_login(agent: str) -> None:
    """Take login, password and membership from an agent. Raises MayNotGrant."""
    login = _quoted(login_of(agent))
    try:
        with database.atomic():
            database.execute_sql(f"ALTER ROLE {login} NOLOGIN PASSWORD NULL")
            database.execute_sql(f"REVOKE {_quoted(group())} FROM {login}")
    except peewee.ProgrammingError as err:
        raise MayNotGrant(_why(err)) from err


def end_connections(agent: str) -> int:
    """End an agent's connections, once it cannot come back, and return how many. Raises MayNotGrant.

    Only who belongs to a role may end what it does: its maker does for that moment.
    """
    login = login_of(agent)
    sql = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = %s"
    try:
        database.execute_sql(f"GRANT {_quoted(login)} TO CURRENT_USER")
        (ended,) = database.execute_sql(sql, (login,)).fetchone()
        database.execute_sql(f"REVOKE {_quoted(login)} FROM CURRENT_USER")
    except peewee.ProgrammingError as err:
        raise MayNotGrant(
            f"{agent} can enter no more, but its connections could not be ended ({' '.join(str(err).split())[:200]}):"
            " restart PostgreSQL, or let the server's administrator end them."
        ) from err
    return int(ended)


def agents() -> list[str]:
    """Return the names of the agents that have a login in this database's group."""
    name = group()
    prefix = login_of("")
    return sorted(login.removeprefix(prefix) for login in _logins(name))


def _exists(role: str) -> bool:
    return database.execute_sql("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchone() is not None


def _logins(name: str) -> list[str]:
    sql = """SELECT one.rolname FROM pg_auth_members AS its JOIN pg_roles AS one ON one.oid = its.member
        JOIN pg_roles AS whole ON whole.oid = its.roleid WHERE whole.rolname = %s AND one.rolcanlogin
        AND starts_with(one.rolname, %s)"""
    return [login for (login,) in database.execute_sql(sql, (name, login_of(""))).fetchall()]


def _taken_away(roles: Iterable[str]) -> Iterator[str]:
    """Yield what takes every right on the office's tables from these roles, and from everybody."""
    yield "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    (here,) = database.execute_sql("SELECT current_database()").fetchone()
    yield f"REVOKE TEMPORARY ON DATABASE {_quoted(here)} FROM PUBLIC"
    whose = ", ".join(["PUBLIC", *(_quoted(role) for role in roles)])
    for kind in ("TABLES", "SEQUENCES"):
        yield f"REVOKE ALL ON ALL {kind} IN SCHEMA public FROM {whose}"
    yield f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE"


def _given(name: str, rights: Mapping[str, Rights]) -> Iterator[str]:
    to = _quoted(name)
    yield f"CREATE SCHEMA {SCHEMA}"
    yield f"GRANT USAGE ON SCHEMA public, {SCHEMA} TO {to}"
    for table, row in rights.items():
        if row.hides:
            yield f"CREATE VIEW {SCHEMA}.{_quoted(table)} AS {_without(table, row.hides)}"
        place = f"{SCHEMA if row.hides else 'public'}.{_quoted(table)}"
        for word in row.words():
            yield f"GRANT {word} ON {place} TO {to}"
        if row.inserts and (sequence := _sequence(table)):
            yield f"GRANT USAGE ON SEQUENCE {sequence} TO {to}"


def _without(table: str, hidden: Collection[str]) -> str:
    """Return the query of a table that has nothing in the hidden columns."""
    types = {column.name: column.data_type for column in database.get_columns(table)}
    missing = set(hidden) - set(types)
    if missing:
        raise LookupError(f"{table} has no column {', '.join(sorted(missing))} to hide")
    shown = (
        f"{_EMPTY[kind]} AS {_quoted(column)}" if column in hidden else _quoted(column)
        for column, kind in types.items()
    )
    return f"SELECT {', '.join(shown)} FROM public.{_quoted(table)}"  # noqa: S608 - our own names


def _sequence(table: str) -> str | None:
    (found,) = database.execute_sql("SELECT pg_get_serial_sequence(%s, 'id')", (f'public."{table}"',)).fetchone()
    return str(found) if found else None


def _quoted(name: str) -> str:
    return '"{}"'.format(name.replace('"', '""'))


def _why(err: Exception) -> str:
    said = " ".join(str(err).split())[:200]
    return (
        f"The database's role that this program uses may not do this ({said}). Let it make roles and own the tables:"
        " ALTER ROLE … CREATEROLE, as the server's administrator. No role was changed."
    )
