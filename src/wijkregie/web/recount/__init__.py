"""Pages of the count: declare, count, publish, read why, and count again."""
