"""Papers of the archive, read back from their Word files."""
