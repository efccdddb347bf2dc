"""One zip file that is the whole office at one moment: database, files, attempts.log; and the way back from it."""
