"""The challenge, from … to …."""
