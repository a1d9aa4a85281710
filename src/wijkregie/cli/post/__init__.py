"""The post: the worker writes the mails of the outbox and hands them to the mail server."""
