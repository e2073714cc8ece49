"""Stories, as clients and the shell meet them: two pens on one event, a copy, and other news."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import grpc

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, os.environ["KHOTIN_PYTHON_STUBS"])
sys.path.insert(0, str(ROOT / "tests" / "support"))

# pylint: disable=wrong-import-position
from khotin.v1 import (article_service_pb2, article_service_pb2_grpc, cluster_service_pb2,
                       cluster_service_pb2_grpc, ingest_service_pb2, ingest_service_pb2_grpc)
from khotin_server import KhotinServer

SECONDS = 30

BRIDGE = [
    ("Thông xe cầu Bến Quế nối hai bờ sông Lam Giang", "2023-03-05T09:00:00+07:00",
     "Sáng 5/3, cầu Bến Quế bắc qua sông Lam Giang chính thức thông xe sau ba năm thi công.\n\n"
     "Cây cầu dài 1,2 km do ông Trần Hữu Quế làm chỉ huy trưởng công trường, nối xã Bến Quế với thị "
     "trấn Lam Hạ, thay cho chuyến phà chạy từ năm 1987.\n\n"
     "Chủ tịch xã Bến Quế cho biết người dân không còn phải chờ phà mỗi mùa nước lên."),
    ("Người Bến Quế đi bộ qua cầu mới trong ngày đầu tiên", "2023-03-05T17:30:00+07:00",
     "Hàng nghìn người dân Bến Quế và Lam Hạ đã đổ ra cây cầu mới bắc qua sông Lam Giang ngay khi dải "
     "băng đỏ được cắt.\n\n"
     "Chuyến phà cuối cùng rời bến lúc 8 giờ, hú ba hồi còi dài. Người lái phà già đứng lặng nhìn cây "
     "cầu Bến Quế sáng đèn, bên cạnh chỉ huy trưởng Trần Hữu Quế.\n\n"
     "Từ nay học sinh thị trấn Lam Hạ sang sông chỉ mất mười phút đạp xe."),
]
OTHERS = [
    ("Vụ vải sớm ở đồi Thanh Sơn được giá", "2023-03-05T10:00:00+07:00",
     "Nông dân đồi Thanh Sơn bắt đầu hái những chùm vải đầu mùa, thương lái trả giá cao gấp rưỡi năm "
     "ngoái.\n\nNhà bà Nguyễn Thị Lựu thu được ba tấn quả, bán ngay tại vườn trong một buổi sáng."),
    ("Đội bóng trường làng vào chung kết giải huyện", "2023-03-05T11:00:00+07:00",
     "Đội bóng thiếu niên trường Phú Lộc thắng đậm đội chủ nhà Tân An với ba bàn không gỡ.\n\n"
     "Tiền đạo Lê Văn Bảy ghi hai bàn trong hiệp một, thủ môn cản phá quả phạt đền ở phút cuối."),
]


def document(number, article):
    title, published, text = article
    made = ingest_service_pb2.IngestDocument(request_id=str(number))
    made.raw.input = f"tin-{number}"
    made.raw.url = f"https://bao{number}.example/tin-{number}"
    made.raw.format = ingest_service_pb2.DOCUMENT_FORMAT_JSON
    made.raw.content = json.dumps(
        {"title": title, "published": published, "text": text}, ensure_ascii=False).encode()
    return made


class StoriesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="khotin-stories-")
        cls.server = KhotinServer(pathlib.Path(cls.folder.name) / "store")
        cls.server.start()
        cls.channel = grpc.insecure_channel(cls.server.address)
        cls.clusters = cluster_service_pb2_grpc.ClusterServiceStub(cls.channel)
        cls.articles = article_service_pb2_grpc.ArticleServiceStub(cls.channel)
        ingestion = ingest_service_pb2_grpc.IngestServiceStub(cls.channel)
        # The last one is a copy of the first.
        texts = BRIDGE + OTHERS + [BRIDGE[0]]
        request = ingest_service_pb2.IngestBatchRequest(
            documents=[document(number, text) for number, text in enumerate(texts)])
        cls.names = [r.article for r in ingestion.IngestBatch(request, timeout=SECONDS).results]

    @classmethod
    def tearDownClass(cls):
        cls.channel.close()
        cls.server.terminate()
        cls.folder.cleanup()

    def story_of(self, number):
        request = article_service_pb2.GetArticleRequest(name=self.names[number])
        return self.articles.GetArticle(request, timeout=SECONDS).article.story

    def listed(self, **fields):
        request = cluster_service_pb2.ListStoriesRequest(**fields)
        return self.clusters.ListStories(request, timeout=SECONDS)

    def refusal(self, call, request):
        with self.assertRaises(grpc.RpcError) as caught:
            call(request, timeout=SECONDS)
        return caught.exception.code()

    def khotin(self, *arguments):
        done = subprocess.run([os.environ["KHOTIN_BIN"], *arguments, "--server",
                               self.server.address], capture_output=True, encoding="utf-8",
                              check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_two_pens_and_a_copy_make_one_story(self):
        bridge = self.story_of(0)
        self.assertRegex(bridge, r"^stories/\w+$")
        self.assertEqual([self.story_of(n) == bridge for n in range(5)],
                         [True, True, False, False, True])
        story = self.clusters.GetStory(cluster_service_pb2.GetStoryRequest(name=bridge)).story
        self.assertEqual((story.article_count, story.cluster_count), (3, 2))
        self.assertIn(story.label, [title for title, _, _ in BRIDGE])
        self.assertEqual(story.first_time.seconds, 1677981600)
        self.assertEqual(story.last_time.seconds, 1678012200)

    def test_only_what_two_texts_tell_of_is_listed(self):
        self.assertEqual([story.name for story in self.listed().stories], [self.story_of(0)])

    def test_its_articles_are_paged(self):
        request = cluster_service_pb2.ListStoryArticlesRequest(name=self.story_of(0), page_size=2)
        first = self.clusters.ListStoryArticles(request, timeout=SECONDS)
        request.page_token = first.next_page_token
        second = self.clusters.ListStoryArticles(request, timeout=SECONDS)
        names = [a.name for page in (first, second) for a in page.articles]
        self.assertEqual(sorted(names), sorted(self.names[n] for n in (0, 1, 4)))
        self.assertEqual(second.next_page_token, "")

    def test_stories_around_an_entity(self):
        found = self.listed(entity="entities/person/tran-huu-que")
        self.assertEqual([story.name for story in found.stories], [self.story_of(0)])
        self.assertEqual(
            self.refusal(self.clusters.ListStories,
                         cluster_service_pb2.ListStoriesRequest(entity="entities/person/ai-do")),
            grpc.StatusCode.NOT_FOUND)

    def test_wrong_names_are_told(self):
        get = cluster_service_pb2.GetStoryRequest
        self.assertEqual(self.refusal(self.clusters.GetStory, get(name="stories/khong-co")),
                         grpc.StatusCode.NOT_FOUND)
        self.assertEqual(self.refusal(self.clusters.GetStory, get(name="clusters/x")),
                         grpc.StatusCode.INVALID_ARGUMENT)
        self.assertEqual(
            self.refusal(self.clusters.ListStories,
                         cluster_service_pb2.ListStoriesRequest(entity="nobody")),
            grpc.StatusCode.INVALID_ARGUMENT)

    def test_the_shell_shows_them(self):
        listed = self.khotin("stories")
        self.assertIn("3 articles, 2 texts · 2023-03-05", listed)
        self.assertEqual(self.khotin("stories", "--entity", "tran huu que"), listed)
        shown = self.khotin("story", self.names[1])
        for title, _, _ in BRIDGE:
            self.assertIn(title, shown)
        both = json.loads(self.khotin("story", self.story_of(0), "--json"))
        self.assertEqual(len(both["articles"]), 3)
        self.assertEqual(both["story"]["name"], self.story_of(0))


if __name__ == "__main__":
    unittest.main()
