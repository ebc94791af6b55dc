"""Recordings: told by their bytes, kept without what a phone wrote beside the sound."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.workshop.recordings.samples import (
    FRAME,
    PLACE,
    SAMPLES,
    SOUND,
    ape,
    box,
    chunk,
    element,
    mp3,
    mp4,
    ogg,
    streamed,
    wav,
    webm,
)
from workshop.errors import InvalidInputError
from workshop.recordings.kept import MOST_BYTES, cleaned
from workshop.recordings.mp4 import boxes
from workshop.recordings.ogg import OggPage, pages
from workshop.recordings.refusals import (
    DAMAGED,
    MORE_THAN_SOUND,
    NOT_KEPT,
    OLD_SOUND,
    TOO_MANY_PARTS,
    Parts,
)

ABOUT = (PLACE, b"Amina", b"kitchen", b"Core Media", b"made now")
ID3 = mp3(frames=())[: mp3(frames=()).index(FRAME[:4])]
OLD_TAG = (b"TAG" + b"Amina").ljust(128, b"\0")
BOTH = FRAME * 2
_AS_LONG = {"audio/mp4", "audio/webm"}


@pytest.mark.parametrize("mime", SAMPLES)
def test_the_sound_stays_and_what_was_said_of_it_goes(mime: str) -> None:
    content = SAMPLES[mime]
    assert any(words in content for words in ABOUT)
    kept_as, kept = cleaned(content)
    assert kept_as == mime
    assert SOUND[:199] in kept
    assert [words for words in ABOUT if words in kept] == []
    assert len(kept) == len(content) or mime not in _AS_LONG
    assert cleaned(kept) == (mime, kept)


def test_an_mp4_no_longer_says_when_it_was_made() -> None:
    made = (3_900_000_000).to_bytes(4)
    assert mp4().count(made) == 3
    assert made not in cleaned(mp4())[1]


def test_the_places_in_an_mp4_stay_true() -> None:
    """What goes leaves free space: the tables of a recording name bytes by their number."""
    before, after = mp4(), cleaned(mp4())[1]
    names = [one.name for one in boxes(after, 0, len(after), Parts())]
    assert names == [b"ftyp", b"moov", b"free", b"mdat"]
    assert before.index(SOUND) == after.index(SOUND)


def test_a_wav_of_the_longer_form_is_kept_in_the_short_one() -> None:
    plain = wav()
    form = plain[plain.index(b"fmt ") + 8 :][:16]
    longer = chunk(b"fmt ", b"\xfe\xff" + form[2:] + bytes(8) + b"\x01\0" + bytes(14))
    content = b"RIFF\0\0\0\0WAVE" + longer + chunk(b"data", SOUND)
    assert cleaned(content) == cleaned(plain)


@pytest.mark.parametrize(
    "content",
    [
        BOTH + FRAME[:300],
        BOTH + FRAME[:2],
        BOTH + FRAME[:300] + OLD_TAG,
        BOTH + FRAME[:300] + ape() + OLD_TAG,
        BOTH + ape(),
        BOTH + ape(header=False),
        BOTH + ape() + OLD_TAG,
        BOTH + bytes(300) + ape(header=False) + bytes(200) + OLD_TAG + bytes(70),
        BOTH + ape() + bytes(500),
        BOTH + bytes(1),
        BOTH + bytes(5_000),
        ID3 + bytes(2_048) + BOTH,
        FRAME[100:] + BOTH,
        b"\xff\xfb\x90" + BOTH,
        ID3 + FRAME[-40:] + BOTH + FRAME[:50] + bytes(9),
    ],
    ids=lambda content: str(len(content)),
)
def test_an_mp3_as_recorders_leave_it_is_kept_in_its_whole_frames(content: bytes) -> None:
    """Padding, tags and parts of a frame are of ordinary files; none of them stays."""
    assert cleaned(content) == ("audio/mpeg", BOTH)


def test_a_last_frame_that_ends_in_silence_is_whole() -> None:
    silent = FRAME[:200] + bytes(len(FRAME) - 200)
    for behind in (b"", bytes(400), OLD_TAG, ape(), bytes(3) + ape() + OLD_TAG):
        assert cleaned(FRAME + silent + behind) == ("audio/mpeg", FRAME + silent)


@pytest.mark.parametrize("said", [0, 0xFFFFFFFF])
def test_a_wav_that_was_streamed_goes_to_its_end(said: int) -> None:
    plain = cleaned(wav())
    assert cleaned(streamed(said=said)) == plain
    about = chunk(b"LIST", b"INFOIART" + b"Amina's kitchen") + chunk(b"id3 ", PLACE)
    assert cleaned(streamed(said=said, sound=SOUND + b"\0", behind=about)) == cleaned(
        streamed(said=said, sound=SOUND + b"\0")
    )
    talked = SOUND + b"LIST" + SOUND
    assert talked in cleaned(streamed(said=said, sound=talked))[1]


@pytest.mark.parametrize("live", [True, False])
def test_a_webm_is_whole_whether_or_not_it_says_how_long_it_is(live: bool) -> None:
    kept = cleaned(webm(live=live))[1]
    assert kept.count(SOUND) == 2
    assert PLACE not in kept


def test_the_pages_of_an_ogg_are_numbered_and_summed_anew() -> None:
    kept = cleaned(ogg())[1]
    found = list(pages(kept))
    assert [page.packets[:8] for page in found] == [b"OpusHead", b"OpusTags", SOUND[:8]]
    assert b"".join(page.written(number) for number, page in enumerate(found)) == kept


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", NOT_KEPT),
        (b"#!AMR\n" + SOUND, OLD_SOUND),
        (b"#!AMR-WB\n" + SOUND, OLD_SOUND),
        (mp4(entry=b"samr"), OLD_SOUND),
        (mp4(entry=b"sawb"), OLD_SOUND),
        (b"<html><script>alert(1)</script>", NOT_KEPT),
        (b"RIFF\0\0\0\0WAVE" + SOUND, DAMAGED),
        (b"RIFF\0\0\0\0AVI " + SOUND, NOT_KEPT),
        (wav(coding=85), DAMAGED),
        (wav(beside=chunk(b"data", SOUND)), DAMAGED),
        (wav(beside=chunk(b"junk", b"", said=9_000)), DAMAGED),
        (mp3(frames=(FRAME, b"<html>" * 60)), DAMAGED),
        (mp3(frames=(FRAME, b"\xff\xf3" + FRAME[2:])), DAMAGED),
        (mp3(frames=()), DAMAGED),
        (mp3(frames=(FRAME,)), DAMAGED),
        (FRAME + FRAME[:300], DAMAGED),
        (BOTH + PLACE + BOTH, DAMAGED),
        (BOTH + bytes(9) + BOTH, DAMAGED),
        (BOTH + OLD_TAG[:100], DAMAGED),
        (BOTH + b"kitchen" + ape()[32:], DAMAGED),
        (BOTH + ape()[40:], DAMAGED),
        (bytes(1_441) + BOTH, NOT_KEPT),
        (FRAME[100:] + FRAME, NOT_KEPT),
        (streamed(said=0, sound=b""), DAMAGED),
        (streamed(said=0, sound=chunk(b"LIST", PLACE) + chunk(b"made", PLACE)), DAMAGED),
        (streamed(said=len(SOUND) + 1), DAMAGED),
        (b"ID3\x04", DAMAGED),
        (b"\xff\xfb\x90", NOT_KEPT),
        (mp4(handler=b"vide"), MORE_THAN_SOUND),
        (mp4(handler=b"meta"), MORE_THAN_SOUND),
        (mp4(entry=b"avc1"), MORE_THAN_SOUND),
        (webm(kind=b"\x01"), MORE_THAN_SOUND),
        (webm(codec=b"V_VP8"), MORE_THAN_SOUND),
        (ogg(head=b"\x80theora"), MORE_THAN_SOUND),
        (ogg(serials=(b"abcd", b"abcd", b"efgh")), MORE_THAN_SOUND),
        (mp4(beside=box(b"moov")[:6]), DAMAGED),
        (box(b"ftyp", b"M4A "), DAMAGED),
        (element(b"\x1a\x45\xdf\xa3", element(b"\x42\x82", b"webm")), DAMAGED),
        (b"OggS\0", DAMAGED),
    ],
)
def test_anything_else_is_refused_in_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        cleaned(content)
    assert str(refused.value) == str(sentence)


@pytest.mark.parametrize("mime", SAMPLES)
def test_what_was_cut_short_is_refused(mime: str) -> None:
    """A file that says how long its parts are, and ends before; or less than two frames."""
    content = SAMPLES[mime]
    end = content.rindex(FRAME) if mime == "audio/mpeg" else len(content)
    with pytest.raises(InvalidInputError, match="not whole"):
        cleaned(content[: end - 20])


def test_more_than_a_megabyte_is_refused_before_it_is_read() -> None:
    with pytest.raises(InvalidInputError, match="larger than 1 MB"):
        cleaned(b"\x1a\x45\xdf\xa3" + bytes(MOST_BYTES))


@pytest.mark.parametrize(
    "content",
    [
        element(b"\x1a\x45\xdf\xa3", element(b"\x42\x82", b"webm"))
        + element(b"\x18\x53\x80\x67", b"\xec\x80" * 400_000),
        box(b"ftyp", b"M4A ") + box(b"free") * 100_000,
        box(b"ftyp", b"M4A ") + box(b"stsd", bytes(8), box(b"mp4a") * 100_000),
        OggPage(2, bytes(8), b"abcd", b"\x13", b"OpusHead".ljust(19, b"\x01")).written(0)
        + OggPage(0, bytes(8), b"abcd", b"", b"").written(1) * 35_000,
        b"RIFF\0\0\0\0WAVE" + chunk(b"junk", b"") * 100_000,
        (b"ID3\x04" + bytes(6)) * 50_000,
    ],
    ids=["webm", "mp4", "mp4 inside", "ogg", "wav", "tags"],
)
def test_a_recording_of_very_many_small_parts_is_refused_before_all_are_walked(
    content: bytes,
) -> None:
    assert len(content) < MOST_BYTES
    with pytest.raises(InvalidInputError) as refused:
        cleaned(content)
    assert str(refused.value) == str(TOO_MANY_PARTS)


def test_as_many_parts_as_a_minute_and_a_half_has_are_kept() -> None:
    """Fifty pieces of sound a second, as browsers cut it, with something around each."""
    piece = element(b"\xa0", element(b"\xa1", b"\x81\0\0\x80" + SOUND[:40]))
    more = element(b"\x1f\x43\xb6\x75", element(b"\xe7", b"\0") + piece * 90 * 50)
    few, many = (cleaned(one)[1].count(SOUND[:40]) for one in (webm(), webm() + more))
    assert many == few + 90 * 50


@given(some.sampled_from(sorted(SAMPLES)), some.data())
def test_no_bytes_break_what_reads_them(mime: str, data: some.DataObject) -> None:
    """A sentence or a recording: nothing else comes of any file."""
    content = bytearray(SAMPLES[mime])
    for _ in range(data.draw(some.integers(1, 6))):
        content[data.draw(some.integers(0, len(content) - 1))] = data.draw(some.integers(0, 255))
    with suppress(InvalidInputError):
        cleaned(bytes(content))
