"""What the audit trail calls a move between databases, and that the one left is gone."""

MOVED = "pindah_database"
OLD_GONE = "database_lama_dihapus"
