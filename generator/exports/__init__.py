"""Data for programs, beside the pages and from the same view of the definitions."""

from generator.exports.files import FILES, Artifact, DataFile, artifacts

__all__ = ["FILES", "Artifact", "DataFile", "artifacts"]
