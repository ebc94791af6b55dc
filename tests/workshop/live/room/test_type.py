"""The type that we ship: one set of files, named alike on light pages and in Streamlit's theme."""

import re
import tomllib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from starlette.requests import Request
from starlette.responses import Response

from workshop.live import assets

ROOT = Path(__file__).parents[4]
FONTS = assets.STATIC / "fonts"
FACE = re.compile(r"@font-face \{(.*?)\}", re.DOTALL)
LOOK = ROOT / "stages" / ".streamlit" / "config.toml"
THEME = tomllib.loads(LOOK.read_text(encoding="utf-8"))["theme"]
STACKS = {
    name: stack.split(", ")
    for name, stack in re.findall(
        r"(--display|--text): (.+);", assets.TOKENS.read_text(encoding="utf-8")
    )
}


def faces(sheet: Path = assets.TYPE) -> list[dict[str, str]]:
    found = FACE.findall(sheet.read_text(encoding="utf-8"))
    return [
        dict(line.strip().split(": ", 1) for line in one.split(";") if ":" in line) for one in found
    ]


def shipped() -> list[dict[str, str]]:
    return [one for one in faces() if "/fonts/" in one["src"]]


def codes(ranges: str) -> set[int]:
    found: set[int] = set()
    for one in ranges.split(","):
        first, _, last = one.strip()[2:].partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def file_of(src: str) -> str:
    return re.findall(r"/room/static/fonts/([\w-]+\.woff2)", src)[0]


def test_both_kinds_of_page_name_the_same_files_for_the_same_letters() -> None:
    light = {
        (
            one["font-family"].strip('"'),
            file_of(one["src"]),
            one["font-weight"],
            one["font-style"],
            one["unicode-range"],
        )
        for one in shipped()
    }
    streamlit = {
        (one["family"], file_of(one["url"]), one["weight"], one["style"], one["unicodeRange"])
        for one in THEME["fontFaces"]
    }
    assert light == streamlit
    sliced = {one["src"].split("/")[2].split('"')[0] for one in faces(assets.WORLD)}
    assert {one[1] for one in light} | sliced == {path.name for path in FONTS.glob("*.woff2")}


def test_browsers_can_put_each_family_together_by_letters() -> None:
    """They look for a letter among the faces of the best weight and style alone, so what another
    weight has as well it has in the same ranges: else its files are never asked for."""
    ranges: dict[tuple[str, str], dict[str, set[str]]] = {}
    for one in shipped():
        by_weight = ranges.setdefault((one["font-family"], one["font-style"]), {})
        by_weight.setdefault(one["font-weight"], set()).add(one["unicode-range"])
    uneven = {key for key, found in ranges.items() if len({*map(frozenset, found.values())}) > 1}
    assert uneven == set()


def test_arabic_stands_second_wherever_our_type_is_asked_for() -> None:
    sheets = [
        *(ROOT / "stages").rglob("*.css"),
        *assets.STATIC.rglob("*.css"),
        LOOK,
    ]
    asked = [
        found
        for sheet in sheets
        for found in re.findall(
            r"""["']Reframe (?:Sans|Serif)["'], *["']([\w ]+)""", sheet.read_text(encoding="utf-8")
        )
    ]
    assert len(asked) > 10
    assert set(asked) == {"Reframe Arabic"}
    alone = [
        sheet.name
        for sheet in sheets
        for found in re.findall(
            r"""["']Reframe Arabic["'], *(.{15})""", sheet.read_text(encoding="utf-8")
        )
        if found.strip("\"'") != "Reframe World"[: len(found.strip("\"'"))]
    ]
    assert alone == []


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        ("The £ café – “so” → … 12 %", "sans-latin"),
        ("Łódź, Tŷ Bach, ţară, İstanbul", "sans-extended"),
        ("Привет, їжак", "sans-cyrillic"),
        ("مرحبا ٹ ڈ ے ہ پ", "arabic-regular"),
        ("Łódź ŵ ŷ", "serif-extended"),
    ],
)
def test_each_file_has_the_letters_that_its_range_promises(words: str, needed: str) -> None:
    families = STACKS["--display" if needed.startswith("serif") else "--text"][:2]
    has: set[int] = set()
    for one in shipped():
        if one["font-family"] in families and one["font-style"] == "normal":
            has |= codes(one["unicode-range"]) & set(
                TTFont(FONTS / file_of(one["src"])).getBestCmap()
            )
    own = set(TTFont(FONTS / f"{needed}.woff2").getBestCmap())
    assert {char for char in words if char != "→" and ord(char) not in has} == set()
    assert own & {ord(char) for char in words if char != " "}


