"""Tables of how long files are kept and how they are destroyed."""
