"""The doors of the back office on the command line: one module each, reading words and calling one action."""
