"""Meta's WhatsApp Cloud API as practice mode plays it: sends are asked of it, everything else it pushes, signed."""
