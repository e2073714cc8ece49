#include "text/normalize.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "text/utf8.h"

namespace khotin::text {
namespace {

// A base letter takes part in one composition with at most this many marks. More is not language
// but an attack on the quadratic ordering of marks.
constexpr size_t kMaxMarks = 30;

// Removed by Normalize.
bool IsInvisible(char32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

bool IsUnicodeSpace(char32_t c) {
  return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

char32_t PlainSpace(char32_t c) {
  if (IsUnicodeSpace(c)) return ' ';
  return c == 0x2028 || c == 0x2029 ? '\n' : c;
}

// True when `c` may compose with, or change place after, the code point before it.
bool JoinsPrevious(char32_t c) {
  if (c < 0x300) return false;
  if (c >= 0x1160 && c <= 0x11FF) return true;
  const utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
         category == UTF8PROC_CATEGORY_ME;
}

// The length of the sequence at `pos` when no code point with this beginning is ever changed by
// normalisation, 0 when that takes a closer look. Knows what Vietnamese text is made of.
size_t StableLength(absl::string_view text, size_t pos) {
  const auto lead = static_cast<unsigned char>(text[pos]);
  if (lead < 0x80) return 1;
  if (pos + 1 >= text.size()) return 0;
  const auto second = static_cast<unsigned char>(text[pos + 1]);
  if (lead == 0xC2) return second == 0xA0 || second == 0xAD ? 0 : 2;
  if (lead >= 0xC3 && lead <= 0xCB) return 2;
  if (pos + 2 >= text.size()) return 0;
  const auto third = static_cast<unsigned char>(text[pos + 2]);
  if (lead == 0xE1) return second == 0xBA || second == 0xBB ? 3 : 0;
  if (lead != 0xE2) return 0;
  if (second == 0x82) return 3;
  const bool dash_quote_or_dots = second == 0x80 && third >= 0x90 && third <= 0xA7;
  return dash_quote_or_dots ? 3 : 0;
}

// Where the leading stretch of `text` ends that is already normal whatever follows: a letter just
// before a combining mark is not part of it.
size_t NormalPrefix(absl::string_view text, size_t pos) {
  size_t last = pos;
  while (pos < text.size()) {
    if (text.size() - pos >= 8) {
      uint64_t word;
      std::memcpy(&word, text.data() + pos, sizeof(word));
      if ((word & 0x8080808080808080u) == 0) {
        pos += 8;
        last = pos - 1;
        continue;
      }
    }
    const size_t length = StableLength(text, pos);
    if (length == 0) return last;
    last = pos;
    pos += length;
  }
  return pos;
}

class Normalizer {
 public:
  explicit Normalizer(absl::string_view text) : text_(text) {}

  Normalized Run() {
    size_t pos = NormalPrefix(text_, 0);
    if (pos == text_.size()) {
      result_.text.assign(text_.data(), text_.size());
      return std::move(result_);
    }
    result_.text.reserve(text_.size());
    result_.text.append(text_.data(), pos);
    while (pos < text_.size()) {
      pos = Cluster(pos);
      const size_t end = NormalPrefix(text_, pos);
      result_.text.append(text_.data() + pos, end - pos);
      pos = end;
    }
    return std::move(result_);
  }

 private:
  // Takes over one base code point with all that may compose with it; returns where it ends.
  size_t Cluster(size_t begin) {
    size_t count = 0;
    size_t pos = begin;
    bool valid = true;
    while (pos < text_.size() && count <= kMaxMarks) {
      size_t next = pos;
      const char32_t c = DecodeUtf8(text_, &next);
      const bool invisible = IsInvisible(c);
      if (pos > begin && !invisible && !JoinsPrevious(c)) break;
      if (c == 0xFFFD && next == pos + 1) valid = false;
      if (!invisible) code_points_[count++] = static_cast<utf8proc_int32_t>(PlainSpace(c));
      pos = next;
      if (!valid) break;
    }
    const absl::string_view original = text_.substr(begin, pos - begin);
    composed_.clear();
    if (valid) {
      Compose(count);
    } else {
      composed_.assign(original.data(), original.size());
    }
    Emit(begin, original);
    return pos;
  }

  void Compose(size_t count) {
    std::array<utf8proc_int32_t, (kMaxMarks + 1) * 4> decomposed;
    size_t size = 0;
    for (size_t i = 0; i < count; ++i) {
      int last_boundclass = 0;
      const utf8proc_ssize_t written =
          utf8proc_decompose_char(code_points_[i], decomposed.data() + size,
                                  static_cast<utf8proc_ssize_t>(decomposed.size() - size),
                                  UTF8PROC_DECOMPOSE, &last_boundclass);
      if (written > 0) size += static_cast<size_t>(written);
    }
    // Canonical order, by insertion: marks of equal class keep theirs.
    for (size_t i = 1; i < size; ++i) {
      for (size_t j = i;
           j > 0 && Class(decomposed[j]) != 0 && Class(decomposed[j - 1]) > Class(decomposed[j]);
           --j) {
        std::swap(decomposed[j], decomposed[j - 1]);
      }
    }
    const utf8proc_ssize_t length = utf8proc_normalize_utf32(
        decomposed.data(), static_cast<utf8proc_ssize_t>(size),
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    for (utf8proc_ssize_t i = 0; i < length; ++i) {
      AppendUtf8(static_cast<char32_t>(decomposed[static_cast<size_t>(i)]), &composed_);
    }
  }

  static int Class(utf8proc_int32_t c) { return utf8proc_get_property(c)->combining_class; }

  void Emit(size_t begin, absl::string_view original) {
    const size_t at = result_.text.size();
    result_.text += composed_;
    if (original == composed_) return;
    result_.offsets.AddAnchor(at, begin, /*collapsed=*/true);
    result_.offsets.AddAnchor(result_.text.size(), begin + original.size(), /*collapsed=*/false);
  }

  const absl::string_view text_;
  Normalized result_;
  std::array<utf8proc_int32_t, kMaxMarks + 1> code_points_;
  std::string composed_;
};

}  // namespace

size_t OffsetMap::ToOriginal(size_t normalized_offset) const {
  const auto after = std::upper_bound(
      anchors_.begin(), anchors_.end(), normalized_offset,
      [](size_t offset, const Anchor& anchor) { return offset < anchor.normalized; });
  if (after == anchors_.begin()) return normalized_offset;
  const Anchor& anchor = *(after - 1);
  return anchor.collapsed ? anchor.original
                          : anchor.original + (normalized_offset - anchor.normalized);
}

void OffsetMap::AddAnchor(size_t normalized, size_t original, bool collapsed) {
  if (!anchors_.empty() && anchors_.back().normalized == normalized) anchors_.pop_back();
  anchors_.push_back(
      {static_cast<uint32_t>(normalized), static_cast<uint32_t>(original), collapsed});
}

Normalized Normalize(absl::string_view text) { return Normalizer(text).Run(); }

}  // namespace khotin::text
