"""Actions on how long files are kept: holds, and destruction by two people."""
