"""What the room chooses in a step: cards put together, put forward, and taken on."""
