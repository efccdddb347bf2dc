"""Rules of running the program itself: the end of practice."""
