"""Actions on keeping files: holds, and destruction by two people."""
