#include "query/abbreviation_table.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/status.h"
#include "index/term.h"
#include "query/abbreviation_rows.h"
#include "query/operand.h"
#include "text/normalize.h"
#include "text/syllable.h"
#include "text/utf8.h"

namespace khotin::query {
namespace {

constexpr size_t kMaxTableBytes = size_t{1} << 20;
constexpr size_t kMaxWords = 16;
constexpr size_t kMaxMeanings = 4;
// Shorter names are everyday words, whose every search would look for their abbreviations too.
constexpr size_t kMinNameWords = 3;
// Shorter abbreviations are recognized by their diacritics alone: GĐ, not gd.
constexpr size_t kMinPlainLetters = 3;

std::string JoinedKey(absl::Span<const Term> terms) {
  std::string key;
  for (const Term& term : terms) absl::StrAppend(&key, term.folded_key, " ");
  return key;
}

bool HasDiacritics(absl::Span<const Term> terms) {
  return std::any_of(terms.begin(), terms.end(),
                     [](const Term& term) { return term.has_diacritics; });
}

}  // namespace

const AbbreviationTable& AbbreviationTable::BuiltIn() {
  static const AbbreviationTable* const table = [] {
    auto* const made = new AbbreviationTable;
    // A test holds that these rows can be read.
    made->Add(AbbreviationRows(), "models/abbreviations").IgnoreError();
    return made;
  }();
  return *table;
}

absl::StatusOr<AbbreviationTable::Form> AbbreviationTable::ReadForm(absl::string_view text,
                                                                    bool abbreviation) {
  const text::Normalized normalized = text::Normalize(text);
  const absl::string_view whole = normalized.text;
  Form form;
  for (const index::Unit& unit : index::SplitUnits(whole)) {
    form.terms.push_back(MakeQueryTerm(whole.substr(unit.begin, unit.end - unit.begin)));
  }
  const size_t words = form.terms.size();
  if (words < (abbreviation ? 1 : 2) || words > kMaxWords) {
    return absl::InvalidArgumentError(
        absl::StrCat("expected ", abbreviation ? "an abbreviation of 1 to " : "a name of 2 to ",
                     kMaxWords, " words, not \"", text, "\""));
  }
  if (words == 1 && text::IsVietnameseSyllable(form.terms[0].exact_key)) {
    return absl::InvalidArgumentError(
        absl::StrCat("expected an abbreviation that is no syllable, not \"", text, "\""));
  }
  form.is_recognized = abbreviation || words >= kMinNameWords;
  form.needs_diacritics =
      words == 1 && form.terms[0].folded_key.size() < kMinPlainLetters && HasDiacritics(form.terms);
  return form;
}

absl::StatusOr<AbbreviationTable::Row> AbbreviationTable::ReadRow(absl::string_view line) {
  const std::vector<absl::string_view> columns = absl::StrSplit(line, '\t');
  if (columns.size() < 2) return absl::InvalidArgumentError("expected ABBREVIATION<TAB>name");
  Row row;
  for (const absl::string_view spelling : absl::StrSplit(columns[0], absl::ByString(" | "))) {
    KHOTIN_ASSIGN_OR_RETURN(Form form, ReadForm(spelling, /*abbreviation=*/true));
    row.push_back(std::move(form));
  }
  for (size_t i = 1; i < columns.size(); ++i) {
    KHOTIN_ASSIGN_OR_RETURN(Form form, ReadForm(columns[i], /*abbreviation=*/false));
    row.push_back(std::move(form));
  }
  return row;
}

absl::Status AbbreviationTable::AddRow(Row row) {
  const auto number = static_cast<uint32_t>(rows_.size());
  for (const Form& form : row) {
    if (!form.is_recognized) continue;
    std::vector<uint32_t>& known = rows_by_key_[JoinedKey(form.terms)];
    if (!known.empty() && known.back() == number) continue;
    if (known.size() == kMaxMeanings) {
      return absl::InvalidArgumentError(
          absl::StrCat("expected at most ", kMaxMeanings, " rows with one abbreviation or name"));
    }
    known.push_back(number);
    longest_ = std::max(longest_, form.terms.size());
  }
  rows_.push_back(std::move(row));
  return absl::OkStatus();
}

absl::Status AbbreviationTable::Add(absl::string_view text, absl::string_view input) {
  if (text.size() > kMaxTableBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat(input, ": expected at most ", kMaxTableBytes, " bytes"));
  }
  const absl::Status valid = text::ValidateUtf8(text);
  if (!valid.ok()) return base::Annotate(valid, input);
  AbbreviationTable table = *this;
  int number = 0;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    line = absl::StripTrailingAsciiWhitespace(line);
    if (line.empty() || line[0] == '#') continue;
    absl::StatusOr<Row> row = ReadRow(line);
    const absl::Status added = row.ok() ? table.AddRow(*std::move(row)) : row.status();
    if (!added.ok()) return base::Annotate(added, absl::StrCat(input, ":", number));
  }
  *this = std::move(table);
  return absl::OkStatus();
}

bool AbbreviationTable::Meets(absl::Span<const Term> typed, const Form& form) {
  if (form.needs_diacritics && !HasDiacritics(typed)) return false;
  return std::equal(typed.begin(), typed.end(), form.terms.begin(), form.terms.end(),
                    [](const Term& a, const Term& b) {
                      return a.has_diacritics ? a.exact_key == b.exact_key
                                              : a.folded_key == b.folded_key;
                    });
}

std::vector<absl::Span<const Term>> AbbreviationTable::Find(absl::Span<const Term> terms) const {
  std::vector<absl::Span<const Term>> found;
  const auto rows = rows_by_key_.find(JoinedKey(terms));
  if (rows == rows_by_key_.end()) return found;
  for (const uint32_t number : rows->second) {
    const Row& row = rows_[number];
    if (std::none_of(row.begin(), row.end(),
                     [&](const Form& form) { return Meets(terms, form); })) {
      continue;
    }
    for (const Form& form : row) {
      if (!Meets(terms, form)) found.emplace_back(form.terms);
    }
  }
  return found;
}

}  // namespace khotin::query
