// What the tests of the sinks share.
#ifndef KHOTIN_INGEST_SINK_TEST_UTIL_H_
#define KHOTIN_INGEST_SINK_TEST_UTIL_H_

#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "base/hash.h"
#include "ingest/document_source.h"

namespace khotin::ingest {

// An article of its own, of the name `input`.
inline SourceItem TextItem(const std::string& input) {
  extract::RawDocument document;
  document.input = input;
  document.format = extract::Format::kText;
  document.content = "Tin " + input + "\n\nSáng nay, người dân làng " + input +
                     " ra bến sông từ rất sớm để đón chuyến đò đầu tiên của năm.\n\n"
                     "Chuyến đò chở mười hai người và hai xe đạp, cập bến sau nửa giờ.\n";
  return {input, std::move(document)};
}

inline SourceItem RefusedItem(const std::string& input) {
  return {input, absl::InvalidArgumentError(input + ": empty file")};
}

// A file that the ledger counts.
inline std::shared_ptr<const FileInHand> CountedFile(const std::string& path) {
  auto file = std::make_shared<FileInHand>();
  file->path = path;
  file->counted = true;
  file->identity = {base::HashBytes(path), 100, "format=auto"};
  return file;
}

// What is refused in the place of a file that cannot be read.
inline SourceItem FailedItem(const std::string& path) {
  auto file = std::make_shared<FileInHand>();
  file->path = path;
  file->failure = absl::PermissionDeniedError("permission denied");
  SourceItem item{path, absl::PermissionDeniedError(path + ": permission denied")};
  item.place.file = std::move(file);
  return item;
}

// `item` as the document of that number.
inline SourceItem ItemOf(const std::shared_ptr<const FileInHand>& file, SourceItem item,
                         int64_t number, bool last) {
  item.place = {file, number, last};
  return item;
}

// A file that lines are written to and read back from.
class LineFile {
 public:
  LineFile() : file_(std::tmpfile()) {}
  ~LineFile() { std::fclose(file_); }
  LineFile(const LineFile&) = delete;
  LineFile& operator=(const LineFile&) = delete;

  std::FILE* file() const { return file_; }
  std::vector<std::string> Lines() const {
    std::string text;
    std::rewind(file_);
    for (int c = std::fgetc(file_); c != EOF; c = std::fgetc(file_)) {
      text.push_back(static_cast<char>(c));
    }
    return absl::StrSplit(text, '\n', absl::SkipEmpty());
  }

 private:
  std::FILE* const file_;
};

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_SINK_TEST_UTIL_H_
