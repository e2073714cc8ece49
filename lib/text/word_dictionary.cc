#include "text/word_dictionary.h"

#include <algorithm>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/file.h"
#include "base/status.h"
#include "text/normalize.h"
#include "text/tokenize.h"
#include "text/utf8.h"
#include "text/word_features.h"

namespace khotin::text {
namespace {

constexpr size_t kMaxBytes = size_t{256} << 20;

absl::StatusOr<std::vector<WordUnit>> UnitsOfLine(absl::string_view line) {
  KHOTIN_RETURN_IF_ERROR(ValidateUtf8(line));
  const Normalized normal = Normalize(line);
  std::vector<WordUnit> units = WordUnits(normal.text, Tokenize(normal.text));
  if (units.size() < 2) {
    return absl::InvalidArgumentError("a word of the dictionary has two syllables or more");
  }
  if (units.size() > WordDictionary::kMaxUnits) {
    return absl::InvalidArgumentError(
        absl::StrCat("longer than ", WordDictionary::kMaxUnits, " syllables"));
  }
  return units;
}

}  // namespace

absl::StatusOr<WordDictionary> WordDictionary::Parse(absl::string_view name,
                                                     absl::string_view content) {
  WordDictionary dictionary;
  int64_t number = 0;
  for (absl::string_view line : absl::StrSplit(content, '\n')) {
    ++number;
    line = absl::StripAsciiWhitespace(line);
    if (line.empty() || line.front() == '#') continue;
    const auto units = UnitsOfLine(line);
    if (!units.ok()) return base::Annotate(units.status(), absl::StrCat(name, ": line ", number));
    uint64_t hash = units->front().key;
    for (size_t i = 0; i < units->size(); ++i) {
      if (i > 0) hash = MixHashes(hash, (*units)[i].key);
      dictionary.beginnings_[hash] |= i + 1 == units->size();
    }
  }
  return dictionary;
}

absl::StatusOr<WordDictionary> WordDictionary::Load(const std::string& path) {
  const absl::StatusOr<std::string> content = base::ReadWholeFile(path, kMaxBytes);
  if (!content.ok()) {
    return absl::NotFoundError(
        absl::StrCat(content.status().message(), "; give a file of one word a line"));
  }
  return Parse(path, *content);
}

size_t WordDictionary::LongestMatch(absl::Span<const WordUnit> units) const {
  size_t longest = 0;
  uint64_t hash = 0;
  const size_t end = std::min(units.size(), kMaxUnits);
  for (size_t i = 0; i < end; ++i) {
    if (i > 0 && units[i].breaks) break;
    hash = i == 0 ? units[i].key : MixHashes(hash, units[i].key);
    const auto found = beginnings_.find(hash);
    if (found == beginnings_.end()) break;
    if (found->second) longest = i + 1;
  }
  return longest;
}

}  // namespace khotin::text
