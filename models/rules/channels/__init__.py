"""Rules of the channels: what each carries and allows, the shapes of messages, how a channel's health is judged."""
