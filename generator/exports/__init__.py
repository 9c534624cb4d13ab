"""Data files for programs, from the same view as the pages."""

from generator.exports.files import (
    Artifact,
    DataFile,
    artifacts,
    data_files,
    files_about,
    files_by_topic,
)

__all__ = ["Artifact", "DataFile", "artifacts", "data_files", "files_about", "files_by_topic"]
