"""The stage Resource audit."""

from stages.stage import stage_page
from stages.visit import guarded
from workshop.enums import StageKey


@guarded
def page() -> None:
    stage_page(StageKey.RESOURCES)
