#include "extract/json_reader.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/limits.h"
#include "base/status.h"
#include "extract/charset.h"
#include "extract/refusal.h"

namespace khotin::extract {
namespace {

// A first line that is longer is taken for a whole object.
constexpr size_t kHeadBytes = size_t{64} << 10;

absl::Status TooLong(absl::string_view what) {
  return OverLimit(absl::StrCat(what, " is over ", base::kMaxDocumentBytes, " bytes"));
}

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Follows the nesting of a value without reading what is in it.
class ValueTracker {
 public:
  // Takes the next byte of a value; true when the value ends with it.
  bool EndsWith(char c) {
    if (in_string_) {
      in_string_ = escaped_ || c != '"';
      escaped_ = !escaped_ && c == '\\';
      return !in_string_ && depth_ == 0;
    }
    in_string_ = c == '"';
    if (c == '{' || c == '[') ++depth_;
    if (c == '}' || c == ']') return --depth_ <= 0;
    return false;
  }
  // Whether `c` stands behind the value: what follows a number or a word ends it.
  bool EndsBefore(char c) const {
    return depth_ == 0 && !in_string_ && (IsSpace(c) || c == ',' || c == ']' || c == '}');
  }
  bool in_string() const { return in_string_; }
  int64_t depth() const { return depth_; }

 private:
  int64_t depth_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
};

// Whether the object that begins in `head` goes on behind the line that it begins in.
bool IsOverLines(absl::string_view head) {
  ValueTracker tracker;
  const absl::string_view line = head.substr(0, head.find('\n'));
  if (line.size() == head.size()) return false;
  for (const char c : line) {
    if (tracker.EndsWith(c)) return false;
  }
  // A line that broke off is followed by the next object.
  const absl::string_view next = absl::StripLeadingAsciiWhitespace(head.substr(line.size()));
  const absl::string_view end = absl::StripTrailingAsciiWhitespace(line);
  const bool next_object = absl::StartsWith(next, "{") && !absl::EndsWith(end, "[") &&
                           !absl::EndsWith(end, ":") && !absl::EndsWith(end, ",");
  return tracker.depth() > 0 && !tracker.in_string() && !next_object;
}

class JsonReader : public DocumentReader {
 public:
  JsonReader(std::string name, std::unique_ptr<ByteSource> source,
             std::shared_ptr<const JsonFieldMap> fields)
      : name_(std::move(name)), in_(std::move(source)), fields_(std::move(fields)) {}

  absl::optional<absl::StatusOr<RawDocument>> Next() override {
    if (layout_ == Layout::kUnknown) {
      const absl::Status status = FindLayout();
      if (!status.ok()) return Fail(status);
    }
    if (ended_) return absl::nullopt;
    return layout_ == Layout::kLines ? NextLine() : NextValue();
  }

 private:
  enum class Layout { kUnknown, kLines, kList, kObjects };

  absl::Status FindLayout() {
    layout_ = Layout::kLines;
    absl::StatusOr<absl::string_view> peeked = in_.Peek(kHeadBytes);
    if (!peeked.ok()) peeked = in_.Peek(0);  // what there is before the damage
    KHOTIN_ASSIGN_OR_RETURN(absl::string_view head, peeked);
    if (WideToUtf8(head).has_value()) {
      return UnreadableDocument("JSON in UTF-16, which is not read: it has to be UTF-8");
    }
    size_t skip = absl::StartsWith(head, kUtf8Bom) ? 3 : 0;
    while (skip < head.size() && IsSpace(head[skip])) ++skip;
    head.remove_prefix(skip);
    if (absl::StartsWith(head, "[")) {
      layout_ = Layout::kList;
      ++skip;
    } else if (absl::StartsWith(head, "{") && IsOverLines(head)) {
      layout_ = Layout::kObjects;
    }
    return in_.Skip(skip).status();
  }

  absl::optional<absl::StatusOr<RawDocument>> NextLine() {
    while (true) {
      RawDocument document;
      const auto line = in_.ReadLine(base::kMaxDocumentBytes, &document.content);
      if (!line.ok()) return Fail(line.status());
      if (*line == BufferedSource::Line::kEnd) break;
      if (*line == BufferedSource::Line::kTooLong) {
        return absl::StatusOr<RawDocument>(base::Annotate(TooLong("the line"), NextName()));
      }
      if (absl::StripAsciiWhitespace(document.content).empty()) continue;
      return Give(std::move(document));
    }
    ended_ = true;
    return absl::nullopt;
  }

