"""Letters on their way out: the durable outbox and its delivery. What a letter says is decided elsewhere."""
