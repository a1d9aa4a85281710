"""The roof: settings, root addresses, the start of the server."""
