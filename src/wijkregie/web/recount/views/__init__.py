"""What the pages of the count answer."""
