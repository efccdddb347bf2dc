"""Signing what is written into the audit trail."""
