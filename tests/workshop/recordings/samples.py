"""Recordings as phones make them, built part by part, with words beside the sound."""

from struct import pack

from workshop.recordings.ogg import OggPage

PLACE = b"+53.4100-2.9800/"
"""Where it was recorded, as phones write it (ISO 6709)."""
SOUND = bytes(range(1, 200)) * 3


def box(name: bytes, *inside: bytes) -> bytes:
    content = b"".join(inside)
    return pack(">I", 8 + len(content)) + name + content


def mp4(*, handler: bytes = b"soun", entry: bytes = b"mp4a", beside: bytes = b"") -> bytes:
    """A recording of an iPhone; times, a name and a place are in it."""
    times = pack(">IIII", 0, 3_900_000_000, 3_900_000_001, 1000) + bytes(80)
    stsd = box(b"stsd", pack(">II", 0, 1), box(entry, bytes(28)))
    stbl = box(
        b"stbl", stsd, *(box(name, bytes(8)) for name in (b"stts", b"stsc", b"stsz", b"stco"))
    )
    hdlr = box(b"hdlr", bytes(8), handler, bytes(12), b"Core Media of Amina\0")
    dinf = box(b"dinf", box(b"dref", pack(">II", 0, 1), box(b"url ", pack(">I", 1))))
    mdia = box(b"mdia", box(b"mdhd", times), hdlr, box(b"minf", box(b"smhd", bytes(8)), dinf, stbl))
    udta = box(b"udta", box(b"\xa9xyz", pack(">HH", len(PLACE), 0), PLACE))
    trak = box(b"trak", box(b"tkhd", times), mdia, box(b"udta", b"Amina's kitchen"))
    moov = box(b"moov", box(b"mvhd", times), trak, udta)
    return b"".join(
        [box(b"ftyp", b"M4A ", bytes(4)), moov, beside, box(b"uuid", PLACE), box(b"mdat", SOUND)]
    )


def element(name: bytes, *inside: bytes, untold: bool = False) -> bytes:
    content = b"".join(inside)
    size = b"\x01" + (b"\xff" * 7 if untold else len(content).to_bytes(7))
    return name + size + content


def webm(*, kind: bytes = b"\x02", codec: bytes = b"A_OPUS", live: bool = True) -> bytes:
    """A recording of a browser; ``live`` ones do not say how long they are."""
    head = element(b"\x1a\x45\xdf\xa3", element(b"\x42\x82", b"webm"))
    info = element(
        b"\x15\x49\xa9\x66",
        element(b"\x2a\xd7\xb1", b"\x0f\x42\x40"),
        element(b"\x4d\x80", b"Amina's browser"),
        element(b"\x7b\xa9", b"In the kitchen"),
        element(b"\x44\x61", b"made now"),
    )
    track = element(
        b"\xae",
        element(b"\xd7", b"\x01"),
        element(b"\x83", kind),
        element(b"\x86", codec),
        b"\x53\x6e\x85Amina",
        element(b"\xe1", element(b"\x9f", b"\x01")),
    )
    blocks = element(b"\xe7", b"\0") + element(b"\xa3", b"\x81\0\0\x80" + SOUND)
    clusters = [element(b"\x1f\x43\xb6\x75", blocks, untold=live) for _ in range(2)]
    tags = element(b"\x12\x54\xc3\x67", PLACE * 12)
    inside = [info, element(b"\x16\x54\xae\x6b", track), clusters[0], tags, clusters[1]]
    return head + element(b"\x18\x53\x80\x67", *inside, untold=live)


def ogg(*, head: bytes = b"OpusHead", serials: tuple[bytes, ...] = (b"abcd",) * 3) -> bytes:
    """A recording whose comments fill more than a page of their own."""
    comments = b"OpusTags" + PLACE * 40
    lacing = bytes([255, 255, len(comments) - 510])
    pages = [
        OggPage(2, bytes(8), serials[0], b"\x13", head.ljust(19, b"\x01")),
        OggPage(0, bytes(8), serials[1], lacing, comments),
        OggPage(4, b"\x10" + bytes(7), serials[2], b"\xc7", SOUND[:199]),
    ]
    return b"".join(page.written(number) for number, page in enumerate(pages))


def chunk(name: bytes, content: bytes, said: int | None = None) -> bytes:
    long = len(content) if said is None else said
    return name + pack("<I", long) + content + bytes(len(content) % 2)


def wav(*, coding: int = 1, beside: bytes = b"") -> bytes:
    """A recording of a small recorder: 8,000 samples a second of one byte each."""
    form = chunk(b"fmt ", pack("<HHIIHH", coding, 1, 8000, 8000, 1, 8) + b"\x02\0hi")
    about = chunk(b"LIST", b"INFOIART" + b"Amina's kitchen" + PLACE)
    inside = b"WAVE" + about + form + beside + chunk(b"data", SOUND)
    return b"RIFF" + pack("<I", len(inside)) + inside


FRAME = b"\xff\xfb\x90\x00" + bytes(32) + SOUND[:381]
"""MPEG-1, layer III, 128 kbit/s at 44.1 kHz: 417 bytes."""


def mp3(*, frames: tuple[bytes, ...] = (FRAME, FRAME)) -> bytes:
    """A recording with a tag before it, one behind it, and what an encoder says of itself."""
    tag = b"TPE1" + b"Amina in the kitchen" + PLACE
    told = (FRAME[:36] + b"Info" + b"made now").ljust(len(FRAME), b"\0")
    head = b"ID3\x04\0\0" + bytes([0, 0, 0, len(tag)]) + tag
    return b"".join([head, told, *frames, (b"TAG" + b"Amina").ljust(128, b"\0")])


def ape(*, header: bool = True) -> bytes:
    """A tag as players write it behind the frames (APEv2)."""
    items = pack("<II", len(PLACE), 0) + b"Artist\0" + PLACE + b"TAG of Amina" * 30
    size, head = 32 + len(items), 1 << 31 if header else 0
    foot = b"APETAGEX" + pack("<IIII", 2000, size, 1, head) + bytes(8)
    begun = b"APETAGEX" + pack("<IIII", 2000, size, 1, head | 1 << 29) + bytes(8)
    return (begun if header else b"") + items + foot


def streamed(*, said: int, sound: bytes = SOUND, behind: bytes = b"") -> bytes:
    """A WAV whose recorder could not go back to say how long the sound became."""
    whole = wav()
    head = whole[8 : whole.index(b"data")]
    untold = pack("<I", said)
    return b"RIFF" + untold + head + b"data" + untold + sound + behind


SAMPLES = {
    "audio/mp4": mp4(),
    "audio/webm": webm(),
    "audio/ogg": ogg(),
    "audio/wav": wav(),
    "audio/mpeg": mp3(),
}
