"""Signing through the office's own e-signature service: how it is reached, and each attempt from press to paper."""
