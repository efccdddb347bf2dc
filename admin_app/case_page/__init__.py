"""Meja Kerja, the officers' screen: queue, conversation and case side by side. Reads tables, acts through actions."""
