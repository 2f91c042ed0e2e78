"""What is published of a blog: HTML, heads, feeds, images. Nothing here knows of MkDocs."""
