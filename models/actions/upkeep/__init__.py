"""Actions that keep the program well: backup, verify, diagnose, export, practice and its end."""
