"""A blog in a site of MkDocs, as a build goes: settings, planning, images, rendering; and checks beside it."""