def test_fonts_carry_their_licence_and_none_of_its_reserved_names() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8").upper()
    for path in FONTS.glob("*.woff2"):
        names = TTFont(path)["name"]
        assert not re.search("source|plex", str(names.getDebugName(1)), re.IGNORECASE)
        assert "Copyright" in str(names.getDebugName(0)) or "©" in str(names.getDebugName(0))


def test_what_stands_in_for_our_type_is_brought_to_its_width_and_height() -> None:
    near = [one for one in faces() if "local(" in one["src"]]
    assert {one["font-family"].strip('"') for one in near} == {
        "Near Sans",
        "Near Sans Wide",
        "Near Serif",
        "Near Serif Wide",
    }
    assert all(one["size-adjust"] and one["ascent-override"] for one in near)


def served(name: str, **headers: str) -> Response:
    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/room/static/{name}",
        "path_params": {"file": name},
        "headers": [(key.encode(), value.encode()) for key, value in headers.items()],
    }
    return assets.serve(Request(scope))


def test_a_font_is_kept_for_a_month_and_is_never_packed_twice() -> None:
    answer = served("fonts/sans-latin.woff2", **{"accept-encoding": "gzip"})
    assert answer.headers["content-type"] == "font/woff2"
    assert answer.headers["cache-control"] == "public, max-age=2592000"
    assert "content-encoding" not in answer.headers
    assert answer.body[:4] == b"wOF2"


@pytest.mark.parametrize(
    ("page", "way"), [("room", "optional"), ("projector", "swap"), ("boardpage", "swap")]
)
def test_a_phone_never_waits_for_a_font(page: str, way: str) -> None:
    """Letters that a machine may have none of come in when they are there: "swap" waits neither."""
    answer = served(f"on-{page}/{assets.STYLES[page]}")
    assert set(re.findall(rb"font-display:(\w+)", answer.body)) == {way.encode()}
    later = served("on-room/extras.css").body
    assert set(re.findall(rb"font-display:(\w+)", later)) == {b"swap"}


SPOKEN = {
    "Polish": "Żółć, źdźbło, ćma",
    "Romanian": "Știință, țară, înălțime",
    "Panjabi": "ਪੰਜਾਬੀ ਵਿੱਚ ਲਿਖੋ। ੩",
    "Panjabi in Pakistan": "پنجابی وچ لکھو",
    "Urdu": "کوئی ہے؟ یہاں۔ ۲۵ ٹھیک ڑ ے",
    "Portuguese": "São João, coração",
    "Spanish": "¿Mañana? ¡Sí!",
    "Arabic": "لا أحد يردّ ٢٥",
    "Bengali": "কেউ ফোন ধরে না। ৩ টাকা ৳",
    "Gujarati": "કોઈ ફોન ઉપાડતું નથી ૩",
    "Italian": "Perché è così",
    "Tamil": "யாரும் பதில் சொல்வதில்லை ௩",
    "French": "Œuvre, où, français, ça",
    "Lithuanian": "Ąžuolas, ėjo, šuo, ūkis",
    "Latvian": "Ģimene, ķēde, ļoti, ņem",
    "Chinese, simplified": "没有人接电话，我们在门口等了两个小时。",
    "Chinese, traditional": "沒有人接電話，我們在門口等了兩個小時。",
    "Turkish": "Işık, ğ, şehir, İzmir",
    "Bulgarian": "Никой не вдига телефона",
    "Ukrainian": "Її під’їзд, ґанок, є",
    "Russian": "Никто не отвечает, ещё",
    "Persian": "هیچ‌کس گوشی را برنمی‌دارد ۳ پچژگ",
    "Hungarian": "Őszi tűz, fűző",
    "Greek": "Κανείς δεν απαντά, ώρα; ΐ",
    "Kurdish, Kurmanji": "Kes bersivê nade, şîn, çû",
    "Kurdish, Sorani": "کەس وەڵام ناداتەوە ڤ ێ ۆ ڕ",
    "Hindi": "कोई फ़ोन नहीं उठाता। ३ क्षत्रिय ज्ञान ₹",
    "Somali": "Cidina ma jawaabto",
    "Malayalam": "ആരും ഫോൺ എടുക്കുന്നില്ല ൺ ൻ ർ ൽ ൾ",
    "Telugu": "ఎవరూ ఫోన్ ఎత్తరు ౩",
    "Kannada": "ಯಾರೂ ಫೋನ್ ಎತ್ತುವುದಿಲ್ಲ",
    "Marathi": "कोणीही फोन उचलत नाही ळ",
    "Nepali": "कसैले फोन उठाउँदैन",
    "Pashto": "هیڅوک ځواب نه ورکوي ټ ډ ړ ږ ښ ګ ڼ ې ۍ ئ",
    "Tigrinya": "ዝምልስ ሰብ የለን ቐ ኸ ፣ ።",
    "Amharic": "ማንም አይመልስም።",
    "Vietnamese": "Không ai trả lời điện thoại, ơ ư ữ ặ",
    "Thai": "ไม่มีใครรับสาย ๓",
    "Lao": "ບໍ່ມີໃຜຮັບສາຍ",
    "Khmer": "គ្មាននរណាទទួលទូរស័ព្ទទេ",
    "Burmese": "ဘယ်သူမှ ဖုန်းမကိုင်ဘူး",
    "Sinhala": "කවුරුත් දුරකථනයට පිළිතුරු දෙන්නේ නැත",
    "Hebrew": "אף אחד לא עונה שָׁלוֹם",
    "Yiddish": "קיינער ענטפערט נישט ײַ",
    "Korean": "아무도 전화를 받지 않습니다",
    "Japanese": "誰も電話に出ません。カタカナ、ー「」",
    "Georgian": "არავინ პასუხობს",
    "Armenian": "Ոչ ոք չի պատասխանում։ և",
    "Odia": "କେହି ଫୋନ୍ ଉଠାନ୍ତି ନାହିଁ",
    "Yoruba": "Kò sí ẹni tó dáhùn, ọ̀rẹ́, ṣe",
    "Albanian": "Askush s’përgjigjet, ç",
}
"""The languages that people in England named most as their main one in the census of 2021."""


