"""What residents notice, from the report to the answer that everyone heard."""
