"""Entries, made a blog: in order, in lists, at addresses. Nothing here knows of MkDocs."""
