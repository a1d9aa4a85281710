"""What only a demo has: other roles at a click, and the mail it did not send."""
