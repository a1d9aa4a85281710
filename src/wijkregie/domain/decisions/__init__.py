"""What was decided about anything: outcome, reason, body, mandate, rung and dissent."""
