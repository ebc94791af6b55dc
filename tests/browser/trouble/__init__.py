"""What goes wrong in a room: no network, no script, answers and words that are not ours."""
