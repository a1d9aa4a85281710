"""What this installation costs: time, memory and size, measured on the real programs."""
