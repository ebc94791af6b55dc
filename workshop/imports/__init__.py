"""Files in: everything that comes from outside is checked whole before any of it is stored."""
