"""What pages of lists tell of their subjects: a term's picture and description, an author's profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mkdocs_blogposts.publishing.posts.profiles import Profile, Subject, author_of, profile_of
from mkdocs_blogposts.publishing.texts.html import split_heading, unwrapped
from mkdocs_blogposts.site.pictures.gallery import Gallery, Wish
from mkdocs_blogposts.site.planning.plan import Plan
from mkdocs_blogposts.site.printing.edition import Edition
from mkdocs_blogposts.site.settings.setup import Setup


def subjects_of(edition: Edition, plan: Plan, setup: Setup, gallery: Gallery) -> Mapping[str, Subject]:
    """What is known of the subject of each list of a term, by the list's path; nothing of most."""
    subjects: dict[str, Subject] = {}
    for listing in edition.blog.listings():
        file = plan.lists.get(listing.path)
        entry = plan.pages.get(file.src_uri) if file else None
        about = (entry.description or entry.summary if entry else "") or listing.description
        picture = edition.pictures.get(file.src_uri) if file else None
        subject = Subject(about, picture)
        if listing.kind == "authors":
            has_text = bool(file and file.page and split_heading(unwrapped(file.page.content or ""))[1].strip())
            named = Wish(entry.image, entry.source, focus=entry.image_focus) if entry and picture else None
            profile = profile_of(author_of(listing), has_text, setup.words)
            signed = (post.source for post in listing.posts if profile.author in post.authors)
            subject = _with_profile(subject, profile, gallery, named or setup.people.authors_file or next(signed, ""))
        if subject != Subject():
            subjects[listing.path] = subject
    return subjects


def _with_profile(subject: Subject, profile: Profile, gallery: Gallery, named: Wish | str) -> Subject:
    """The subject of an author's list; `named` is the picture of the page of his, else the file that names him."""
    wish = Wish(profile.author.avatar, named) if isinstance(named, str) else named
    picture = subject.picture or (gallery.picture(wish) if wish.reference else None)
    avatar = gallery.avatar(wish) if picture else None
    return replace(subject, picture=picture, avatar=avatar, profile=profile)
