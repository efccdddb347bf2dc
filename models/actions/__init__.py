"""Actions act: one verb, one file, one transaction, one history row."""
