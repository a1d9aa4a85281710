"""Every town of the casebook played from its first idea to the account of its money."""
