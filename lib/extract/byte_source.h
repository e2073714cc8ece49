// Where bytes come from: a file, memory, or a decompressor in front of another source.
#ifndef KHOTIN_EXTRACT_BYTE_SOURCE_H_
#define KHOTIN_EXTRACT_BYTE_SOURCE_H_

#include <cstddef>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace khotin::extract {

// Not thread-safe.
class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // Puts up to `size` bytes at `out` and returns how many; 0 only at the end. After an error, Read
  // goes on failing until Resume says otherwise. REQUIRES: size > 0.
  virtual absl::StatusOr<size_t> Read(char* out, size_t size) = 0;

  // After an error: moves to the next place from which bytes can be read again. False when the
  // source cannot.
  virtual bool Resume() { return false; }
};

// Reads `bytes`, which must outlive it.
class MemorySource : public ByteSource {
 public:
  explicit MemorySource(absl::string_view bytes) : rest_(bytes) {}
  absl::StatusOr<size_t> Read(char* out, size_t size) override;

 private:
  absl::string_view rest_;
};

// A source with a buffer in front of it, read by lines and by lengths. Errors of the source pass
// through; so does Resume, which drops the buffer.
class BufferedSource {
 public:
  explicit BufferedSource(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}

  enum class Line {
    kEnd,      // nothing left
    kWhole,    // the line is in `line`, without its "\n" or "\r\n"
    kTooLong,  // the line was longer than the limit and has been skipped
  };
  absl::StatusOr<Line> ReadLine(size_t limit, std::string* line);

  // Replaces `out` by the next `size` bytes, or fewer at the end.
  absl::Status Read(size_t size, std::string* out);

  // Skips `size` bytes and returns how many there were.
  absl::StatusOr<size_t> Skip(size_t size);

  // The next bytes, at least `size` of them unless the source ends before. Valid until the next
  // call.
  absl::StatusOr<absl::string_view> Peek(size_t size);

  // Puts `bytes` in front of what comes next.
  void PutBack(absl::string_view bytes);

  // True after an error of the source, until Resume.
  bool failed() const { return failed_; }
  bool Resume();

 private:
  absl::StatusOr<bool> Fill();
  absl::string_view Buffered() const { return absl::string_view(buffer_).substr(begin_); }

  const std::unique_ptr<ByteSource> source_;
  std::string buffer_;
  size_t begin_ = 0;
  bool failed_ = false;
};

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_BYTE_SOURCE_H_
