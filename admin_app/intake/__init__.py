"""What comes in, on screen: messages, filing by hand, chat import, what could not be read."""
