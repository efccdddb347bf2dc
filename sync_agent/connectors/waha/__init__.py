"""WhatsApp through WAHA (engines GOWS and NOWEB), as of its OpenAPI 2026.7.1."""
