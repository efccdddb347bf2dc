"""The assisted channel: what officers file and deliver by hand. There is no platform behind it."""
