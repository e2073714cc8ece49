#include "entity/office_fields.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "absl/types/span.h"

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
    {"trưởng công an", kForces | kPolice},
    {"trưởng phòng csgt", kForces | kPolice},
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

// By the first words of the body.
constexpr Row kBodies[] = {
    {"công an", kForces | kPolice},
    {"đội csgt", kForces | kPolice},
    {"đội cảnh sát", kForces | kPolice},
    {"phòng csgt", kForces | kPolice},
    {"phòng cảnh sát", kForces | kPolice},
    {"cơ quan csđt", kForces | kPolice},
    {"cơ quan cảnh sát", kForces | kPolice},
    {"cơ quan an ninh", kForces | kPolice},
    {"bộ công an", kForces | kPolice},
    {"bộ chỉ huy", kForces},
    {"bộ tư lệnh", kForces},
    {"đồn biên phòng", kForces},
    {"trường thpt", kSchool},
    {"trường thcs", kSchool},
    {"trường tiểu học", kSchool},
    {"trường mầm non", kSchool},
    {"bệnh viện", kHealth},
    {"sở y tế", kHealth},
    {"công ti", kBusiness},
    {"cty", kBusiness},
    {"ngân hàng", kBusiness},
    {"clb", kSport},
};

constexpr absl::string_view kRanks[] = {"hạ sĩ",       "trung sĩ",     "thượng sĩ", "thiếu úy",
                                        "trung úy",    "thượng úy",    "đại úy",    "thiếu tá",
                                        "trung tá",    "thượng tá",    "đại tá",    "thiếu tướng",
                                        "trung tướng", "thượng tướng", "đại tướng"};

struct FieldMap {
  absl::flat_hash_map<absl::string_view, Fields> rows;
  size_t longest = 0;  // bytes of its longest words
};

const FieldMap* MakeMap(absl::Span<const Row> rows) {
  auto* const made = new FieldMap();
  for (const Row& row : rows) {
    made->rows.emplace(row.words, row.fields);
    made->longest = std::max(made->longest, row.words.size());
  }
  return made;
}

// The fields of the longest row that `key` begins with.
Fields FieldsByFirstWords(const FieldMap& map, absl::string_view key) {
  Fields found = 0;
  for (size_t end = 0; end < key.size() && end <= map.longest;) {
    end = std::min(key.find(' ', end + 1), key.size());
    const auto it = map.rows.find(key.substr(0, end));
    if (it != map.rows.end()) found = it->second;
  }
  return found;
}

}  // namespace

Fields FieldsOfOffice(absl::string_view position_key) {
  static const FieldMap* const offices = MakeMap(kOffices);
  if (RankOf(position_key) > 0) return kForces;
  return FieldsByFirstWords(*offices, absl::StripPrefix(position_key, "phó "));
}

Fields FieldsOfBody(absl::string_view key) {
  static const FieldMap* const bodies = MakeMap(kBodies);
  return FieldsByFirstWords(*bodies, key);
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
  if (fields & kSport) apart |= kForces | kSchool | kChurch | kState | kHealth;
  if (fields & kForces) apart |= kSport | kSchool | kChurch;
  if (fields & kPolice) apart |= kBusiness | kHealth;
  if (fields & kSchool) apart |= kSport | kForces | kChurch | kBusiness | kHealth;
  if (fields & kChurch) apart |= kSport | kForces | kSchool | kState | kBusiness | kHealth;
  if (fields & kState) apart |= kSport | kChurch;
  if (fields & kBusiness) apart |= kPolice | kSchool | kChurch;
  if (fields & kHealth) apart |= kPolice | kSport | kSchool | kChurch;
  return apart;
}

}  // namespace khotin::entity
