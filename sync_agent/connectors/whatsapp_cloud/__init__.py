"""WhatsApp through Meta's own Cloud API: messages are pushed to us, answers are sent by us."""
