"""What has the database itself note changes."""
