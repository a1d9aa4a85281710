"""What the owner's monitoring asks."""
