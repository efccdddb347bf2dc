from collections.abc import Mapping

from peewee import Database, SqliteDatabase

class PooledSqliteDatabase(SqliteDatabase):
    def __init__(
        self,
        database: str,
        *,
        pragmas: Mapping[str, object] = ...,
        max_connections: int = ...,
        stale_timeout: int = ...,
        check_same_thread: bool = ...,
        cached_statements: int = ...,
    ) -> None: ...
    def close_all(self) -> None: ...

class PooledPostgresqlDatabase(Database):
    def close_all(self) -> None: ...
