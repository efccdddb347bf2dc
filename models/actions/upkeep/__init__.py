"""Actions that maintain the installation: backup, verify, diagnose, export, practice data and its removal."""
