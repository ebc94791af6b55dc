"""Files to take home."""
