"""Images: decoded, cut, made in widths, drawn. Bytes in, bytes out."""
