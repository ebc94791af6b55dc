"""Plans that go from one workshop to another: kept on this server, or as a file."""
