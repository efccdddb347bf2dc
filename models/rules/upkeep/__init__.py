"""Rules of running the program itself: removing practice data."""
