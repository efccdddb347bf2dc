"""What every table uses: database, settings, secrets, stored files, the audit trail."""
