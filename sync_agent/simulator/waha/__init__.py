"""The WhatsApp gateway as practice mode plays it: WAHA, engine GOWS, by its HTTP contract (channels.md §1.1)."""
