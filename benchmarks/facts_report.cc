// The facts of articles with the words they were read from, to be judged by a reader.
//
//   facts_report FOLDER [STEP [OFFSET]]
//
// FOLDER holds .txt articles of one passage a line; every STEP-th of them from OFFSET on, in the
// order of their names, is read.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "entity/facts/facts.h"
#include "entity/linker.h"
#include "entity/recognizer.h"

namespace khotin::benchmarks {
namespace {

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

class Report {
 public:
  explicit Report(const std::string& content) : lines_(absl::StrSplit(content, '\n')) {
    for (const absl::string_view line : lines_) {
      document_.push_back({text::Field::kBody, static_cast<int32_t>(document_.size()), line});
    }
  }

  void Print(const entity::Recognizer& recognizer) {
    const std::vector<entity::Mention> mentions = recognizer.Recognize(document_);
    entities_ = entity::LinkMentions(document_, mentions);
    const entity::DocumentFacts facts = entity::FindFacts(document_, mentions, entities_);
    for (const entity::DocumentEntity& found : entities_) {
      std::printf("  entity %s %s x%zu\n", std::string(EntityTypeName(found.type)).c_str(),
                  found.name.c_str(), found.mentions.size());
    }
    for (const entity::OfficeFact& fact : facts.offices) PrintOffice(fact);
    for (const entity::Reference& reference : facts.references) {
      std::printf("  reference %s -> %s   (%s)\n", Text(reference.span).c_str(),
                  entities_[reference.entity].name.c_str(), Around(reference.span).c_str());
    }
    for (const entity::Quote& quote : facts.quotes) PrintQuote(quote);
    for (const entity::Figure& figure : facts.figures) {
      std::printf("  figure %s = %.10g %s\n", Text(figure.span).c_str(), figure.value,
                  figure.unit.c_str());
    }
  }

 private:
  std::string Text(const text::Span& span) const {
    return std::string(
        lines_[static_cast<size_t>(span.block)].substr(span.begin, span.end - span.begin));
  }

  std::string Around(const text::Span& span) const {
    constexpr uint32_t kReach = 40;
    const absl::string_view line = lines_[static_cast<size_t>(span.block)];
    size_t begin = span.begin < kReach ? 0 : span.begin - kReach;
    size_t end = std::min(line.size(), size_t{span.end} + kReach);
    while (begin > 0 && (static_cast<unsigned char>(line[begin]) & 0xC0) == 0x80) --begin;
    while (end < line.size() && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) ++end;
    return std::string(line.substr(begin, end - begin));
  }

  void PrintOffice(const entity::OfficeFact& fact) const {
    std::printf("  office %s | %s | key %s | %s%s%s\n", entities_[fact.person].name.c_str(),
                fact.position.c_str(), fact.position_key.c_str(),
                fact.of.has_value() ? entities_[*fact.of].name.c_str() : "-",
                fact.kind == entity::PositionKind::kRank ? " | rank" : "",
                fact.tenure == entity::Tenure::kFormer   ? " | former"
                : fact.tenure == entity::Tenure::kActing ? " | acting"
                                                         : "");
    for (const entity::OfficeEvidence& evidence : fact.evidence) {
      std::printf("    by %s + %s, certainty %d\n", Text(evidence.position).c_str(),
                  Text(evidence.person).c_str(), static_cast<int>(evidence.certainty));
    }
    for (const entity::OfficeDate& date : fact.dates) {
      std::printf("    since %s\n", date.value.c_str());
    }
  }

  void PrintQuote(const entity::Quote& quote) const {
    std::printf("  quote %s | %s [%s] %s:", quote.direct ? "direct" : "indirect",
                quote.speaker.has_value() ? entities_[*quote.speaker].name.c_str() : "?",
                Text(quote.speaker_span).c_str(), Text(quote.verb).c_str());
    for (const text::Span& words : quote.words) std::printf(" «%s»", Text(words).c_str());
    std::printf("\n");
  }

  std::vector<absl::string_view> lines_;
  std::vector<text::Passage> document_;
  std::vector<entity::DocumentEntity> entities_;
};

int Main(int argc, char** argv) {
  int step = 1;
  int offset = 0;
  const bool is_understood = argc >= 2 && argc <= 4 &&
                             (argc < 3 || (absl::SimpleAtoi(argv[2], &step) && step > 0)) &&
                             (argc < 4 || (absl::SimpleAtoi(argv[3], &offset) && offset >= 0));
  if (!is_understood || !std::filesystem::is_directory(argv[1])) {
    std::fprintf(stderr, "usage: facts_report FOLDER [STEP [OFFSET]]\n");
    return 2;
  }
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  const auto recognizer = entity::NewRecognizer();
  for (size_t i = static_cast<size_t>(offset); i < paths.size(); i += static_cast<size_t>(step)) {
    std::printf("%s\n", paths[i].filename().c_str());
    const std::string content = ReadFile(paths[i]);
    Report(content).Print(*recognizer);
  }
  return 0;
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) { return khotin::benchmarks::Main(argc, argv); }
