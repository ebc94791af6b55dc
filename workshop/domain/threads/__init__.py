"""The thread of a day: what the room takes on, and what follows from what was tapped."""
