"""Awards: what became of chosen plans, their money with its proof, and vouchers."""
