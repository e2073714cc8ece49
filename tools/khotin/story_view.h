// Stories as a person reads them.
#ifndef KHOTIN_TOOLS_KHOTIN_STORY_VIEW_H_
#define KHOTIN_TOOLS_KHOTIN_STORY_VIEW_H_

#include <string>

#include "khotin/v1/cluster_service.pb.h"
#include "tools/khotin/style.h"

namespace khotin::cli {

// Label, name, counts and days, two lines.
std::string StoryLines(const v1::Story& story, const Style& style);

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_STORY_VIEW_H_
