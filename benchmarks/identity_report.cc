// The names of articles that several persons bear, to be judged by a reader.
//
//   identity_report FOLDER YEAR [STEP]
//
// FOLDER holds .txt articles of the year YEAR, one passage a line; every STEP-th of them, in the
// order of their names, is read.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "entity/identity.h"
#include "entity/recognizer.h"

namespace khotin::benchmarks {
namespace {

using ClueOrder = std::tuple<entity::ClueKind, std::string, int>;

void AddTo(const entity::PersonContext& context, entity::PersonProfile* profile) {
  ++profile->documents;
  for (const entity::Clue& clue : context.clues) {
    const auto at = std::lower_bound(profile->clues.begin(), profile->clues.end(),
                                     ClueOrder(clue.kind, clue.key, context.year),
                                     [](const entity::CountedClue& a, const ClueOrder& b) {
                                       return ClueOrder(a.clue.kind, a.clue.key, a.year) < b;
                                     });
    const bool is_known = at != profile->clues.end() && at->clue.kind == clue.kind &&
                          at->clue.key == clue.key && at->year == context.year;
    if (is_known) {
      ++at->count;
    } else {
      profile->clues.insert(at, {clue, context.year, 1});
    }
  }
}

class Report {
 public:
  explicit Report(int year) : year_(year) {}

  void Read(const entity::Recognizer& recognizer, const std::string& content) {
    std::vector<text::Passage> document;
    for (const absl::string_view line : absl::StrSplit(content, '\n')) {
      document.push_back({text::Field::kBody, static_cast<int32_t>(document.size()), line});
    }
    const std::vector<entity::Mention> mentions = recognizer.Recognize(document);
    const auto entities = entity::LinkMentions(document, mentions);
    const entity::DocumentFacts facts = entity::FindFacts(document, mentions, entities);
    for (uint32_t i = 0; i < entities.size(); ++i) {
      if (entities[i].type != entity::EntityType::kPerson) continue;
      Place(entities[i].key, entity::ContextOf(i, entities, facts, year_));
    }
  }

  void Print() const {
    size_t persons = 0;
    size_t split = 0;
    for (const auto& [key, profiles] : profiles_) {
      persons += profiles.size();
      if (profiles.size() < 2) continue;
      ++split;
      std::printf("%s\n", key.c_str());
      for (const entity::PersonProfile& profile : profiles) PrintProfile(profile);
    }
    std::printf("%zu names, %zu persons, %zu names split, %.2f us a choice\n", profiles_.size(),
                persons, split, choices_ == 0 ? 0 : micros_ / static_cast<double>(choices_));
  }

 private:
  void Place(const std::string& key, const entity::PersonContext& context) {
    std::vector<entity::PersonProfile>& profiles = profiles_[key];
    const auto start = std::chrono::steady_clock::now();
    const entity::IdentityChoice choice = entity::ChooseIdentity(key, context, profiles);
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
    micros_ += took.count();
    ++choices_;
    if (!choice.profile.has_value()) profiles.emplace_back();
    AddTo(context, choice.profile.has_value() ? &profiles[*choice.profile] : &profiles.back());
  }

  static void PrintProfile(const entity::PersonProfile& profile) {
    std::printf("  %lld documents:", static_cast<long long>(profile.documents));
    for (const entity::CountedClue& counted : profile.clues) {
      std::printf(" %d=%s x%lld;", static_cast<int>(counted.clue.kind), counted.clue.key.c_str(),
                  static_cast<long long>(counted.count));
    }
    std::printf("\n");
  }

  const int year_;
  std::map<std::string, std::vector<entity::PersonProfile>> profiles_;
  double micros_ = 0;
  int64_t choices_ = 0;
};

int Main(int argc, char** argv) {
  int year = 0;
  int step = 1;
  const bool is_understood = (argc == 3 || argc == 4) && absl::SimpleAtoi(argv[2], &year) &&
                             (argc < 4 || (absl::SimpleAtoi(argv[3], &step) && step > 0));
  if (!is_understood || !std::filesystem::is_directory(argv[1])) {
    std::fprintf(stderr, "usage: identity_report FOLDER YEAR [STEP]\n");
    return 2;
  }
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  const auto recognizer = entity::NewRecognizer();
  Report report(year);
  for (size_t i = 0; i < paths.size(); i += static_cast<size_t>(step)) {
    std::ifstream in(paths[i], std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    report.Read(*recognizer, bytes.str());
  }
  report.Print();
  return 0;
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) { return khotin::benchmarks::Main(argc, argv); }
