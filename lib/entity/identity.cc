#include "entity/identity.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_split.h"
#include "entity/office_fields.h"
#include "entity/provinces.h"
#include "entity/rules/lexicon.h"

namespace khotin::entity {
namespace {

// Offices of these many years apart are held at one time; people move in more.
constexpr int kYearsAtOneTime = 1;
// Nobody rises by more at one time.
constexpr int kRanksAtOneTime = 2;

enum class NameKind { kCommon, kVietnamese, kRare };

// What clues tell of the work of a person at one time.
struct Work {
  uint64_t provinces = 0;
  Fields fields = 0;
  int lowest_rank = 0;  // 0 when no rank is told
  int highest_rank = 0;

  void Add(const Clue& clue) {
    if (clue.kind == ClueKind::kPlace) {
      const absl::optional<int> province = ProvinceOf(clue.key);
      if (province.has_value()) provinces |= uint64_t{1} << *province;
    } else if (clue.kind == ClueKind::kBody) {
      fields |= FieldsOfBody(clue.key);
      if (IsCentralBody(clue.key)) fields |= kCentral;
    } else {
      fields |= FieldsOfOffice(clue.key);
      const int rank = RankOf(clue.key);
      if (rank == 0) return;
      lowest_rank = lowest_rank == 0 ? rank : std::min(lowest_rank, rank);
      highest_rank = std::max(highest_rank, rank);
    }
  }
};

bool IsCommonSurname(absl::string_view word) {
  static const auto* const words = new absl::flat_hash_set<absl::string_view>{
      "nguyễn", "trần", "lê",  "phạm", "hoàng", "huỳnh", "phan",  "vũ",
      "võ",     "đặng", "bùi", "đỗ",   "hồ",    "ngô",   "dương", "lí"};
  return words->contains(word);
}

bool IsCommonMiddle(absl::string_view word) {
  static const auto* const words = new absl::flat_hash_set<absl::string_view>{
      "văn",   "thị",  "đức",   "minh", "ngọc", "thanh", "xuân", "hữu",  "quốc",
      "quang", "đình", "hoàng", "công", "anh",  "thành", "tuấn", "mạnh", "duy"};
  return words->contains(word);
}

bool IsCommonGiven(absl::string_view word) {
  static const auto* const words = new absl::flat_hash_set<absl::string_view>{
      "anh",   "an",   "bình",  "châu",  "chiến", "chung", "công",   "cường", "dũng",  "duy",
      "dung",  "đức",  "đạt",   "giang", "hà",    "hải",   "hạnh",   "hiền",  "hiếu",  "hiệp",
      "hòa",   "hoa",  "hoàng", "hồng",  "hùng",  "hưng",  "huy",    "huyền", "hương", "khánh",
      "kiên",  "lan",  "lâm",   "linh",  "loan",  "long",  "lộc",    "mai",   "minh",  "mạnh",
      "nam",   "nga",  "ngọc",  "nhung", "phong", "phúc",  "phương", "quân",  "quang", "quý",
      "sơn",   "tâm",  "tài",   "tân",   "thái",  "thắng", "thanh",  "thành", "thảo",  "thủy",
      "thịnh", "thu",  "tiến",  "toàn",  "trang", "trung", "tú",     "tuấn",  "tùng",  "vân",
      "việt",  "vinh", "vũ",    "xuân",  "yến"};
  return words->contains(word);
}

bool IsSurname(absl::string_view word) {
  return (rules::Lexicon::BuiltIn().StartsWith(rules::MakeTerm(word).key) & rules::kSurname) != 0;
}

NameKind KindOfName(absl::string_view key) {
  const std::vector<absl::string_view> words = absl::StrSplit(key, ' ');
  if (words.size() == 1 && IsCommonGiven(words[0])) return NameKind::kCommon;
  if (words.size() < 2 || words.size() > 3 || !IsSurname(words[0])) return NameKind::kRare;
  const bool is_common = IsCommonSurname(words[0]) && IsCommonGiven(words.back()) &&
                         (words.size() == 2 || IsCommonMiddle(words[1]));
  return is_common ? NameKind::kCommon : NameKind::kVietnamese;
}

bool IsAtOneTime(int a, int b) { return a == 0 || b == 0 || std::abs(a - b) <= kYearsAtOneTime; }

// A body whose name stands for many: "công an", "sở y tế".
bool IsGenericBody(absl::string_view key) {
  constexpr int kFewSpaces = 2;
  return std::count(key.begin(), key.end(), ' ') <= kFewSpaces && !IsCentralBody(key);
}

int AgreementOf(const Clue& clue) {
  constexpr int kSameBody = 4;
  constexpr int kSamePlace = 3;
  if (clue.kind == ClueKind::kPlace) return kSamePlace;
  if (clue.kind == ClueKind::kBody && !IsGenericBody(clue.key)) return kSameBody;
  return 1;
}

// The clues of `profile` at any time that `context` tells too.
int Agreement(const PersonContext& context, const PersonProfile& profile) {
  int agreement = 0;
  auto at = profile.clues.begin();
  for (const Clue& clue : context.clues) {
    at = std::lower_bound(at, profile.clues.end(), clue, [](const CountedClue& a, const Clue& b) {
      return std::tie(a.clue.kind, a.clue.key) < std::tie(b.kind, b.key);
    });
    if (at == profile.clues.end()) break;
    if (at->clue.kind == clue.kind && at->clue.key == clue.key) agreement += AgreementOf(clue);
  }
  return agreement;
}

int Disagreements(const Work& told, int year, const PersonProfile& profile) {
  if (told.provinces == 0 && told.fields == 0) return 0;
  Work known;
  const Clue* last = nullptr;
  for (const CountedClue& counted : profile.clues) {
    if (!IsAtOneTime(counted.year, year)) continue;
    const bool is_known =
        last != nullptr && last->kind == counted.clue.kind && last->key == counted.clue.key;
    if (!is_known) known.Add(counted.clue);
    last = &counted.clue;
  }
  int count = 0;
  const bool is_central = ((told.fields | known.fields) & kCentral) != 0;
  const bool is_elsewhere =
      told.provinces != 0 && known.provinces != 0 && (told.provinces & known.provinces) == 0;
  if (is_elsewhere && !is_central) ++count;
  const bool shares_field = (told.fields & known.fields & ~(kCentral | kDeputy)) != 0;
  if (!shares_field && (FieldsApartFrom(told.fields) & known.fields) != 0) ++count;
  const bool is_ranked = told.lowest_rank > 0 && known.lowest_rank > 0;
  const bool is_far = told.lowest_rank > known.highest_rank + kRanksAtOneTime ||
                      known.lowest_rank > told.highest_rank + kRanksAtOneTime;
  if (is_ranked && is_far) ++count;
  return count;
}

int DisagreementsThatPart(NameKind kind) { return kind == NameKind::kCommon ? 1 : 2; }

double CertaintyOf(NameKind kind, int agreement) {
  constexpr int kStrong = 3;
  if (agreement >= kStrong) return .95;
  switch (kind) {
    case NameKind::kCommon:
      return agreement > 0 ? .6 : .5;
    case NameKind::kVietnamese:
      return agreement > 0 ? .9 : .8;
    case NameKind::kRare:
      break;
  }
  return .95;
}

}  // namespace

IdentityChoice ChooseIdentity(absl::string_view key, const PersonContext& context,
                              absl::Span<const PersonProfile> profiles) {
  constexpr double kNewPerson = .8;
  constexpr int kSamePerson = 3;
  IdentityChoice choice;
  if (profiles.empty()) return choice;
  const NameKind kind = KindOfName(key);
  Work told;
  for (const Clue& clue : context.clues) told.Add(clue);
  std::tuple<int, int64_t> best{-1, 0};
  for (size_t i = 0; i < profiles.size(); ++i) {
    const int agreement = Agreement(context, profiles[i]);
    const bool may_part = kind != NameKind::kRare && agreement < kSamePerson;
    if (may_part && Disagreements(told, context.year, profiles[i]) >= DisagreementsThatPart(kind)) {
      continue;
    }
    const std::tuple<int, int64_t> score{agreement, profiles[i].documents};
    if (choice.profile.has_value() && score <= best) continue;
    choice.profile = i;
    best = score;
  }
  choice.certainty = choice.profile.has_value() ? CertaintyOf(kind, std::get<0>(best)) : kNewPerson;
  return choice;
}

}  // namespace khotin::entity
