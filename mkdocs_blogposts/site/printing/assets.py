"""The files that the blog's pages load: its style sheet and its script."""

from __future__ import annotations

from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_blogposts.blog.outputs import FOLDER
from mkdocs_blogposts.publishing.style_sheet import packed, without_notes
from mkdocs_blogposts.site.planning.reserved import STYLE_SHEET, final_outputs
from mkdocs_blogposts.site.printing.template_files import BASE_THEME, THEMES
from mkdocs_blogposts.site.settings.setup import Setup

SCRIPT = f"{FOLDER}/blogposts.js"


def add_assets(files: Files, setup: Setup) -> None:
    """Before the user's own style sheets, which may change everything in ours; the user's own file of a name wins.

    The script is loaded by those pages alone that have a use for it.
    """
    themed = [BASE_THEME, THEMES / str(setup.config.theme.name)]
    sheets = [sheet.read_text(encoding="utf-8") for each in themed if (sheet := each / "blogposts.css").is_file()]
    _add(STYLE_SHEET, packed("\n".join(sheets)), files, setup)
    if setup.options.share or setup.options.comments:
        _add(SCRIPT, without_notes((BASE_THEME / "blogposts.js").read_text(encoding="utf-8")), files, setup)
    if STYLE_SHEET not in setup.config.extra_css:
        setup.config.extra_css.insert(0, STYLE_SHEET)


def _add(uri: str, content: str, files: Files, setup: Setup) -> None:
    if uri not in files.src_uris and not final_outputs(files, setup).conflict(uri):
        files.append(File.generated(setup.config, uri, content=content, inclusion=InclusionLevel.INCLUDED))
