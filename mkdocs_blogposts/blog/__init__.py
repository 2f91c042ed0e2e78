"""Entries, made a blog: in order, in lists, at URLs. Nothing here knows of MkDocs."""
