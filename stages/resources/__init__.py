"""Resource audit: what is spent on what, for whose benefit."""
