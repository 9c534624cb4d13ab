"""Files of the site that are no pages: data for programs."""

from collections.abc import Iterable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel

from generator.exports import Artifact


def add_artifacts(artifacts: Iterable[Artifact], files: Files, config: MkDocsConfig) -> None:
    """Put ``artifacts`` among ``files``, in memory; neither search nor sitemap looks at them.

    Raises PluginError when a hand-written file has the same address.
    """
    for artifact in artifacts:
        if files.get_file_from_path(artifact.path) is not None:
            raise PluginError(
                f"{artifact.path} is made from the definitions; give the hand-written file "
                "another name"
            )
        files.append(
            File.generated(
                config,
                artifact.path,
                content=artifact.text,
                inclusion=InclusionLevel.NOT_IN_NAV,
            )
        )
