// Made-up sites that were written down once and measured; nothing was changed for them.
#include "wrapped_articles.h"

namespace khotin::testing {
namespace {

using Place = InsertPlace;

const std::vector<Site>& Sites() {
  // clang-format off
  static const std::vector<Site>& sites = *new std::vector<Site>{
    {"tinbuoisang.example", "D-O-Y H:M",
     {"Tin Buổi Sáng", "Số ra hôm nay", "Kho báo cũ", "Mặt trận", "Đời thường", "Chợ búa", "Học đường", "Sân cỏ", "{cat}", "@title",
      "Thứ tự bài: {k}", "Viết lúc {date}", "@lead", "@body", "Người viết {author}", "Bấm vào đây để khen bài", "{k} lời khen",
      "Bài cùng sạp", "*5|{t}", "Bài đắt hàng", "*5|{k}|{t}", "Ý kiến khách mua báo", "*3|{name} ({ago})|{say}|Gật đầu {k}", "Xem hết {k} ý kiến",
      "Tòa soạn đặt tại số {k} đường Bờ Sông", "Điện thoại tòa soạn", "Không chép lại khi chưa hỏi"},
     {{Place::kRandom, "Đang đắt hàng: {t}", 60}, {Place::kMiddle, "Lời rao", 70}},
     {"Mặt trận", "Đời thường", "Chợ búa"}},
    {"rungdua.example", "H:M, D/O/Y",
     {"RỪNG DỪA ONLINE", "Trang đầu", "Ngó quanh", "Bàn tròn", "Phóng sự ảnh", "@title", "{author} ({date})", "@lead", "Nghe bài này ({k} phút)", "@body",
      "Chung tay kể chuyện dừa", "Dưới bóng dừa", "*4|{t}|{s}", "Hái nhiều nhất", "*6|{t}|{n} lượt hái", "Dừa khô lâu năm", "*3|{old}|{t}",
      "Rừng Dừa Online xin cảm ơn", "Giấy phép trồng chữ số {k}", "Về trang đầu"},
     {{Place::kAfterFirst, "Dưới bóng dừa|{t}", 50}, {Place::kEvery3, "Mời uống nước dừa", 60}},
     {"Ngó quanh", "Bàn tròn"}},
    {"harbourledger.example", "Y/O/D",
     {"The Harbour Ledger", "Front page", "Markets", "Shipping", "Letters", "My account", "@title", "Filed {date} by {author}", "@lead", "@body",
      "Found this useful?", "Send to a colleague", "From the same desk", "*4|{t}|Filed {old}", "On the quay today", "*6|{k} {t}",
      "Subscribers also opened", "*2|{t}|{s}", "House rules", "Advertise with the Ledger", "Printed on recycled pixels"},
     {{Place::kMiddle, "Story continues after this notice", 90}, {Place::kBeforeLast, "Related filing: {t}", 40}},
     {"Markets", "Shipping"}},
    {"xomlua.example", "D.O.Y",
     {"xóm lụa", "guồng tơ", "khung cửi", "phiên chợ", "{t}", "@title", "@lead", "@body", "Theo {author}", "{date}", "dệt tiếp", "*5|{t}|{s}|{ago}",
      "{k} người xóm lụa đang đọc", "mối quen", "*4|{name}", "Xóm lụa giữ nghề, giữ chữ"},
     {{Place::kRandom, "{t}", 50}, {Place::kMiddle, "Ảnh: {scene}", 50, true}},
     {"guồng tơ", "khung cửi"}},
    {"canhdongxanh.example", "H giờ M ngày D/O/Y",
     {"CÁNH ĐỒNG XANH", "Lúa", "Màu", "Vườn", "Ao", "Chuồng", "Giá nông sản sáng nay", "Lúa thường {n} đồng", "Khoai lang {n} đồng", "Cá tra {n} đồng",
      "{cat} / {cat}", "@title", "{date}", "@lead", "@body", "Nhà nông {author}", "Hỏi đáp với cán bộ khuyến nông", "Bài vừa gặt", "*6|{t}|{date}",
      "Sổ tay nhà nông", "*3|{t}|{s}", "Gieo một lời bàn", "Tên của bạn", "Lời bàn", "Gieo", "*2|{name}|{say}|{ago}", "Trang của những người làm ruộng"},
     {{Place::kEvery3, "Giống tốt mùa này", 50}, {Place::kRandom, "Bài vừa gặt: {t}", 50}},
     {"Lúa", "Màu", "Vườn"}},
    {"duongray.example", "W, D/O/Y",
     {"Đường Ray", "Ga đi", "Ga đến", "Toa hàng", "Toa khách", "@title", "@lead", "{date}", "@body", "Còi tàu", "Lên toa khác", "*8|{t}", "Xuống ga",
      "Lịch tàu", "Hành trang", "Quên hành lý", "Mỗi bài một chuyến, mỗi chuyến một bài"},
     {{Place::kAfterLast, "Lên toa khác: {t}", 60}, {Place::kMiddle, "Tàu dừng năm phút", 60}},
     {"Ga đi", "Ga đến"}},
    {"thuviendem.example", "O/D/Y",
     {"THƯ VIỆN ĐÊM", "Mượn", "Trả", "Phòng đọc", "Phòng chép", "@title", "Thẻ đọc của {author}", "@lead", "@body", "Đánh dấu trang này", "Gấp sách",
      "Kệ bên cạnh", "*3|{t}|{s}|Mượn ngay", "Mượn nhiều đêm qua", "*7|{t}", "Sổ góp ý", "*3|{say}|{name}, {ago}", "Ký tên vào sổ", "Thư viện mở cửa từ {k} giờ"},
     {{Place::kRandom, "Kệ bên cạnh|{t}|{s}", 50}},
     {"Phòng đọc", "Phòng chép"}},
    {"vongxoay6.example", "H:M D/O",
     {"Vòng Xoay 6", "Mới", "Nóng", "Lạ", "Vui", "{t}", "{ago}", "@title", "{cat}", "{date}", "@lead", "@body", "Xoay tiếp", "*6|{t}|{cat}|{ago}",
      "Thích", "{n}", "Không thích", "{n}", "Xoay ngược", "*4|{t}", "Vòng Xoay 6 không chịu trách nhiệm về chóng mặt"},
     {{Place::kAfterFirst, "Xoay tiếp: {t}", 80}, {Place::kEvery3, "Rao vặt vòng xoay", 40}},
     {"Mới", "Nóng", "Lạ"}},
  };
  // clang-format on
  return sites;
}

}  // namespace

absl::Span<const Site> UnseenSites() { return Sites(); }

}  // namespace khotin::testing
