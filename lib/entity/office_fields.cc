#include "entity/office_fields.h"

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace khotin::entity {
namespace {

struct Row {
  absl::string_view words;
  Fields fields;
};

// By the first words of the office, without "phó".
constexpr Row kOffices[] = {
    {"hlv", kSport},
    {"huấn luyện viên", kSport},
    {"tiền đạo", kSport},
    {"tiền vệ", kSport},
    {"hậu vệ", kSport},
    {"trung vệ", kSport},
    {"thủ môn", kSport},
    {"thủ quân", kSport},
    {"cầu thủ", kSport},
    {"trọng tài", kSport},
    {"trưởng công an", kForces},
    {"trưởng phòng csgt", kForces},
    {"cảnh sát trưởng", kForces},
    {"tư lệnh", kForces},
    {"chính ủy", kForces},
    {"chỉ huy trưởng", kForces},
    {"đồn trưởng", kForces},
    {"hiệu trưởng", kSchool},
    {"hiệu phó", kSchool},
    {"giáo viên", kSchool},
    {"hòa thượng", kChurch},
    {"thượng tọa", kChurch},
    {"đại đức", kChurch},
    {"linh mục", kChurch},
    {"giám mục", kChurch},
    {"tổng giám mục", kChurch},
    {"hồng y", kChurch},
    {"mục sư", kChurch},
    {"bộ trưởng", kState | kCentral},
    {"thứ trưởng", kState | kCentral},
    {"thủ tướng", kState | kCentral},
    {"tổng bí thư", kState | kCentral},
    {"chủ tịch nước", kState | kCentral},
    {"chủ tịch quốc hội", kState | kCentral},
    {"tổng cục trưởng", kState | kCentral},
    {"vụ trưởng", kState | kCentral},
    {"ngoại trưởng", kState | kCentral},
    {"đại sứ", kState | kCentral},
    {"chủ tịch tỉnh", kState},
    {"chủ tịch huyện", kState},
    {"chủ tịch xã", kState},
    {"chánh án", kState},
    {"thẩm phán", kState},
    {"kiểm sát viên", kState},
    {"đại biểu", kDeputy},
    {"đb", kDeputy},
    {"đbqh", kDeputy},
};

constexpr absl::string_view kRanks[] = {"hạ sĩ",       "trung sĩ",     "thượng sĩ", "thiếu úy",
                                        "trung úy",    "thượng úy",    "đại úy",    "thiếu tá",
                                        "trung tá",    "thượng tá",    "đại tá",    "thiếu tướng",
                                        "trung tướng", "thượng tướng", "đại tướng"};

absl::flat_hash_map<absl::string_view, Fields> MakeOffices() {
  absl::flat_hash_map<absl::string_view, Fields> made;
  for (const Row& row : kOffices) made.emplace(row.words, row.fields);
  return made;
}

}  // namespace

Fields FieldsOfOffice(absl::string_view position_key) {
  static const auto* const offices =
      new absl::flat_hash_map<absl::string_view, Fields>(MakeOffices());
  if (RankOf(position_key) > 0) return kForces;
  constexpr int kMostWords = 3;
  const absl::string_view key = absl::StripPrefix(position_key, "phó ");
  Fields found = 0;
  size_t end = 0;
  for (int words = 0; words < kMostWords && end != absl::string_view::npos; ++words) {
    end = key.find(' ', end == 0 ? 0 : end + 1);
    const auto it = offices->find(key.substr(0, end));
    if (it != offices->end()) found = it->second;
  }
  return found;
}

bool IsCentralBody(absl::string_view key) {
  const bool is_command =
      absl::StartsWith(key, "bộ chỉ huy") || absl::StartsWith(key, "bộ tư lệnh");
  return (absl::StartsWith(key, "bộ ") && !is_command) || absl::StartsWith(key, "tổng cục ") ||
         absl::StrContains(key, "chính phủ") || absl::StrContains(key, "quốc hội") ||
         absl::StrContains(key, "trung ương") || absl::StrContains(key, "nhà nước") ||
         absl::EndsWith(key, "tối cao") || absl::EndsWith(key, "việt nam");
}

int RankOf(absl::string_view position_key) {
  int rank = 0;
  for (const absl::string_view name : kRanks) {
    ++rank;
    if (name == position_key) return rank;
  }
  return 0;
}

Fields FieldsApartFrom(Fields fields) {
  Fields apart = 0;
  if (fields & kSport) apart |= kForces | kSchool | kChurch | kState;
  if (fields & kForces) apart |= kSport | kSchool | kChurch;
  if (fields & kSchool) apart |= kSport | kForces | kChurch;
  if (fields & kChurch) apart |= kSport | kForces | kSchool | kState;
  if (fields & kState) apart |= kSport | kChurch;
  return apart;
}

}  // namespace khotin::entity
