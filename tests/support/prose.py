"""Texts for tests that are no versions of each other."""

import random

SYLLABLES = ("làng sông chợ thuyền lúa mưa nắng đường cầu trường nhà vườn cây quả đồng biển núi rừng "
             "hội mùa người trẻ già bán mua xây sửa trồng hái đi về sáng chiều tối đêm xuân hạ thu "
             "đông gió").split()


def prose(seed, words=60):
    """Sentences of ten words, others for each seed."""
    draw = random.Random(seed)
    drawn = [draw.choice(SYLLABLES) for _ in range(words)]
    sentences = [" ".join(drawn[i:i + 10]).capitalize() for i in range(0, words, 10)]
    return ". ".join(sentences) + "."
