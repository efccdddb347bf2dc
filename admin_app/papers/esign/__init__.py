"""Signing through the office's own e-signature service: the client, and only here the network."""
