"""What is published of a blog: HTML, heads, feeds, pictures. Nothing here knows of MkDocs."""
