"""The text of a file, read as an entry of a blog. Nothing here knows of MkDocs."""
