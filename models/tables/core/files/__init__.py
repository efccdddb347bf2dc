"""The stored files, each under its sha256: the contract of a file store, and the two stores that keep it."""
