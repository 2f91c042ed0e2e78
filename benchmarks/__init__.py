"""What the blog costs, measured against plain MkDocs on the same pages."""
