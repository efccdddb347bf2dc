"""Papers signed one after the other: which wait for whose signature now."""
