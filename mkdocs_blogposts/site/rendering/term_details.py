"""What pages tell of terms and authors: a term's image and description, an author's profile, page and image."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_blogposts.blog.slugs import fold_term
from mkdocs_blogposts.publishing.posts.author_profiles import AuthorProfile, TermDetails, find_author, make_profile
from mkdocs_blogposts.publishing.text.html_text import split_heading, unwrap_html
from mkdocs_blogposts.site.images.image_pipeline import ImagePipeline, ImageRequest
from mkdocs_blogposts.site.images.image_resolver import parse_reference
from mkdocs_blogposts.site.planning.build_plan import Plan
from mkdocs_blogposts.site.rendering.rendered_blog import RenderedBlog
from mkdocs_blogposts.site.settings.blog_setup import Setup


def describe_terms(
    rendered: RenderedBlog, plan: Plan, setup: Setup, pipeline: ImagePipeline
) -> Mapping[str, TermDetails]:
    """What is known of the subject of each list of a term, by the list's path; nothing of most."""
    subjects: dict[str, TermDetails] = {}
    for listing in rendered.blog.listings():
        file = plan.lists.get(listing.path)
        entry = plan.pages.get(file.src_uri) if file else None
        about = (entry.written_description if entry else "") or listing.description
        image = rendered.images.get(file.src_uri) if file else None
        subject = TermDetails(about, image)
        if listing.kind == "authors":
            has_text = bool(file and file.page and split_heading(unwrap_html(file.page.content or ""))[1].strip())
            named = ImageRequest(entry.image, entry.source, focus=entry.image_focus) if entry and image else None
            profile = make_profile(find_author(listing), has_text, setup.words)
            signed = (post.source for post in listing.posts if profile.author in post.authors)
            subject = _with_profile(subject, profile, pipeline, named or setup.people.authors_file or next(signed, ""))
        if subject != TermDetails():
            subjects[listing.path] = subject
    return subjects


def _with_profile(
    subject: TermDetails, profile: AuthorProfile, pipeline: ImagePipeline, named: ImageRequest | str
) -> TermDetails:
    """The subject of an author's list; `named` is the image of the page of his, else the file that names him."""
    request = ImageRequest(profile.author.avatar, named) if isinstance(named, str) else named
    image = subject.featured_image or (pipeline.make_image(request) if request.reference else None)
    avatar = pipeline.avatar(request) if image else None
    return subject._replace(featured_image=image, avatar=avatar, profile=profile)


def find_avatars(rendered: RenderedBlog, setup: Setup, pipeline: ImagePipeline) -> Mapping[str, str]:
    """The URLs of authors' images by the keys of their names: that on the list of his posts, else his own.

    One that is in the URL itself (`data:`) is not told: it would be repeated on every page.
    """
    found = {
        fold_term(listing.title): subject.featured_image
        for listing in rendered.blog.listings()
        if listing.kind == "authors" and (subject := rendered.subjects.get(listing.path))
    }
    signed = [(author, post.source) for post in rendered.posts.values() for author in post.authors if author.avatar]
    for author, source in signed:
        if (key := fold_term(author.name)) not in found:
            found[key] = pipeline.make_image(ImageRequest(author.avatar, setup.people.authors_file or source))
    urls = {key: image.full.url for key, image in found.items() if image}
    return {key: url for key, url in urls.items() if not parse_reference(url).is_inline}
