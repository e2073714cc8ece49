#include "extract/gzip_source.h"

#include <zlib.h>

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "base/status.h"
#include "extract/refusal.h"

namespace khotin::extract {
namespace {

constexpr absl::string_view kMagic = "\x1f\x8b\x08";
constexpr int kGzipWindow = 15 + 16;
// Damage shows at the latest so many bytes behind the place where it is.
constexpr size_t kRemembered = size_t{32} << 10;
// How much may be read twice in all.
constexpr size_t kRereadBudget = size_t{16} << 20;

class GzipSource : public ByteSource {
 public:
  explicit GzipSource(std::unique_ptr<ByteSource> compressed) : in_(std::move(compressed)) {
    ready_ = inflateInit2(&stream_, kGzipWindow) == Z_OK;
  }
  ~GzipSource() override { inflateEnd(&stream_); }
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;

  absl::StatusOr<size_t> Read(char* out, size_t size) override {
    if (!ready_) return absl::ResourceExhaustedError("no memory to decompress");
    if (!failure_.ok()) return failure_;
    absl::StatusOr<size_t> got = Inflate(out, size);
    if (!got.ok()) failure_ = got.status();
    return got;
  }

  bool Resume() override {
    failure_ = absl::OkStatus();
    if (!ready_) return false;
    PutBackSwallowed();
    if (!FindMagic()) return false;
    Restart();
    return true;
  }

 private:
  absl::StatusOr<size_t> Inflate(char* out, size_t size) {
    stream_.next_out = reinterpret_cast<Bytef*>(out);
    stream_.avail_out = static_cast<uInt>(size);
    while (stream_.avail_out == size) {
      KHOTIN_ASSIGN_OR_RETURN(const absl::string_view input, in_.Peek(1));
      if (input.empty()) {
        if (between_members_) return 0;
        return UnreadableDocument("the gzip data is truncated");
      }
      if (between_members_) {
        if (!BeginMember(input)) {
          KHOTIN_RETURN_IF_ERROR(CheckPadding());
          return 0;
        }
      }
      KHOTIN_RETURN_IF_ERROR(Step(input));
    }
    return size - stream_.avail_out;
  }

  bool BeginMember(absl::string_view input) {
    if (input[0] != kMagic[0]) return false;
    Restart();
    return true;
  }

  absl::Status CheckPadding() {
    while (true) {
      KHOTIN_ASSIGN_OR_RETURN(const absl::string_view input, in_.Peek(1));
      if (input.empty()) return absl::OkStatus();
      if (input.find_first_not_of('\0') != absl::string_view::npos) {
        return UnreadableDocument("bytes that are not gzip follow the gzip data");
      }
      KHOTIN_RETURN_IF_ERROR(in_.Skip(input.size()).status());
    }
  }

  absl::Status Step(absl::string_view input) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
    stream_.avail_in = static_cast<uInt>(input.size());
    const int result = inflate(&stream_, Z_NO_FLUSH);
    const size_t used = input.size() - stream_.avail_in;
    Remember(input.substr(0, used));
    KHOTIN_RETURN_IF_ERROR(in_.Skip(used).status());
    if (result == Z_STREAM_END) {
      between_members_ = true;
      return absl::OkStatus();
    }
    if (result != Z_OK && result != Z_BUF_ERROR) {
      return UnreadableDocument("the gzip data is damaged");
    }
    if (stream_.total_out > base::kInflateRatioFrom &&
        stream_.total_out / base::kMaxInflateRatio > stream_.total_in) {
      return OverLimit("the gzip data inflates to over 200 times its size");
    }
    return absl::OkStatus();
  }

  void Remember(absl::string_view used) {
    absl::StrAppend(&recent_, used);
    if (recent_.size() <= 2 * kRemembered) return;
    recent_.erase(0, recent_.size() - kRemembered);
    recent_has_start_ = false;
  }

  // A member that breaks off in the middle of the file runs on into the next one before the damage
  // shows: what it has taken of that one is read again.
  void PutBackSwallowed() {
    const size_t at = absl::string_view(recent_).find(kMagic, recent_has_start_ ? 1 : 0);
    if (at != absl::string_view::npos && recent_.size() - at <= reread_left_) {
      reread_left_ -= recent_.size() - at;
      in_.PutBack(absl::string_view(recent_).substr(at));
    }
    recent_.clear();
  }

  void Restart() {
    inflateReset(&stream_);
    recent_.clear();
    recent_has_start_ = true;
    between_members_ = false;
  }

  bool FindMagic() {
    while (true) {
      const absl::StatusOr<absl::string_view> input = in_.Peek(kMagic.size());
      if (!input.ok() || input->size() < kMagic.size()) return false;
      const size_t at = input->find(kMagic);
      const size_t skip = at == absl::string_view::npos ? input->size() - kMagic.size() + 1 : at;
      if (!in_.Skip(skip).ok()) return false;
      if (at != absl::string_view::npos) return true;
    }
  }

  BufferedSource in_;
  z_stream stream_{};
  bool ready_ = false;
  bool between_members_ = true;
  absl::Status failure_;
  std::string recent_;  // the last compressed bytes of this member
  bool recent_has_start_ = true;
  size_t reread_left_ = kRereadBudget;
};

}  // namespace

bool HasGzipMagic(absl::string_view bytes) { return bytes.substr(0, kMagic.size()) == kMagic; }

std::unique_ptr<ByteSource> MakeGzipSource(std::unique_ptr<ByteSource> compressed) {
  return std::make_unique<GzipSource>(std::move(compressed));
}

std::string InflateHead(absl::string_view head, size_t limit) {
  z_stream stream{};
  if (inflateInit2(&stream, kGzipWindow) != Z_OK) return "";
  std::string out(limit, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(head.data()));
  stream.avail_in = static_cast<uInt>(head.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(limit);
  const int result = inflate(&stream, Z_SYNC_FLUSH);
  out.resize(limit - stream.avail_out);
  inflateEnd(&stream);
  if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) return "";
  return out;
}

}  // namespace khotin::extract
