"""The office's plan of backups, carried out."""
