"""The method as data: stages, activities, templates and the words around them.

Everything a facilitator may want to say differently stands in ``data/method/<language>`` and
``data/templates``; it is read once, checked, and answered with frozen dataclasses.
"""

from workshop.playbook.loading import DATA_DIR, languages, load_playbook
from workshop.playbook.model import (
    WRITE_INSIGHTS,
    Activity,
    Axes,
    Gate,
    GateWords,
    GentleQuestion,
    Labelled,
    PlannedActivity,
    Playbook,
    RoleGroupWords,
    Session,
    Stage,
    Template,
    Words,
    overrun,
    planned_minutes,
)
from workshop.playbook.own_words import OwnWords, in_own_words, is_own, own_playbook
from workshop.playbook.thread import TEXT, Decision, Forward, Given, Taken

__all__ = [
    "DATA_DIR",
    "TEXT",
    "WRITE_INSIGHTS",
    "Activity",
    "Axes",
    "Decision",
    "Forward",
    "Gate",
    "GateWords",
    "GentleQuestion",
    "Given",
    "Labelled",
    "OwnWords",
    "PlannedActivity",
    "Playbook",
    "RoleGroupWords",
    "Session",
    "Stage",
    "Taken",
    "Template",
    "Words",
    "in_own_words",
    "is_own",
    "languages",
    "load_playbook",
    "overrun",
    "own_playbook",
    "planned_minutes",
]
