"""The stages in the order of the road. A new one: a folder, two lines here, its data."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from stages.horizon import page as horizon
from stages.insights import page as insights
from stages.parts.lent import lend
from stages.prototyping import page as prototyping
from stages.reframe import page as reframe
from stages.resources import page as resources
from stages.resources.spending_file import file_part
from stages.segmentation import page as segmentation
from stages.solutions import page as solutions
from stages.team import page as team
from stages.vision import page as vision
from workshop.enums import StageKey

STAGES: Mapping[StageKey, Callable[[], None]] = MappingProxyType(
    {
        StageKey.TEAM: team.page,
        StageKey.SEGMENTATION: segmentation.page,
        StageKey.INSIGHTS: insights.page,
        StageKey.HORIZON: horizon.page,
        StageKey.RESOURCES: resources.page,
        StageKey.REFRAME: reframe.page,
        StageKey.SOLUTIONS: solutions.page,
        StageKey.PROTOTYPING: prototyping.page,
        StageKey.VISION: vision.page,
    }
)

lend(("resources.guess", "resources.spend"), file_part)
