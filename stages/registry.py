"""The stages in the order of the road. A new stage is one module, one line here, one data file."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from stages import (
    horizon,
    insights,
    prototyping,
    reframe,
    resources,
    segmentation,
    solutions,
    team,
    vision,
)
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
