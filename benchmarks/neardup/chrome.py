"""Lines that invented sites put around an article when its page is saved as text."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Site:
    """Each site has wordings of its own, the same on all its pages."""

    host: str
    name: str
    menu: tuple
    share: tuple
    heading: str
    foot: tuple


_FIRST = ("Bản Tin", "Nhịp Sống", "Tin", "Thời Báo", "Góc Nhìn", "Điểm Báo", "Tạp Chí", "Báo Mạng")
_SECOND = ("Đồng Bằng", "Sông Lam", "Ba Miền", "Cao Nguyên", "Phố Cổ", "Biển Đông", "Ngày Mới",
           "Thành Nam", "Đất Việt Mới", "Hồ Tây")
_HOSTS = ("bantin", "nhipsong", "tin", "thoibao", "gocnhin", "diembao", "tapchi", "baomang")
_TAILS = ("dongbang", "songlam", "bamien", "caonguyen", "phoco", "biendong", "ngaymoi", "thanhnam",
          "datvietmoi", "hotay")
_SECTIONS = ("Trang chủ", "Thời sự", "Thế giới", "Kinh doanh", "Giải trí", "Thể thao", "Pháp luật",
             "Giáo dục", "Sức khỏe", "Đời sống", "Du lịch", "Khoa học", "Số hóa", "Xe", "Ý kiến",
             "Video", "Podcast", "Bạn đọc")
_SHARE = (("Chia sẻ", "Facebook", "Zalo", "Sao chép liên kết"),
          ("Thích 0", "Chia sẻ", "Bình luận 0"),
          ("A-", "A+", "In bài viết", "Gửi email"), ("Lưu bài", "Chia sẻ lên Facebook", "Theo dõi"))
_HEADINGS = ("Tin liên quan", "Có thể bạn quan tâm", "Đọc thêm", "Tin cùng chuyên mục", "Xem thêm",
             "Tin mới nhất", "Bài đọc nhiều")
_FOOTS = ("Bình luận (0)", "Gửi bình luận", "Ý kiến của bạn", "Về trang chủ", "Liên hệ quảng cáo",
          "Đặt làm trang chủ", "RSS", "Tòa soạn", "Điều khoản sử dụng", "Chính sách bảo mật")


def make_sites(rng):
    sites = []
    for first, host in zip(_FIRST, _HOSTS):
        for second, tail in zip(_SECOND, _TAILS):
            name = f"{first} {second}"
            foot = tuple(rng.sample(_FOOTS, 3)) + (
                f"© Bản quyền thuộc về {name}. Ghi rõ nguồn khi phát hành lại từ trang này.",
                f"Giấy phép số {rng.randint(10, 600)}/GP-TTĐT. "
                f"Điện thoại: 024 {rng.randint(10**6, 10**7)}",
            )
            sites.append(Site(f"{host}{tail}.example", name, tuple(rng.sample(_SECTIONS, 7)),
                              rng.choice(_SHARE), rng.choice(_HEADINGS), foot))
    return sites


def surround(rng, site, titles):
    """Lines above and below an article; `titles` are headlines for its related links."""
    above = list(site.menu) if rng.random() < 0.6 else []
    above += list(site.share) if rng.random() < 0.5 else []
    below = list(site.share) if rng.random() < 0.5 else []
    if titles:
        below += [site.heading] + titles
    below += list(site.foot) if not above or rng.random() < 0.7 else []
    return above, below


def stamp(rng, day):
    return f"{rng.randint(5, 22):02d}:{rng.randint(0, 59):02d} {day:%d/%m/%Y}"
