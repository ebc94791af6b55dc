"""The team: who is here, why, and what we promise each other."""
