"""Feeds, and the text that any reader of them can show."""
