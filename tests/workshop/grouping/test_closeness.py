"""Which texts are asked about: “Is it this one?”"""

import pytest

from workshop.grouping.closeness import Said, is_close, near_twins


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("New parents", "new Parents!"),
        ("New parents", "Parents who are new"),
        ("A night bus", "Night buses"),
        ("Volunteers", "Voluntears"),
        ("The bus to the clinic stops at six", "The bus to the clinic stops at six o'clock"),
        ("Línea de autobús", "linea de autobus"),
        ("Dads", "dads"),
    ],
)
def test_the_same_in_other_words_is_close(one: str, other: str) -> None:
    assert is_close(Said.of(one), Said.of(other))
    assert is_close(Said.of(other), Said.of(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mums", "Sums"),
        ("Dads", "Dads of twins"),
        ("Bus 5", "Bus 9"),
        ("Table one", "Table Two"),
        ("We get asked", "We never get asked"),
        ("Older people", "Young people"),
        ("A night bus", "A day bus"),
        ("ਦਿਨ ਚੰਗਾ", "ਦੀਨ ਚੰਗਾ"),
        ("", "Dads"),
        ("...", "???"),
    ],
)
def test_what_only_looks_alike_is_not(one: str, other: str) -> None:
    """Another word, another number or a “not” makes another thing of it."""
    assert not is_close(Said.of(one), Said.of(other))


def test_near_twins_are_paired_with_the_first_that_they_are_like() -> None:
    """Each once, also of three alike; what denies the same is another thing."""
    texts = [
        "Buses in the evening",
        "A bench",
        "The bench",
        "Evening buses",
        "Not a bench",
        "bench",
    ]
    assert near_twins(tuple((text, "en") for text in texts)) == ((1, 2), (0, 3), (1, 5))
    assert near_twins(()) == ()
