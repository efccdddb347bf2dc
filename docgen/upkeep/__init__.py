"""Papers about the program itself: what an administrator hands over."""
