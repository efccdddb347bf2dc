"""The channel of what officers file and deliver by hand; there is no platform behind it."""
