#include "extract/byte_source.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"

namespace khotin::extract {
namespace {

constexpr size_t kChunk = size_t{64} << 10;

}  // namespace

absl::StatusOr<size_t> MemorySource::Read(char* out, size_t size) {
  const size_t count = std::min(size, rest_.size());
  if (count > 0) std::memcpy(out, rest_.data(), count);
  rest_.remove_prefix(count);
  return count;
}

absl::StatusOr<bool> BufferedSource::Fill() {
  buffer_.erase(0, begin_);
  begin_ = 0;
  const size_t old_size = buffer_.size();
  buffer_.resize(old_size + kChunk);
  const absl::StatusOr<size_t> got = source_->Read(&buffer_[old_size], kChunk);
  buffer_.resize(old_size + (got.ok() ? *got : 0));
  failed_ = !got.ok();
  if (failed_) return got.status();
  return *got > 0;
}

absl::StatusOr<BufferedSource::Line> BufferedSource::ReadLine(size_t limit, std::string* line) {
  line->clear();
  bool any = false;
  bool too_long = false;
  while (true) {
    const absl::string_view rest = Buffered();
    const size_t end = rest.find('\n');
    const absl::string_view part = rest.substr(0, end);
    any = any || !rest.empty();
    if (line->size() + part.size() > limit + 1) too_long = true;  // 1 for a '\r'
    if (!too_long) line->append(part.data(), part.size());
    begin_ += part.size();
    if (end != absl::string_view::npos) {
      ++begin_;
      break;
    }
    KHOTIN_ASSIGN_OR_RETURN(const bool more, Fill());
    if (!more) break;
  }
  if (!any) return Line::kEnd;
  if (!line->empty() && line->back() == '\r') line->pop_back();
  if (too_long || line->size() > limit) {
    line->clear();
    return Line::kTooLong;
  }
  return Line::kWhole;
}

absl::Status BufferedSource::Read(size_t size, std::string* out) {
  out->clear();
  while (true) {
    const absl::string_view part = Buffered().substr(0, size - out->size());
    out->append(part.data(), part.size());
    begin_ += part.size();
    if (out->size() == size) return absl::OkStatus();
    KHOTIN_ASSIGN_OR_RETURN(const bool more, Fill());
    if (!more) return absl::OkStatus();
  }
}

absl::StatusOr<size_t> BufferedSource::Skip(size_t size) {
  size_t skipped = 0;
  while (true) {
    const size_t part = std::min(Buffered().size(), size - skipped);
    begin_ += part;
    skipped += part;
    if (skipped == size) return skipped;
    KHOTIN_ASSIGN_OR_RETURN(const bool more, Fill());
    if (!more) return skipped;
  }
}

absl::StatusOr<absl::string_view> BufferedSource::Peek(size_t size) {
  while (Buffered().size() < size) {
    KHOTIN_ASSIGN_OR_RETURN(const bool more, Fill());
    if (!more) break;
  }
  return Buffered();
}

void BufferedSource::PutBack(absl::string_view bytes) {
  buffer_ = absl::StrCat(bytes, Buffered());
  begin_ = 0;
}

bool BufferedSource::Resume() {
  buffer_.clear();
  begin_ = 0;
  failed_ = false;
  return source_->Resume();
}

}  // namespace khotin::extract
