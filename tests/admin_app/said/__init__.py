"""What pages say, tried by taking away what it stands on."""
