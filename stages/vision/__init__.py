"""The vision board."""
