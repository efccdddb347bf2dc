"""Actions change what the office remembers: one verb, one file, one transaction, one history row."""
