"""Data for programs, beside the pages and from the same view of the definitions."""

from generator.exports.files import Artifact, DataFile, artifacts, data_files

__all__ = ["Artifact", "DataFile", "artifacts", "data_files"]
