#include "entity/provinces.h"

#include "absl/container/flat_hash_map.h"

namespace khotin::entity {
namespace {

struct Row {
  absl::string_view key;
  int province;
};

// Those of models/names/province_mergers.tsv, and Hà Tây, which went into Hà Nội in 2008.
constexpr Row kRows[] = {
    {"an giang", 0},
    {"kiên giang", 0},
    {"bắc giang", 1},
    {"bắc ninh", 1},
    {"cao bằng", 2},
    {"bạc liêu", 3},
    {"cà mau", 3},
    {"cần thơ", 4},
    {"hậu giang", 4},
    {"sóc trăng", 4},
    {"bình định", 5},
    {"gia lai", 5},
    {"huế", 6},
    {"hà nội", 7},
    {"hà tĩnh", 8},
    {"hưng yên", 9},
    {"thái bình", 9},
    {"hải dương", 10},
    {"hải phòng", 10},
    {"khánh hòa", 11},
    {"ninh thuận", 11},
    {"lai châu", 12},
    {"lào cai", 13},
    {"yên bái", 13},
    {"bình thuận", 14},
    {"lâm đồng", 14},
    {"đắk nông", 14},
    {"lạng sơn", 15},
    {"nghệ an", 16},
    {"hà nam", 17},
    {"nam định", 17},
    {"ninh bình", 17},
    {"hòa bình", 18},
    {"phú thọ", 18},
    {"vĩnh phúc", 18},
    {"kon tum", 19},
    {"quảng ngãi", 19},
    {"quảng ninh", 20},
    {"quảng bình", 21},
    {"quảng trị", 21},
    {"sơn la", 22},
    {"thanh hóa", 23},
    {"bà rịa vũng tàu", 24},
    {"bình dương", 24},
    {"thành phố hồ chí minh", 24},
    {"bắc kạn", 25},
    {"thái nguyên", 25},
    {"hà giang", 26},
    {"tuyên quang", 26},
    {"long an", 27},
    {"tây ninh", 27},
    {"bến tre", 28},
    {"trà vinh", 28},
    {"vĩnh long", 28},
    {"điện biên", 29},
    {"quảng nam", 30},
    {"đà nẵng", 30},
    {"phú yên", 31},
    {"đắk lắk", 31},
    {"bình phước", 32},
    {"đồng nai", 32},
    {"tiền giang", 33},
    {"đồng tháp", 33},
    {"hà tây", 7},
};

}  // namespace

absl::optional<int> ProvinceOf(absl::string_view key) {
  static const auto* const provinces = [] {
    auto* made = new absl::flat_hash_map<absl::string_view, int>();
    for (const Row& row : kRows) made->emplace(row.key, row.province);
    return made;
  }();
  const auto it = provinces->find(key);
  if (it == provinces->end()) return absl::nullopt;
  return it->second;
}

}  // namespace khotin::entity
