"""What people read beside the room, on light pages."""
