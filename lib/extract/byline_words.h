// The words of bylines, as data. Lower case, NFC.
#ifndef KHOTIN_EXTRACT_BYLINE_WORDS_H_
#define KHOTIN_EXTRACT_BYLINE_WORDS_H_

#include "absl/strings/string_view.h"

namespace khotin::extract {

// Written before a name; matched without case, a colon behind it allowed. Longer ones first.
inline constexpr absl::string_view kRoles[] = {
    "bài và ảnh",
    "bài, ảnh",
    "bài - ảnh",
    "bài & ảnh",
    "tin và ảnh",
    "tin, ảnh",
    "tin - ảnh",
    "tin, bài",
    "tin bài",
    "tác giả",
    "người viết",
    "biên soạn",
    "biên dịch",
    "lược dịch",
    "thực hiện",
    "tổng hợp",
    "phóng viên",
    "cộng tác viên",
    "nhóm phóng viên",
    "nhóm pv",
    "bài",
    "tin",
    "ctv",
    "pv",
    "p.v",
    "by",
    "thực hiện bởi",
};

// Stand for the newsroom; a byline without a name.
inline constexpr absl::string_view kNewsroom[] = {
    "pv", "p.v", "p.v.", "ctv", "nhóm pv", "nhóm phóng viên", "phóng viên", "bbt", "nhóm p.v",
};

// Remarks in brackets behind a name that name nobody.
inline constexpr absl::string_view kRemarks[] = {
    "tổng hợp",
    "t/h",
    "th",
    "t.h",
    "dịch",
    "lược dịch",
    "biên dịch",
    "ghi",
    "thực hiện",
    "lược ghi",
    "st",
    "sưu tầm",
    "tổng hợp từ internet",
    "theo internet",
    "còn tiếp",
    "còn nữa",
    "hết",
    "tác giả",
};

inline constexpr absl::string_view kFamilyNames[] = {
    "nguyễn", "trần",  "lê",   "phạm",  "hoàng", "huỳnh", "phan",   "vũ",   "võ",    "đặng",
    "bùi",    "đỗ",    "hồ",   "ngô",   "dương", "lý",    "đào",    "đoàn", "vương", "trịnh",
    "trương", "đinh",  "lâm",  "phùng", "mai",   "tô",    "hà",     "tạ",   "thái",  "cao",
    "châu",   "quách", "tăng", "lưu",   "lương", "kiều",  "nghiêm", "chu",  "hứa",   "mạc",
    "thạch",  "tống",  "cù",   "khổng", "doãn",  "triệu", "la",     "ninh", "đàm",   "từ",
    "viên",   "ông",   "bạch", "giang", "mạnh",  "phí",   "thân",   "tôn",  "văn",   "sầm",
};

inline constexpr absl::string_view kPlaces[] = {
    "hà nội",      "việt nam",       "đà nẵng",    "hải phòng",  "cần thơ",     "sài gòn",
    "hồ chí minh", "thế giới",       "hoa kỳ",     "trung quốc", "hàn quốc",    "nhật bản",
    "thái lan",    "miền bắc",       "miền nam",   "miền trung", "tây nguyên",  "thủ đô",
    "biển đông",   "liên hợp quốc",  "còn tiếp",   "tại đây",    "đọc tiếp",    "an giang",
    "bắc giang",   "bắc kạn",        "bạc liêu",   "bắc ninh",   "bến tre",     "bình định",
    "bình dương",  "bình phước",     "bình thuận", "cà mau",     "cao bằng",    "đắk lắk",
    "đắk nông",    "điện biên",      "đồng nai",   "đồng tháp",  "gia lai",     "hà giang",
    "hà nam",      "hà tĩnh",        "hải dương",  "hậu giang",  "hòa bình",    "hưng yên",
    "khánh hòa",   "kiên giang",     "kon tum",    "lai châu",   "lâm đồng",    "lạng sơn",
    "lào cai",     "long an",        "nam định",   "nghệ an",    "ninh bình",   "ninh thuận",
    "phú thọ",     "phú yên",        "quảng bình", "quảng nam",  "quảng ngãi",  "quảng ninh",
    "quảng trị",   "sóc trăng",      "sơn la",     "tây ninh",   "thái bình",   "thái nguyên",
    "thanh hóa",   "thừa thiên huế", "tiền giang", "trà vinh",   "tuyên quang", "vĩnh long",
    "vĩnh phúc",   "yên bái",        "vũng tàu",   "nha trang",  "đà lạt",      "tp.hcm",
    "tphcm",
};

// First words of what only looks like a name.
inline constexpr absl::string_view kNoNameOpenings[] = {
    "ảnh", "theo", "bài", "video", "clip", "nguồn", "xem", "đồ", "phần", "tập", "bấm",
};

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_BYLINE_WORDS_H_
