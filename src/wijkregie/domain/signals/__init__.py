"""What residents notice: for now its subjects, each with the term within which we answer."""
