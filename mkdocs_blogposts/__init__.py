"""A blog in any MkDocs site: reading → blog → publishing → site → plugin and command."""