  absl::optional<absl::StatusOr<RawDocument>> NextValue() {
    const absl::StatusOr<bool> there = FindValue();
    if (!there.ok()) return Fail(there.status());
    if (!*there) {
      ended_ = true;
      return absl::nullopt;
    }
    RawDocument document;
    const absl::StatusOr<bool> whole = ReadValue(&document.content);
    if (!whole.ok()) return Fail(base::Annotate(whole.status(), NextName()));
    if (!*whole) {
      return absl::StatusOr<RawDocument>(base::Annotate(TooLong("the object"), NextName()));
    }
    return Give(std::move(document));
  }

  // Reads up to the start of the next value; false at the end.
  absl::StatusOr<bool> FindValue() {
    bool comma = documents_ == 0 || layout_ == Layout::kObjects;
    while (true) {
      KHOTIN_ASSIGN_OR_RETURN(const int c, NextByte());
      if (c < 0 && layout_ == Layout::kList) {
        return UnreadableDocument("the list of objects is truncated");
      }
      if (c < 0) return false;
      if (c == ',' && !comma) {
        comma = true;
        KHOTIN_RETURN_IF_ERROR(in_.Skip(1).status());
        continue;
      }
      if (c == ']' && layout_ == Layout::kList) return CheckRest();
      const bool starts = layout_ == Layout::kList ? c != ',' && c != '}' && c != ':' : c == '{';
      if (!comma || !starts) return UnreadableDocument("malformed JSON between objects");
      return true;
    }
  }

  // Nothing but white space may stand behind the list. Gives false: no value.
  absl::StatusOr<bool> CheckRest() {
    KHOTIN_RETURN_IF_ERROR(in_.Skip(1).status());
    KHOTIN_ASSIGN_OR_RETURN(const int c, NextByte());
    if (c >= 0) return UnreadableDocument("something follows the list of objects");
    return false;
  }

  // The next byte that is no white space, not read yet; -1 at the end.
  absl::StatusOr<int> NextByte() {
    while (true) {
      KHOTIN_ASSIGN_OR_RETURN(const absl::string_view rest, in_.Peek(1));
      if (rest.empty()) return -1;
      size_t spaces = 0;
      while (spaces < rest.size() && IsSpace(rest[spaces])) ++spaces;
      if (spaces < rest.size()) {
        const int c = static_cast<unsigned char>(rest[spaces]);
        KHOTIN_RETURN_IF_ERROR(in_.Skip(spaces).status());
        return c;
      }
      KHOTIN_RETURN_IF_ERROR(in_.Skip(spaces).status());
    }
  }

  // False when the value is too long and has been skipped.
  absl::StatusOr<bool> ReadValue(std::string* value) {
    ValueTracker tracker;
    bool whole = true;
    while (true) {
      KHOTIN_ASSIGN_OR_RETURN(const absl::string_view rest, in_.Peek(1));
      if (rest.empty()) return UnreadableDocument("the JSON object is truncated");
      size_t size = 0;
      bool ends = false;
      while (size < rest.size() && !ends) {
        ends = tracker.EndsBefore(rest[size]);
        if (!ends) ends = tracker.EndsWith(rest[size++]);
      }
      whole = whole && value->size() + size <= base::kMaxDocumentBytes;
      if (whole) {
        value->append(rest.data(), size);
      } else {
        value->clear();
      }
      KHOTIN_RETURN_IF_ERROR(in_.Skip(size).status());
      if (ends) return whole;
    }
  }

  absl::optional<absl::StatusOr<RawDocument>> Give(RawDocument document) {
    document.input = NextName();
    document.format = Format::kJsonLines;
    if (fields_ != nullptr) document.content = fields_->Apply(std::move(document.content));
    return absl::StatusOr<RawDocument>(std::move(document));
  }

  absl::optional<absl::StatusOr<RawDocument>> Fail(const absl::Status& status) {
    ended_ = true;
    const bool named = absl::StartsWith(status.message(), name_);
    return absl::StatusOr<RawDocument>(named ? status : base::Annotate(status, name_));
  }

  std::string NextName() { return absl::StrCat(name_, "#", ++documents_); }

  const std::string name_;
  BufferedSource in_;
  const std::shared_ptr<const JsonFieldMap> fields_;
  Layout layout_ = Layout::kUnknown;
  int64_t documents_ = 0;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<DocumentReader> MakeJsonReader(std::string name, std::unique_ptr<ByteSource> source,
                                               std::shared_ptr<const JsonFieldMap> fields) {
  return std::make_unique<JsonReader>(std::move(name), std::move(source), std::move(fields));
}

}  // namespace khotin::extract
