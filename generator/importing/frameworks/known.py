"""The public frameworks that can be imported, by the names that the command takes."""

from generator.importing.frameworks.financial_times import FINANCIAL_TIMES
from generator.importing.frameworks.gov_uk import GOV_UK

FRAMEWORKS = {"financial-times": FINANCIAL_TIMES, "gov-uk": GOV_UK}
