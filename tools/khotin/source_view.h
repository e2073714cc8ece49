// Sources as a person reads them.
#ifndef KHOTIN_TOOLS_KHOTIN_SOURCE_VIEW_H_
#define KHOTIN_TOOLS_KHOTIN_SOURCE_VIEW_H_

#include <string>

#include "khotin/v1/admin_service.pb.h"
#include "tools/khotin/style.h"

namespace khotin::cli {

// The heading of the table that SourceLines fills.
std::string SourceHeading(const Style& style);

// One line of figures, and one for each figure that has moved far.
std::string SourceLines(const v1::Source& source, const Style& style);

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_SOURCE_VIEW_H_
