"""Rules of the channels: what each carries and allows, the shapes of messages, when one is well."""
