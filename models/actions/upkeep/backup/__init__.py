"""One zip file with the whole office at one moment (database, files, logs of sending), and how it is restored."""
