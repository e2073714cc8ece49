// Versions and what changed between them, as a person reads them.
#ifndef KHOTIN_TOOLS_KHOTIN_DIFF_VIEW_H_
#define KHOTIN_TOOLS_KHOTIN_DIFF_VIEW_H_

#include <string>

#include "khotin/v1/article_service.pb.h"
#include "tools/khotin/style.h"

namespace khotin::cli {

// Number, time and title of a version, two lines.
std::string VersionLines(const v1::Article& version, const Style& style);

// The two sides, then what changed, a block a line: "- " for what is gone, "+ " for what is new,
// "~ " for a text in which words changed. Equal blocks are counted.
std::string DiffLines(const v1::DiffArticlesResponse& diff, const Style& style);

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_DIFF_VIEW_H_
