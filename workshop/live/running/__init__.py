"""What a server does beside the rooms: copies each night, health, measurements, its log."""
