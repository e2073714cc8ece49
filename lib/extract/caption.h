// Captions of pictures among the lines of a text.
#ifndef KHOTIN_EXTRACT_CAPTION_H_
#define KHOTIN_EXTRACT_CAPTION_H_

#include <string>

#include "absl/types/optional.h"
#include "extract/line.h"

namespace khotin::extract {

struct CaptionMark {
  std::string credit;        // as written; empty when the mark names nobody ("Ảnh minh họa")
  bool credit_only = false;  // nothing but the mark: the caption itself is the line before
};

// The mark by which a line says that it is a caption: "(Ảnh: …)", "Ảnh: …", "Nguồn: …" at its
// end, "Ảnh minh họa". nullopt when there is none, as in "Bài, ảnh: …".
absl::optional<CaptionMark> FindCaptionMark(const Line& line);

// True when a short line without a mark reads as a caption: one sentence that shows somebody in an
// act or at an event, with nothing reported, dated or quoted in it. A soft judgement, for lines
// that stand alone between longer ones.
bool DescribesPicture(const Line& line);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_CAPTION_H_
