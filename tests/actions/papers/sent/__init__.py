"""Copies that come back signed, and the certificates they are judged by."""
