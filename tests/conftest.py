"""Fixtures: `site` draws a site, `browser` opens its pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from harness import Site
from harness.browsing import Browser, Chromium, chromium
from mkdocs_blogposts.site.caching import cache_door

# A machine that has other things to do is no mistake of ours; where time matters, a test counts it in CPU seconds.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """With `--durations`, say what each file of tests takes."""
    if terminalreporter.config.getoption("durations") is None:
        return
    seconds: defaultdict[str, float] = defaultdict(float)
    for report in (each for reports in terminalreporter.stats.values() for each in reports):
        if isinstance(report, pytest.TestReport):
            seconds[report.location[0]] += report.duration
    terminalreporter.section("seconds by file")
    for file, total in sorted(seconds.items(), key=lambda item: -item[1]):
        terminalreporter.line(f"{total:7.1f} {file}")


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cache folder of the tests' own: nothing of them stays with the user, and nothing of the user comes in."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setattr(cache_door, "_FEWEST_CHARACTERS", 200)  # the sites of tests are small, and kept all the same
        yield


@pytest.fixture
def theme() -> str:
    """The theme of the sites of a test; `with_every_theme` runs it once for each."""
    return "mkdocs"


@pytest.fixture
def directory_urls() -> bool:
    """Do the sites of a test have directory URLs? `with_and_without_directory_urls` runs it for both answers."""
    return True


@pytest.fixture
def site(tmp_path: Path, theme: str, directory_urls: bool) -> Callable[..., Site]:
    """Draws a site, with our plugin unless `options` is `None`.

    built = site({"docs/blog/hello.md": '''
        ---
        title: Hello
        date: 2024-05-01
        ---
        A first post.
    '''}).build()
    assert built.page("blog/hello/").h1 == "Hello"
    """
    drawn: list[Site] = []

    def draw(
        files: Mapping[str, str | bytes] = {},
        *,
        theme: str = theme,
        directory_urls: bool = directory_urls,
        options: Mapping[str, Any] | None = {},
        config: str = "",
    ) -> Site:
        root = tmp_path / (f"site-{len(drawn)}" if drawn else "site")
        drawn.append(Site(root, files, theme=theme, directory_urls=directory_urls, options=options, config=config))
        return drawn[-1]

    return draw


@pytest.fixture(scope="session")
def _chromium() -> Iterator[Chromium]:
    with chromium() as running:
        yield running


@pytest.fixture
def browser(_chromium: Chromium) -> Iterator[Browser]:
    """Opens pages of a built site in Chromium; the test fails where one of them has troubles."""
    with ExitStack() as servers, ExitStack() as windows:
        opened = Browser(_chromium, servers, windows)
        yield opened
    assert not opened.troubles, "\n".join(opened.troubles)
