"""What is asked: of who reports something, and of who handles it."""
