"""What stays the same of a finding while the lines above it come and go."""

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from generator.reporters.told import Told

_LENGTH = 32


def fingerprints(told_findings: Iterable[Told]) -> list[str]:
    """One fingerprint for each, as 32 hexadecimal digits, a colon and a count from 1.

    Made of rule, file and what the finding is about: its message without figures, since days late
    and amounts change while the matter stays. The count tells those apart that agree in all three.
    Nothing enters it that the edition was not told, so it cannot be used to guess a value.
    """
    seen: Counter[str] = Counter()
    found = []
    for each in told_findings:
        about = re.sub(r"\d+", "#", each.message)
        identity = "\0".join((each.rule.id, each.where.path, about))
        digest = sha256(identity.encode("utf-8", "replace")).hexdigest()[:_LENGTH]
        seen[digest] += 1
        found.append(f"{digest}:{seen[digest]}")
    return found
