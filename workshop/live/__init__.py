"""The pulse of the room: hub, server-sent events, the JSON API and the light pages."""
