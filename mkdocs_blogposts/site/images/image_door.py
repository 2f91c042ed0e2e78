"""The door to the rooms where images are made: most documentation sites never enter them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_blogposts.lazy_imports import Deferred

__all__ = ["image_pipeline", "image_publisher", "responsive_images"]

if TYPE_CHECKING:
    from mkdocs_blogposts.site.images import image_pipeline, image_publisher, responsive_images
else:
    image_pipeline = Deferred("mkdocs_blogposts.site.images.image_pipeline")
    image_publisher = Deferred("mkdocs_blogposts.site.images.image_publisher")
    responsive_images = Deferred("mkdocs_blogposts.site.images.responsive_images")