def served_letters() -> dict[str, set[int]]:
    """Of each file: the letters that it has and whose range promises them."""
    named = [(file_of(one["src"]), one) for one in shipped() if "italic" not in one["src"]]
    named += [(Path(one["src"].split('"')[1]).name, one) for one in faces(assets.WORLD)]
    return {
        file: codes(one["unicode-range"]) & set(TTFont(FONTS / file).getBestCmap())
        for file, one in named
        if "serif" not in file
    }


def test_every_language_of_the_census_is_covered_by_files_that_we_serve() -> None:
    there = set().union(*served_letters().values()) | {0x0A, 0x200C, 0x200D}
    missing = {
        language: "".join(sorted({char for char in words if ord(char) not in there}))
        for language, words in SPOKEN.items()
    }
    assert {language: chars for language, chars in missing.items() if chars} == {}


def test_a_card_loads_its_own_script_alone_and_no_file_is_large() -> None:
    """The full stop of several scripts of India stands in a file of its own for that."""
    files = served_letters()
    needed = {
        language: sorted(
            file
            for file, has in files.items()
            if has & {ord(char) for char in words if char.isalpha() or char == "।"}
        )
        for language, words in SPOKEN.items()
        if language in ("Bengali", "Hindi", "Tigrinya", "Urdu")
    }
    assert needed == {
        "Bengali": ["world-bengali.woff2", "world-danda.woff2"],
        "Hindi": ["world-danda.woff2", "world-devanagari.woff2"],
        "Tigrinya": ["world-ethiopic.woff2"],
        "Urdu": ["arabic-bold.woff2", "arabic-regular.woff2"],
    }
    assert max(path.stat().st_size for path in FONTS.glob("*.woff2")) < 120_000


def test_pages_hear_of_other_scripts_where_they_wait_for_nothing() -> None:
    """A phone once it is in the room; the other pages with their type, from the same addresses."""
    sheets = ["on-room/extras.css", "on-room/world.css", "on-projector/project.css"]
    for sheet in [*sheets, "on-boardpage/boardpage.css", "on-sort/room.css"]:
        assert b'url("/room/static/fonts/cjk-4e00.woff2")' in served(sheet).body, sheet
    assert not re.search(rb"cjk-|world-", served("on-room/room.css").body)
    assert b'url("../fonts/cjk-4e00.woff2")' in served("world.css").body
