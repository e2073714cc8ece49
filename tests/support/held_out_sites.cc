// Made-up sites that no cleaning rule was made with: other words, other structures.
#include "wrapped_articles.h"

namespace khotin::testing {
namespace {

using Place = InsertPlace;

const std::vector<Site>& Sites() {
  // clang-format off
  static const std::vector<Site>& sites = *new std::vector<Site>{
    {"mekongpost.example", "D Oct Y",
     {"MEKONG POST", "HOME", "POLITICS", "BUSINESS", "LIFESTYLE", "OPINION", "SUBSCRIBE NOW", "Sign in", "@title", "By {author}",
      "5 min read", "@lead", "@body", "Share this story", "Print this page", "MOST POPULAR", "*5|{k}.|{t}", "Editor's picks",
      "*3|{t}|{s}", "Leave a reply", "Your email address will not be published", "Post comment", "About us", "Contact", "Terms of service",
      "MEKONG POST is a member of the River Press Group"},
     {{Place::kEvery3, "ADVERTISEMENT - CONTINUE READING BELOW", 80}},
     {"POLITICS", "BUSINESS"}},
    {"gocbep.example", "D/O",
     {"GÓC BẾP NHÀ MÌNH", "MÓN CHAY", "MÓN MẶN", "BÁNH TRÁI", "MẸO BẾP", "{t}", "{t}", "{t}", "@title", "@lead", "@body",
      "Người viết: {author}", "Các mẹ còn xem", "*6|{t}", "Bếp nhà hàng xóm", "*3|{s}", "Gõ mõ cho vui", "Mỗi ngày một món", "Hẹn gặp ở bếp"},
     {{Place::kMiddle, "Quảng cáo", 100}},
     {"MÓN CHAY", "MÓN MẶN"}},
    {"nhatkypho.example", "HhM - D/O/Y",
     {"nhật ký phố", "lề đường", "hẻm nhỏ", "quán quen", "{cat} / {cat}", "@title", "{date} / {author}", "@lead", "@body", "* * *",
      "Thả tim", "Đã có {n} người thả tim", "Phố kể thêm", "*4|{t}|{s}|{n} tim", "Phố cũ", "*4|{old}|{t}", "Trang do bà con lề đường góp chữ",
      "Dừng chân"},
     {{Place::kRandom, "Phố kể thêm: {t}", 70}, {Place::kMiddle, "({scene})", 40, true}},
     {"lề đường", "hẻm nhỏ"}},
    {"dientoan.example", "D/O/Y H:M",
     {"Điện Toán Ngày Mới", "Bỏ qua đến nội dung chính", "Máy tính", "Điện thoại", "Mạng", "Thủ thuật", "Chế độ tối", "1", "{t}", "2", "{t}", "3", "{t}",
      "@title", "{date}", "@lead", "Mục lục", "Ẩn mục lục", "@body", "Đánh giá bài viết", "{k} lượt đánh giá", "1 sao", "2 sao", "3 sao", "Hỏi đáp",
      "*3|{name}|Cách đây {k} phút|{say}|Hữu ích", "Khuyến mãi nóng", "Thu cũ đổi mới trợ giá đến hai triệu", "Trả góp không lãi suất", "Về trang bìa"},
     {{Place::kAfterFirst, "Bài nên đọc|{t}|{s}", 70}},
     {"Máy tính", "Mạng"}},
    {"tiengnoidoi.example", "W D/O/Y",
     {"Tiếng Nói Đồi Chè", "Chè xanh|Nương đồi", "Tin nhanh: {t}", "Tin nhanh: {t}", "@title", "@lead", "{author}", "{date}", "@body",
      "Xin bạn đọc nán lại với những chuyện khác trên đồi", "*5|{t}|{s}|Xem chi tiết", "Mời góp chuyện", "Tên bạn", "Chuyện của bạn", "Gửi chuyện",
      "Đài đặt ở lưng chừng đồi, ai qua xin ghé uống chén nước"},
     {{Place::kBeforeLast, "Chuyện khác trên đồi: {t}", 60}},
     {"Chè xanh", "Nương đồi"}},
    {"bangtin7.example", "Y-O-D H:M:00",
     {"BẢN TIN 7", "{date}", "@title", "@lead", "@body", "Phát thanh viên: {author}", "Nghe lại bản tin", "00:00 / 03:{k}", "1.0x", "Tải về", "Bản tin trước", "Bản tin sau",
      "DANH SÁCH PHÁT", "*6|{t}|03:{k}", "Đài truyền thanh xã giữ bản quyền"},
     {{Place::kEvery3, "Quảng cáo", 100}, {Place::kRandom, "Ảnh tư liệu", 30, true}},
     {"Xã", "Huyện"}},
    {"caulacbosach.example", "D.O.Y",
     {"Câu Lạc Bộ Sách", "Điểm sách", "Tác giả", "Trích đoạn", "Giỏ hàng (0)", "@title", "{cat}", "@lead", "@body", "{author}", "Sách cùng kệ",
      "*4|{t}|Giá bìa: {n}.000đ|Thêm vào giỏ", "Người đọc nói gì", "*3|★★★★★|{say}|{name}, {old}", "Nhận mã giảm giá khi để lại thư điện tử", "Giao hàng trong hai ngày", "Đổi trả trong bảy ngày"},
     {{Place::kMiddle, "Sách cùng kệ: {t}", 50}},
     {"Điểm sách", "Trích đoạn"}},
    {"khoahocvuon.example", "Cập nhật D/O/Y",
     {"Khoa Học Vườn Nhà", "Cây", "Đất", "Nước", "Giống", "{date}", "@title", "@lead", "@body", "Biên soạn: {author}", "Chia nhau đọc", "Đọc kế tiếp", "*1|{t}|{s}", "Đọc lùi lại", "*1|{t}|{s}",
      "Có {k} người đang xem trang này", "Vườn nhà xin cảm ơn"},
     {{Place::kRandom, "{t}|{s}", 60}, {Place::kAfterFirst, "{scene} Nguồn ảnh: {name}", 50, true}},
     {"Cây", "Đất"}},
    {"tinvankhuphonam.example", "H:M",
     {"Tin Vặn Khu Phố Năm", "Tổ 1", "Tổ 2", "Tổ 3", "Họp tổ", "@title", "@lead", "@body", "Loa phường đọc lúc {date}", "Tin tổ khác", "*8|{t}|Tổ {k}", "Số nhà cần nhớ", "Công an khu vực", "Trạm y tế", "Tổ trưởng", "Thu gom rác"},
     {{Place::kMiddle, "Nghe thêm|{t}", 70}},
     {"Tổ 1", "Tổ 2"}},
    {"duongxa.example", "D/O/Y",
     {"Đường Xa", "@title", "@lead", "@body", "{author}, {date}", "Chuyến đi khác", "*3|{t}|{s}|{name}|{old}", "Bạn đường", "*5|{name}|đã đi {k} chuyến", "Hành lý", "Bản đồ", "Góp chuyến đi của bạn"},
     {{Place::kEvery3, "Quảng cáo", 70}, {Place::kRandom, "Chuyến đi khác: {t}", 40}},
     {"Núi", "Biển"}},
  };
  // clang-format on
  return sites;
}

}  // namespace

absl::Span<const Site> HeldOutSites() { return Sites(); }

}  // namespace khotin::testing
