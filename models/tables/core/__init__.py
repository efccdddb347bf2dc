"""What every table stands on: database, settings, secrets, stored files, the audit trail."""
