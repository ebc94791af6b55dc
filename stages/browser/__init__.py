"""The few scripts that pages mount in the browser, and how."""
