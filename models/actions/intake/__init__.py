"""Actions that take messages in: pages of a platform, filing by hand, chat exports, files."""
