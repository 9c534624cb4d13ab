"""The MkDocs plugin: adds the generated pages, their navigation, the search index and the theme.

Generated pages are kept in memory and written to MkDocs' site folder only, so that
``mkdocs serve`` does not react to its own output.
"""

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from generator import reporters
from generator.cache.disk import NO_CACHE, NO_CACHE_VARIABLE, Cache
from generator.cache.memory import Memory
from generator.cache.trees import contents
from generator.cache.version import code_version
from generator.changes.sections import withheld
from generator.findings.classification import Edition
from generator.findings.errors import DefinitionError, TemplateError, UsageError
from generator.git.log import read_log
from generator.pipeline.assemble import Output, assemble, output_of
from generator.pipeline.jobs import spread
from generator.site.bundled import bundled
from generator.site.compiled import CompiledTemplates
from generator.site.conversion import ConvertedPage
from generator.site.dates import option_text, resolve_as_of
from generator.site.files import (
    add_artifacts,
    add_redirects,
    put_media,
    refuse_duplicate_addresses,
    refuse_unreadable_names,
    set_edit_links,
    with_notice,
)
from generator.site.folders import Stamp
from generator.site.frames import THEME, FramedText, Frames
from generator.site.generated_page import (
    OF_A_WHOLE_PAGE,
    GeneratedPage,
    KnownFiles,
    add_generated_pages,
    converted,
    json_ld_of,
    place_of,
)
from generator.site.kept_pages import Named, find_kept, keep
from generator.site.kept_site import digests_of, shape_of
from generator.site.linked import put, put_again
from generator.site.live import LiveSite, inside
from generator.site.messages import log_findings
from generator.site.options import PlaybookConfig
from generator.site.others import is_all_ours, settings_of
from generator.site.page_cache import PageCache, shown_by
from generator.site.paths import below
from generator.site.policy import policy, remarks
from generator.site.reload import without_policy
from generator.site.search_index import SearchError, write_search
from generator.site.search_records import Searched
from generator.site.searched_pages import searched
from generator.site.session import Built, Session, around, known_site, watched_folders
from generator.site.settings import compare_url, edit_uri, source_url
from generator.site.site_navigation import SiteNavigation, page_navigation, site_navigation
from generator.site.theme import (
    apply_theme,
    encode_addresses,
    encode_page_addresses,
    theme_settings,
    without_other_search,
)
from generator.site.theme_settings import ThemeSettings
from generator.site.written import adapted, encode_meta
from generator.text.markdown import day_text

log = get_plugin_logger("playbook")

_NOT_KEPT = (
    "no page is kept for the next build, as another plugin, a hook or a template of the site's own "
    "may change it."
)
_FEWEST = 40
"""Pages for which a process is worth starting: converting one takes about 3 milliseconds."""

_ITS_FILES = ("assets/javascripts/lunr/", "assets/javascripts/workers/search.")
_SERVED_WITHOUT_POLICY = (
    "the site is served without its Content-Security-Policy, as the reload script of MkDocs stands "
    "in its pages. `playbook serve` serves it with the policy, as it will be published."
)


