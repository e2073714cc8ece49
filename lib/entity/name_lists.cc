#include "entity/name_lists.h"

#include <iterator>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "base/file.h"
#include "base/status.h"
#include "entity/rules/lexicon.h"
#include "entity/rules/name_rows.h"
#include "text/normalize.h"
#include "text/syllable.h"
#include "text/tokenize.h"
#include "text/utf8.h"

namespace khotin::entity {
namespace {

using rules::Kinds;

constexpr size_t kMaxListBytes = size_t{64} << 20;

absl::Status TooLong(absl::string_view name) {
  return absl::InvalidArgumentError(
      absl::StrCat(name, ": longer than ", kMaxListBytes >> 20, " MiB"));
}

absl::Status CheckPhrase(absl::string_view phrase) {
  const size_t tokens = text::Tokenize(phrase).size();
  if (tokens == 0) return absl::InvalidArgumentError("an empty name");
  if (tokens > rules::kMaxPhraseTokens) {
    return absl::InvalidArgumentError(
        absl::StrCat("'", phrase, "' is longer than ", rules::kMaxPhraseTokens, " words"));
  }
  return absl::OkStatus();
}

// One list as it is read; a spelling that is a name of two types is a mistake of the list.
class ListReader {
 public:
  absl::Status Read(absl::string_view line, int64_t number) {
    KHOTIN_RETURN_IF_ERROR(text::ValidateUtf8(line));
    const std::string nfc = text::Normalize(line).text;
    std::vector<absl::string_view> fields = absl::StrSplit(nfc, '\t');
    if (fields.size() < 2) {
      return absl::InvalidArgumentError("not of the form name<TAB>type<TAB>alias…");
    }
    for (absl::string_view& field : fields) field = absl::StripAsciiWhitespace(field);
    const Kinds kinds = rules::KindsOfType(fields[1]);
    if (kinds == 0) {
      return absl::InvalidArgumentError(absl::StrCat(
          "unknown type '", fields[1],
          "'; names are PERSON, ORGANIZATION, LOCATION, MISC, and what is no name is NOT_NAME"));
    }
    for (size_t i = 0; i < fields.size(); ++i) {
      if (i == 1) continue;
      KHOTIN_RETURN_IF_ERROR(CheckPhrase(fields[i]));
      KHOTIN_RETURN_IF_ERROR(CheckNew(fields[i], fields[1], kinds, number));
    }
    rows_.push_back(absl::StrJoin(fields, "\t"));
    return absl::OkStatus();
  }

  std::vector<std::string> TakeRows() { return std::move(rows_); }

 private:
  struct Row {
    std::string type;
    int64_t line;
  };

  absl::Status CheckNew(absl::string_view phrase, absl::string_view type, Kinds kinds,
                        int64_t number) {
    if (!(kinds & (rules::kAnyName | rules::kNotName))) return absl::OkStatus();
    const auto [it, fresh] =
        types_.emplace(text::ExactPhraseKey(phrase), Row{std::string(type), number});
    if (fresh || it->second.type == type) return absl::OkStatus();
    return absl::InvalidArgumentError(absl::StrCat("'", phrase, "' is ", type, " here and ",
                                                   it->second.type, " in line ", it->second.line));
  }

  std::vector<std::string> rows_;
  absl::flat_hash_map<std::string, Row> types_;
};

}  // namespace

std::shared_ptr<const rules::Lexicon> BuiltInNames() {
  return {std::shared_ptr<const rules::Lexicon>(), &rules::Lexicon::BuiltIn()};
}

absl::StatusOr<std::vector<std::string>> ParseNames(absl::string_view name,
                                                    absl::string_view content) {
  if (content.size() > kMaxListBytes) return TooLong(name);
  absl::ConsumePrefix(&content, "\ufeff");
  ListReader reader;
  int64_t number = 0;
  for (absl::string_view line : absl::StrSplit(content, '\n')) {
    ++number;
    line = absl::StripSuffix(line, "\r");
    if (absl::StripAsciiWhitespace(line).empty() || line.front() == '#') continue;
    const absl::Status read = reader.Read(line, number);
    if (!read.ok()) return base::Annotate(read, absl::StrCat(name, ": line ", number));
  }
  return reader.TakeRows();
}

absl::StatusOr<std::shared_ptr<const rules::Lexicon>> LoadNames(
    absl::Span<const std::string> paths) {
  if (paths.empty()) return BuiltInNames();
  std::vector<std::string> own;
  for (const std::string& path : paths) {
    const absl::StatusOr<std::string> content = base::ReadWholeFile(path, kMaxListBytes);
    if (absl::IsOutOfRange(content.status())) return TooLong(path);
    if (!content.ok()) {
      return absl::NotFoundError(absl::StrCat(content.status().message(),
                                              "; give a file of rows name<TAB>type<TAB>alias…"));
    }
    KHOTIN_ASSIGN_OR_RETURN(std::vector<std::string> rows, ParseNames(path, *content));
    own.insert(own.end(), std::make_move_iterator(rows.begin()),
               std::make_move_iterator(rows.end()));
  }
  const std::vector<absl::string_view> views(own.begin(), own.end());
  return std::make_shared<const rules::Lexicon>(rules::NameRows(), views);
}

}  // namespace khotin::entity
