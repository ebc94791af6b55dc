"""All that a phone does in the room, for one that runs no scripts: forms of HTML alone."""