class PlaybookPlugin(BasePlugin[PlaybookConfig]):  # type: ignore[no-untyped-call]  # the same
    """Adds the playbook to a MkDocs site.

    ``assembled``: pages that were assembled before the build, which takes them; without them the
    plugin assembles them. ``past_day``: the day in the past that they show, ``None`` for the
    current state. ``remarks``: messages for the person who builds, about the site's settings.
    ``cache``: what an earlier build made; ``previous``: the site that it left. ``jobs``: how many
    processes make pages side by side. ``prepared``: pages as they are converted.
    """

    assembled: Output | None = None
    cache: Cache = NO_CACHE
    previous: Path | None = None
    past_day: date | None = None
    jobs: int = 1
    prepared: Iterator[tuple[GeneratedPage, ConvertedPage]] | None = None
    remarks: tuple[str, ...] = ()

    @property
    def session(self) -> Session | None:
        """That of ``playbook serve``, if it builds; nothing in ``mkdocs.yml`` can say so."""
        return self.config.served if isinstance(self.config.served, Session) else None

    @event_priority(50)  # before the theme's search plugin reads its settings
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Determine root, edition and date; apply the theme; prepare edit links."""
        self.root = Path(self.config.root or Path(config.config_file_path).parent).resolve()
        self.edition = Edition(self.config.edition)
        self.as_of = self.day()
        if self.session is not None:
            self.session.built = None
            self.around = around(config, self.root, served=True)
            self.served = Path(config.site_dir)
            self.previous, following = inside(self.served)
            config.site_dir = str(following)
            off = os.environ.get(NO_CACHE_VARIABLE)
            self.cache = NO_CACHE if off else Cache(self.root, code_version())
        self.policy = policy(self.config.policy)
        self.remarks = ()
        self._remark(remarks(config, self.config.policy))
        apply_theme(config)
        self._remark(without_other_search(config))
        config.edit_uri = edit_uri(config, self.root)
        return config

    def day(self) -> date:
        """The date to build for, now; raises PluginError if nobody can read it."""
        try:
            return resolve_as_of(option_text(self.config.as_of), os.environ)
        except UsageError as error:
            raise PluginError(str(error)) from error

    def assemble(self, config: MkDocsConfig) -> Output:
        """The pages of the edition today; raises PluginError for errors in definitions."""
        memory = self.session.memory if self.session is not None else Memory()
        try:
            assembled = assemble(
                self.root,
                self.edition,
                self.as_of,
                source_url=source_url(config, self.root),
                compare_url=compare_url(config),
                log=read_log(self.root),
                memory=memory,
            )
        except DefinitionError as error:
            raise PluginError(
                f"{error}\n{reporters.as_log(error.findings, self.edition)}"
            ) from error
        except TemplateError as error:
            raise PluginError(str(error)) from error
        memory.next_run()
        return output_of(assembled)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add generated pages, redirects and data files; point edit links at the sources."""
        refuse_unreadable_names(files)
        assembled, self.assembled = self.assembled or self.assemble(config), None
        self.shape = ""
        self.artifacts: dict[str, str] = {}
        if self.session is not None or self.cache is not NO_CACHE:
            self.shape = shape_of(assembled.pages, assembled.artifacts, assembled.withheld)
            self.artifacts = digests_of(assembled.artifacts)
        self.withheld = assembled.withheld
        log_findings(assembled.findings, self.edition)
        docs = below(Path(config.docs_dir), self.root)
        set_edit_links(files, docs, by_template=bool(config.edit_uri_template))
        refuse_duplicate_addresses(files, [page.path for page in assembled.pages], config)
        add_generated_pages(assembled.pages, files, config)
        add_redirects(assembled.pages, files, config, self.policy)
        add_artifacts(assembled.artifacts, files, config)
        for file in [each for each in files if each.src_uri.startswith(_ITS_FILES)]:
            files.remove(file)
        self.searched: dict[str, Searched] = {}
        self.pages: PageCache | None = None
        self.named: dict[str, Named] = {}
        self.prepared = None
        return files

    def on_pre_page(self, page: MkDocsPage, *, config: MkDocsConfig, files: Files) -> MkDocsPage:
        """Take a generated page from the cache, or put off converting it until it is written.

        The hand-written ones come first, and have their titles by now.
        """
        if isinstance(page, GeneratedPage) and self.prepared is None:
            self.prepared = self._prepared(config, files)
        return page

    def _prepared(
        self, config: MkDocsConfig, files: Files
    ) -> Iterator[tuple[GeneratedPage, ConvertedPage]]:
        """Finish pages that were kept, and put off the others; gives those as they are converted,
        in the order of MkDocs.

        None of them where others have a say, who may change what there is to link to.
        """
        found = (file.page for file in files.documentation_pages())
        pages = [page for page in found if isinstance(page, GeneratedPage)]
        all_ours = is_all_ours(config, self)
        known = KnownFiles(list(files))
        if self.cache is not NO_CACHE or self.session is not None:
            self._find_kept(pages, config, known, NO_CACHE if not all_ours else self.cache)
        left = [page for page in pages if page.finished is None]
        for page in left:
            page.is_put_off = all_ours
        if self.jobs == 1 or not all_ours:
            return iter(())
        # All of them, also those that are put in place before.
        work = partial(converted, config=config, files=known)
        return zip(left, spread(work, left, self.jobs, fewest=_FEWEST), strict=True)

    def _find_kept(
        self, pages: Sequence[GeneratedPage], config: MkDocsConfig, files: KnownFiles, cache: Cache
    ) -> None:
        if cache is NO_CACHE and self.cache is not NO_CACHE:
            log.info(_NOT_KEPT)
        site = site_navigation(self.navigation, files)
        when = (self.as_of.isoformat(), str(self.past_day), withheld(self.withheld))
        served = self.session is not None
        theme = map(str, contents(str(bundled("overrides")))) if served else ()
        shown = shown_by(site.entries, settings_of(config), self.policy, *when, *theme)
        self.pages = PageCache(cache, self.edition, shown, None if served else self.previous)
        self.named, found = find_kept(self.pages, pages, self.navigation, files, config)
        self.searched.update(found)

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, files: Files, **_: Any) -> str:
        """Encode what a hand-written page says of itself; add a notice about what is not here."""
        if isinstance(page, GeneratedPage):
            return markdown
        encode_meta(page.meta, page.file.src_uri)
        has_accounts = files.get_file_from_path("accounts/index.md") is not None
        return with_notice(markdown, page.meta, self.edition, has_accounts=has_accounts)

    @event_priority(-100)  # after what other plugins add to the page
    def on_page_content(self, html: str, *, page: MkDocsPage, **_: Any) -> str:
        """Adapt a hand-written page to the policy, and name what the policy forbids on it."""
        if isinstance(page, GeneratedPage):
            return html
        html, ignored = adapted(html, page.file.src_uri)
        self._remark(ignored)
        return html

    def on_nav(self, nav: Navigation, *, files: Files, **_: Any) -> Navigation:
        """Set the theme's home page, and the date of the build on every page."""
        home = files.get_file_from_path("index.md")
        if home is not None and home.page is not None:
            nav.homepage = home.page
            nav.items = nav.items or [home.page]
        for file in files.documentation_pages():
            if file.page is not None:
                file.page.update_date = self.as_of.isoformat()
        self.navigation = nav
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Compute the navigation shared by all pages, once all of them have titles.

        The theme's frames are for pages that nobody else has a say in.
        """
        encode_addresses(env)
        self.files = KnownFiles(list(files))
        self.site: SiteNavigation = site_navigation(self.navigation, files)
        self.frames: Frames | None = None
        self.theme: ThemeSettings | None = None
        self.all_ours = is_all_ours(config, self)
        if self.all_ours:
            env.bytecode_cache = CompiledTemplates()
            self.whole_template = env.get_template(THEME)
            self.theme = theme_settings(config, self.navigation)
            if self.theme is not None:
                self.frames = Frames(self.theme, self.shared_by_pages())
            for file in files.documentation_pages():
                if isinstance(file.page, GeneratedPage):
                    file.page.meta["template"] = OF_A_WHOLE_PAGE
            if self.previous is not None:
                put_media(files, config, self.previous)
        return env

    def _remark(self, remarks: tuple[str, ...]) -> None:
        new = tuple(remark for remark in remarks if remark not in self.remarks)
        self.remarks += new
        for remark in new:
            log.info(remark)

    def on_template_context(self, context: TemplateContext, **_: Any) -> TemplateContext:
        """Provide the context of templates without a page: the sitemap and the 404 page."""
        return self._with_playbook(context, None)

    @event_priority(-100)  # after what other plugins change on the page
    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, **_: Any
    ) -> TemplateContext:
        """Add ``playbook`` to the context: navigation, source, edition and date of the page."""
        whole: dict[str, object] = context  # type: ignore[assignment]  # as open as any context
        if isinstance(page, GeneratedPage) and page.finished is not None:
            whole["whole"] = page.finished
            return context
        if isinstance(page, GeneratedPage) and page.is_put_off:
            self._convert(page, config)
        self.searched[page.url] = searched(page)  # before the theme's frame is put around it
        context = self._with_playbook(context, page)
        if self.all_ours and isinstance(page, GeneratedPage):
            whole["whole"] = self.framed(page, context)
        else:
            encode_page_addresses(page)
        return context

    def framed(self, page: GeneratedPage, context: TemplateContext) -> str:
        """A page with the theme around it; ``context``: all that the template would get."""
        whole: dict[str, Any] = context  # type: ignore[assignment]  # as open as any context
        html = None
        if self.frames is not None:
            text = FramedText(page.content or "", page.contents)
            navigation = whole["playbook"]["navigation"]
            html = self.frames.filled(page.source, place_of(page), text, navigation)
        if html is None:
            encode_page_addresses(page)
            html = self.whole_template.render(context)
        return html

    @event_priority(-100)  # after every plugin that may change it
    def on_post_page(self, output: str, *, page: MkDocsPage, **_: Any) -> str:
        """Keep the finished page for the next build; one that was kept is put in place here."""
        if not isinstance(page, GeneratedPage):
            return output
        if page.finished is None and self.pages is not None:
            found = self.searched[page.url]
            named = self.named[page.url]
            keep(self.pages, page, output, named=named, found=found, files=self.files)
        elif page.left:
            put_again(str(page.file.abs_dest_path), page.left)
            output = ""
        elif page.finished and self.previous is not None and self.session is None:
            old = f"{self.previous}/{page.file.dest_uri}"
            put(str(page.file.abs_dest_path), output.encode(errors="xmlcharrefreplace"), old)
            output = ""  # so that MkDocs does not write it, and says so where it says everything
        if self.all_ours:
            page.forget()
        return output

    def _convert(self, page: GeneratedPage, config: MkDocsConfig) -> None:
        """Convert a page that was put off, unless another process has done so."""
        while page.converted is None and self.prepared is not None:
            other, made = next(self.prepared, (page, None))
            other.converted = made
            if other is page:
                break
        page.is_put_off = False
        page.render(config, self.files)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what the search finds, and stamp the site as ours."""
        site = Path(config.site_dir)
        if self.session is not None:  # there it is made when somebody searches
            self.session.plugin, self.session.search_is_old = self, True
            self.cache.trim()
            known = known_site(self, config, self.around)
            self.session.built = None if known is None else Built(config, self, known)
        else:
            self.write_search(site, self.previous)
        Stamp("site", self.edition, self.as_of).write(site)

    def stop(self) -> None:
        """Leave nothing at work once a build has ended, however it did.

        Not an event: plugins with `on_shutdown` live on in later builds.
        """
        self.prepared = None

    def write_search(self, site: Path, previous: Path | None) -> None:
        """Write what the search finds; ``previous``: a site that has most of its files."""
        kind = f"{self.edition.value}/search"
        try:
            write_search(site, tuple(self.searched.values()), self.cache, kind, previous)
        except SearchError as error:
            raise PluginError(str(error)) from error

    def on_serve(self, server: LiveReloadServer, **_: Any) -> LiveReloadServer:
        """Reload on changes of definitions, templates and theme, by a script the policy allows."""
        for folder in watched_folders(self.root):
            server.watch(str(folder))
        if self.session is not None:
            LiveSite(self.served, server.builder, self.edition, self.session).attach(server)
        else:
            server.set_app(without_policy(server.serve_request))
            log.info(_SERVED_WITHOUT_POLICY)
        return server

    def _with_playbook(self, context: TemplateContext, page: MkDocsPage | None) -> TemplateContext:
        navigation = page_navigation(self.site, page, self.files.targets)
        context["build_date_utc"] = datetime.combine(self.as_of, time(), UTC)
        context["playbook"] = {  # type: ignore[typeddict-unknown-key]  # contexts are open, the type is not
            **self.shared_by_pages(),
            "navigation": navigation,
            "source": page.source.source if isinstance(page, GeneratedPage) else None,
            "structured": json_ld_of(page),
        }
        return context

    def shared_by_pages(self) -> dict[str, object]:
        """What templates get on every page alike, as plain data."""
        return {
            "edition": self.edition.in_words,
            "as_of": self.as_of.isoformat(),
            "as_of_words": day_text(self.as_of),
            "past_day": day_text(self.past_day) if self.past_day else None,
            "withheld": withheld(self.withheld),
            "policy": self.policy,
        }
