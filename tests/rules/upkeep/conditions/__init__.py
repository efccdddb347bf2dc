"""The bundle says what is so at that moment, and no secret."""
