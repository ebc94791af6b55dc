"""Plain words: what people read in the method has a reading age of 9 to 11.

Grade level is the Flesch-Kincaid formula (Kincaid and others, 1975, US Navy report RBR 8-75).
Grade 6 is the school year of eleven-year-olds.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from workshop.enums import StageKey
from workshop.examples import load_example
from workshop.kinds import KINDS, load_kind_words
from workshop.playbook import DATA_DIR, Playbook, Stage
from workshop.words.catalogues import CASES
from workshop.words.sentences import sentences as participants_sentences

LONGEST_PROMPT = 15
LONGEST_SENTENCE = 20
HIGHEST_GRADE = 6.0
HIGHEST_GRADE_OF_ONE = 9.0
LONG_WORDS = {
    "facilitator",
    "segmentation",
    "prototyping",
    "experiences",
    "invitation",
    "everybody",
    "somebody",
}

NOT_OUR_WORDS = (
    "hard to reach",
    "stakeholder",
    "leverage",
    "beneficiar",
    "utilis",
    "utiliz",
    "facilitate",
    "synergy",
    "deliverable",
    "empower",
    "holistic",
    "robust",
    "paradigm",
    "co-production",
    "capacity building",
    "intervention",
    "service user",
    "client",
    "vulnerable",
    "deprived",
    "disadvantaged",
    "engagement",
    "strategic",
    "strategy",
    "framework",
    "demographic",
    "cohort",
    "decommission",
    "outcome",
    "output",
    "kpi",
    "fte",
    "sla",
    "going forward",
    "low-hanging",
    "best practice",
    "roll out",
    "e.g.",
    "i.e.",
    "etc",
)

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d,.]*")
_SENTENCE_END = re.compile(r"[.!?…:]+(?:\s|$|”)|\n")
_VOWELS = re.compile(r"[aeiouy]+")
_TWO_BEATS = re.compile(
    r"(?<!o)[aeiouy]ing$|rea$|[^cgst]ia|ua|dea$|[^aeiou]io(?!n)|eo(?!ple)|create"
)
_SILENT_END = re.compile(r"(?:[^laeiouy]e|[^aeiouytd]ed|[^aeiouyscxzg]es)$")


def syllables(word: str) -> int:
    """Groups of vowels, without the silent endings -e, -ed and -es; at least one."""
    plain = word.lower().replace("’", "'").split("'")[0]
    groups = len(_VOWELS.findall(plain))
    if groups > 1 and _SILENT_END.search(plain):
        groups -= 1
    return max(1, groups + len(_TWO_BEATS.findall(plain)))


def sentences(text: str) -> list[str]:
    return [part for part in _SENTENCE_END.split(text) if _WORD.search(part)]


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def grade(texts: list[str]) -> float:
    """Flesch-Kincaid grade of several texts read one after the other."""
    said = [word for text in texts for word in words(text)]
    count = sum(len(sentences(text)) for text in texts)
    beats = sum(syllables(word) for word in said)
    return 0.39 * len(said) / count + 11.8 * beats / len(said) - 15.59


def stage_texts(stage: Stage) -> dict[str, list[str]]:
    """What a stage says, by the part of the screen where it is read."""
    activities = stage.activities
    return {
        "titles": [activity.title for activity in activities],
        "prompts": [activity.prompt for activity in activities],
        "hints": [activity.hint for activity in activities if activity.hint],
        "aloud": [line for activity in activities for line in activity.aloud],
        "purposes": [stage.purpose, *(activity.purpose for activity in activities)],
        "steps": [line for activity in activities for line in activity.steps],
        "stage": [*stage.mistakes, *stage.forward, stage.note or "", stage.reminder or ""],
    }


def kind_texts(stage: StageKey) -> dict[str, list[str]]:
    """The words of the kinds of a stage, by what they are for."""
    kinds = [item for kind, item in load_kind_words().items() if KINDS[kind].stage is stage]
    fields = [field for item in kinds for field in item.fields.values()]
    return {
        "questions": [item.text for item in kinds],
        "labels": [field.label for field in fields],
        "help": [field.help for field in fields if field.help],
        "options": [label for field in fields for label in field.options.values()],
        "links": [label for item in kinds for label in item.links.values()],
        "names": [name for item in kinds for name in (item.singular, item.plural)],
    }


def all_strings(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from all_strings(item, f"{path}.{key}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from all_strings(item, f"{path}.{number}")


def everything_written() -> Iterator[tuple[str, str]]:
    """Every text of the English method and of the templates, with where it stands."""
    files = [*(DATA_DIR / "method" / "en").glob("*.toml"), *(DATA_DIR / "templates").glob("*.toml")]
    for file in sorted(files):
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        for path, text in all_strings(table, file.name):
            name = path.rsplit(".", 1)[-1]
            keyed = {"key", "icon", "way", "form", "attribution", "votes"} | {"options"}
            in_list = re.search(r"\.(needs|met_in|said|board)\.\d+$", path)
            of_thread = re.search(r"\.(takes|gives|decide)\.", path) and name not in ("say", "else")
            if name not in keyed and not in_list and not of_thread:
                yield path, text


@pytest.mark.parametrize(
    ("word", "beats"),
    [
        ("life", 1),
        ("people", 2),
        ("difference", 3),
        ("wanted", 2),
        ("asked", 1),
        ("places", 2),
        ("being", 2),
        ("idea", 3),
        ("question", 2),
        ("table", 2),
        ("here", 1),
        ("area", 3),
        ("doing", 2),
        ("trial", 2),
        ("money", 2),
        ("volunteer", 3),
        ("insight", 2),
        ("changed", 1),
        ("promises", 3),
        ("the", 1),
        ("facilitator", 5),
        ("agreement", 3),
    ],
)
def test_the_counter_counts_beats_as_people_say_them(word: str, beats: int) -> None:
    """The measure itself is right on common words of the method."""
    assert syllables(word) == beats


def test_the_grade_is_the_published_formula() -> None:
    """Six words of one beat in one sentence: 0.39 x 6 + 11.8 x 1 - 15.59."""
    assert grade(["The cat sat on the mat."]) == pytest.approx(-1.45)
    hard = "Stakeholder organisations prioritise multidisciplinary intervention methodologies."
    assert grade([hard]) > 20


@pytest.mark.parametrize("key", list(StageKey))
def test_each_part_of_a_stage_reads_at_nine_to_eleven(playbook: Playbook, key: StageKey) -> None:
    """Prompts, hints, words to read aloud, purposes and steps each stay at grade 6 or below."""
    grades = {part: grade(texts) for part, texts in stage_texts(playbook.stage(key)).items()}
    assert {part: round(found, 1) for part, found in grades.items() if found > HIGHEST_GRADE} == {}


@pytest.mark.parametrize("key", list(StageKey))
def test_the_words_of_a_stage_s_cards_read_at_nine_to_eleven(key: StageKey) -> None:
    """Questions, labels, help, options and names of its kinds stay at grade 6 or below."""
    grades = {part: grade(texts) for part, texts in kind_texts(key).items() if texts}
    assert {part: round(found, 1) for part, found in grades.items() if found > HIGHEST_GRADE} == {}


def test_the_shared_words_read_at_nine_to_eleven(playbook: Playbook) -> None:
    """Tips, promises, gates, role groups and templates stay at grade 6 or below."""
    shared = playbook.words
    parts = {
        "tips": [*shared.tips, *shared.safety],
        "questions": [*shared.arrival, *shared.closing, shared.life_question, shared.purpose],
        "promises": list(shared.attribution.values()),
        "roles": [group.help for group in shared.role_groups.values()],
        "votes": [vote.help for vote in shared.votes.values()],
        "gates": [
            text
            for gate in shared.gates.values()
            for text in (gate.closed, gate.to_open, gate.open_anyway)
        ],
        "templates": [template.description for template in playbook.templates]
        + [line for template in playbook.templates for s in template.sessions for line in s.after],
    }
    grades = {part: grade(texts) for part, texts in parts.items()}
    assert {part: round(found, 1) for part, found in grades.items() if found > HIGHEST_GRADE} == {}


def test_the_words_of_the_tour_read_at_nine_to_eleven() -> None:
    """A newcomer reads them first; what to do and what is seen stay at grade 6 or below."""
    stops = load_example("knowsley").stops
    for said in ([stop.does for stop in stops], [stop.sees for stop in stops]):
        assert grade(said) <= HIGHEST_GRADE


def test_no_single_text_hides_behind_easy_neighbours() -> None:
    """One hard sentence is found even where the others of its stage are easy."""
    hard = {
        path: round(grade([text]), 1)
        for path, text in everything_written()
        if len(words(text)) > 5 and grade([text]) > HIGHEST_GRADE_OF_ONE
    }
    assert hard == {}


def everything_a_participant_meets() -> dict[str, list[str]]:
    """All English sentences of their screens, refusals and summary, by where each is said.

    Cases from elsewhere are not among them: they name figures as their sources do.
    The facilitator is a person whom they have met: as hard as a name, and it counts as one.
    """
    found: dict[str, list[str]] = {}
    for one in participants_sentences():
        if one.what == CASES:
            continue
        for text in {one.text, one.many} - {""}:
            named = re.sub("[Ff]acilitator", "Ann", text)
            found.setdefault(one.where, []).append(re.sub(r"\{[^}]*\}", "one", named))
    return found


def test_no_sentence_that_a_participant_meets_is_above_nine_to_eleven() -> None:
    """Also what refuses, what is kept, and the summary: none for itself far above, none in all."""
    met = everything_a_participant_meets()
    assert len(met) > 50
    long = {where: [one for one in texts if len(words(one)) > 5] for where, texts in met.items()}
    hard = {
        where: [one for one in texts if grade([one]) > HIGHEST_GRADE_OF_ONE]
        for where, texts in long.items()
    }
    assert {where: texts for where, texts in hard.items() if texts} == {}
    grades = {where: round(grade(texts), 1) for where, texts in long.items() if texts}
    assert {where: found for where, found in grades.items() if found > HIGHEST_GRADE} == {}


def test_words_of_four_beats_are_few_and_known() -> None:
    """A long word is used only where no short one says it."""
    long = {
        word.lower().removesuffix("s")
        for _, text in everything_written()
        for word in words(text)
        if syllables(word) > 3
    }
    assert long == {word.removesuffix("s") for word in LONG_WORDS}


def test_no_prompt_is_longer_than_fifteen_words(playbook: Playbook) -> None:
    """A prompt is read in one breath, on the wall and on a phone."""
    long = {
        activity.key: len(words(activity.prompt))
        for activity in playbook.activities
        if len(words(activity.prompt)) > LONGEST_PROMPT
    }
    assert long == {}


def test_no_sentence_is_longer_than_twenty_words() -> None:
    """No label, tip or sentence to read aloud loses its reader on the way."""
    long = [
        (path, sentence)
        for path, text in everything_written()
        for sentence in sentences(text)
        if len(words(sentence)) > LONGEST_SENTENCE
    ]
    assert long == []


def test_no_jargon_is_written_anywhere_in_the_method() -> None:
    """Office words have no place; the gentle question alone knows the phrase that it answers."""
    found = [
        (path, word)
        for path, text in everything_written()
        for word in NOT_OUR_WORDS
        if re.search(rf"\b{re.escape(word)}", text.lower())
    ]
    assert found == []


def test_purposes_are_one_sentence(playbook: Playbook) -> None:
    """A stage and an activity each say in one sentence what they are for."""
    purposes = {
        item.key: item.purpose
        for item in (*playbook.stages, *playbook.activities)
        if len(sentences(item.purpose)) != 1 or not item.purpose.endswith(".")
    }
    assert purposes == {}


def test_titles_and_labels_are_in_sentence_case() -> None:
    """Only the first word has a capital, and the words that always have one."""
    always = {"I", "Monday", "We", "From", "To", "Now"}
    found = [
        (path, text)
        for path, text in everything_written()
        if path.endswith((".title", ".label"))
        and any(word[0].isupper() and word not in always for word in text.split()[1:])
    ]
    assert found == []


SOURCES = [
    path for folder in ("stages", "workshop") for path in (DATA_DIR.parent / folder).rglob("*.py")
]
STILTED = re.compile(r"\b(?:for|to|from) who [a-z]", re.IGNORECASE)


def said_in(path: Path) -> Iterator[str]:
    """The texts of a module that may be shown: not what explains its code."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    explains = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in explains:
            yield node.value


def test_whoever_is_meant_is_called_whoever() -> None:
    """“For who wants to count again” is no English: for whoever, for those who, for anybody who."""
    found = {path.name: text for path in SOURCES for text in said_in(path) if STILTED.search(text)}
    assert len(SOURCES) > 300
    assert found == {}
