"""Papers about the program itself."""
