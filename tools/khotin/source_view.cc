#include "tools/khotin/source_view.h"

#include <cmath>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"

namespace khotin::cli {
namespace {

constexpr char kHeading[] =
    "articles  refused  words  removed  title   lead   date  author  learned  source";

long Percent(double share) { return std::lround(share * 100); }

std::string FigureText(const std::string& figure, double value) {
  return absl::EndsWith(figure, "_share") ? absl::StrCat(Percent(value), " %")
                                          : absl::StrCat(std::lround(value));
}

}  // namespace

std::string SourceHeading(const Style& style) { return absl::StrCat(style.Dim(kHeading), "\n"); }

std::string SourceLines(const v1::Source& source, const Style& style) {
  const v1::SourceFigures& now = source.now();
  std::string lines = absl::StrFormat(
      "%8d %8d %6d %7d%% %5d%% %5d%% %5d%% %6d%% %8d  %s%s\n", source.article_count(),
      source.refused_count(), std::lround(now.body_words()), Percent(now.removed_share()),
      Percent(now.title_share()), Percent(now.lead_share()), Percent(now.date_share()),
      Percent(now.author_share()), source.learned_lines(),
      source.source().empty() ? std::string("(no source)") : Printable(source.source()),
      source.trusted() ? " (trusted)" : "");
  for (const v1::SourceDrift& drift : source.drifts()) {
    const std::string name = absl::StrReplaceAll(drift.figure(), {{"_share", ""}, {"_", " "}});
    absl::StrAppend(
        &lines, "  ",
        style.Bold(absl::StrCat("drift: ", name, " ", FigureText(drift.figure(), drift.before()),
                                " -> ", FigureText(drift.figure(), drift.now()))),
        "\n");
  }
  return lines;
}

}  // namespace khotin::cli
