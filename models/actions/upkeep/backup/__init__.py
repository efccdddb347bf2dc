"""One zip file with the whole office at one moment (database, files, attempts.log), and how it is restored."""
