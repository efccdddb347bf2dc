"""Rewriting the database's file, so that what was emptied in its rows stands nowhere in it any more."""
