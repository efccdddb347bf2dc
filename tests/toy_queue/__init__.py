"""A toy channel whose inbox is a queue without history (as Telegram's getUpdates): no office has one yet."""
