"""Signing through an e-signature service, against a simulated one."""
