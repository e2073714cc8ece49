"""Fills invented bulletins: one wording, other facts each time.

In a template `{kind}` is filled anew wherever it stands and `{kind1}`, `{kind2}` keep their value
within one text. `{n:10-99}` is a number, `{d:1.5-9.9}` one with decimals as they are written in
Vietnamese, `{one:a|b}` one of several wordings.
"""

import re

from .notices import NOTICES
from .templates import DAILY, TEMPLATES

ALL = {**TEMPLATES, **NOTICES}

_SURNAMES = (
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Mai Tạ Lâm"
).split()
_MIDDLES = "Văn Thị Đức Minh Quang Thanh Hữu Ngọc Xuân Thu Bá Công Hồng Kim Gia Đình".split()
_GIVEN = ("An Bình Cường Dũng Giang Hà Hải Hạnh Hiếu Hòa Hùng Khánh Lan Liên Long Mạnh Nam Nga "
          "Phong Phúc Quân Sơn Tâm Thắng Thủy Toàn Trang Trung Tú Tuấn Việt Vinh Yến").split()
_PLACES = ("An Giang|Bắc Giang|Bắc Ninh|Bến Tre|Bình Định|Bình Dương|Bình Phước|Cà Mau|Cần "
           "Thơ|Cao Bằng|Đắk Lắk|Đà Nẵng|Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai|Hà Giang|Hà Nam|Hải "
           "Dương|Hải Phòng|Hậu Giang|Hòa Bình|Huế|Hưng Yên|Khánh Hòa|Kiên Giang|Kon Tum|Lai "
           "Châu|Lâm Đồng|Lạng Sơn|Lào Cai|Long An|Nam Định|Nghệ An|Ninh Bình|Ninh Thuận|Phú "
           "Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi|Quảng Ninh|Quảng Trị|Sóc Trăng|Sơn La|Tây "
           "Ninh|Thái Bình|Thanh Hóa|Tiền Giang|Trà Vinh|Tuyên Quang|Vĩnh Long|Vĩnh Phúc|"
           "Yên Bái").split("|")
_ORGANISATIONS = (
    "Đại Phát Hưng Thịnh Tân Long Bảo Minh Trường Sơn Phú Gia Thiên Nam Á Hòa An Khang"
).split()
_WORDS = {
    "wind": "đông bắc|đông nam|tây nam|tây bắc|đông|nam".split("|"),
    "vehicle": ("xe tải|xe khách|xe container|ô tô bốn chỗ|xe bồn|xe bán tải|xe máy|xe ben|"
                "xe đầu kéo|xe buýt").split("|"),
    "building": ("xưởng gỗ|kho vải|quán karaoke|chợ|căn nhà ba tầng|kho phế liệu|xưởng may|"
                 "gara ô tô|cửa hàng tạp hóa|nhà nghỉ").split("|"),
    "office": ("giám đốc sở xây dựng|giám đốc sở tài chính|chánh văn phòng|giám đốc sở y tế|"
               "trưởng ban quản lý dự án|phó giám đốc sở công thương|chánh thanh tra").split("|"),
    "crime": ("lừa đảo chiếm đoạt tài sản|tham ô tài sản|lạm dụng tín nhiệm chiếm đoạt tài sản|"
              "trộm cắp tài sản|cưỡng đoạt tài sản").split("|"),
    "airline": ("Sao Mai Air|Lạc Việt Airlines|Đông Phương Air|Hải Âu Airways|"
                "Cánh Diều Air").split("|"),
    "aircraft": "A320|A321|ATR 72|B737|A330|E190|B787".split("|"),
}
_SLOT = re.compile(r"\{([a-z]+)(\d*)(?::([^{}]*))?\}")


def _decimal(rng, span):
    low, high = span.split("-")
    places = len(low.split(".")[1])
    return f"{rng.uniform(float(low), float(high)):.{places}f}".replace(".", ",")


def _number(rng, span):
    low, high = span.split("-")
    return str(rng.randint(int(low), int(high)))


def person(rng):
    return f"{rng.choice(_SURNAMES)} {rng.choice(_MIDDLES)} {rng.choice(_GIVEN)}"


def organisation(rng):
    return " ".join(rng.sample(_ORGANISATIONS, 2))


def _team(rng, _):
    return f"{rng.choice(('CLB', 'Đội', 'Thanh niên'))} {rng.choice(_PLACES)}"


def _school(rng, _):
    return f"Đại học {rng.choice(('Kỹ thuật', 'Tổng hợp', 'Kinh tế'))} {rng.choice(_PLACES)}"


_KINDS = {
    "n": _number,
    "q": _number,
    "d": _decimal,
    "one": lambda rng, words: rng.choice(words.split("|")),
    "name": lambda rng, _: person(rng),
    "place": lambda rng, _: rng.choice(_PLACES),
    "org": lambda rng, _: organisation(rng),
    "team": _team,
    "school": _school,
    "ticker": lambda rng, _: "".join(rng.choice("ABCDGHIKLMNPSTV") for _ in range(3)),
    "date": lambda rng, _: f"{rng.randint(1, 28)}/{rng.randint(1, 12)}",
    "year": lambda rng, _: str(rng.randint(2009, 2017)),
    "time": lambda rng, _: f"{rng.randint(5, 22)}h{rng.choice(('', '15', '30', '45'))}",
}


def fill(rng, name, earlier=None, keep=0.0):
    """((title, lead, body) of the template with facts of its own, the values that were filled in)

    Given the values of an `earlier` text, each is taken over with the probability `keep`, but those
    with a number never: they say what the text is about.
    """
    numbered, values = {}, []
    earlier = earlier or []

    def value(match):
        kind, number, argument = match.groups()
        make = _KINDS.get(kind, lambda rng, _: rng.choice(_WORDS[kind]))
        if number and kind + number in numbered:
            return numbered[kind + number]
        made = make(rng, argument)
        place = len(values)
        if not number and place < len(earlier) and rng.random() < keep:
            made = earlier[place]
        values.append(made)
        if number:
            numbered[kind + number] = made
        return made

    texts = ALL[name]
    while any(_SLOT.search(text) for text in texts):
        texts = tuple(_SLOT.sub(value, text) for text in texts)
    return texts, values
