"""Floor 2: one room per area of work; a room may use the rooms below it."""
