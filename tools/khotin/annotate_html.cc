#include "tools/khotin/annotate_html.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"

namespace khotin::cli {
namespace {

using entity::EntityType;

// The colours are those of Okabe and Ito, told apart by colour-blind readers ("Color Universal
// Design", 2008), thin enough that text stays readable on light and dark ground.
constexpr absl::string_view kHead = R"(<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>khotin annotate</title>
<style>
:root { color-scheme: light dark; font: 16px/1.9 sans-serif; }
body { max-width: 60em; margin: 1em auto; padding: 0 1em; }
p { margin: .3em 0; white-space: pre-wrap; overflow-wrap: anywhere; }
section { margin: .8em 0; padding-left: .6em; border-left: 3px solid transparent; }
section.wrong { border-color: #d55e00; }
.row::before { content: attr(data-row) " "; font-size: .7em; opacity: .7; }
.m { padding: .1em .15em; border-bottom: 2px solid; border-radius: 2px; }
.m::after { content: attr(data-t); font-size: .6em; margin-left: .25em; opacity: .85; }
.PERSON { background: rgb(0 114 178 / .2); border-color: #0072b2; }
.ORGANIZATION { background: rgb(213 94 0 / .2); border-color: #d55e00; border-bottom-style: double; border-bottom-width: 4px; }
.LOCATION { background: rgb(0 158 115 / .2); border-color: #009e73; border-bottom-style: dashed; }
.POSITION { background: rgb(204 121 167 / .2); border-color: #cc79a7; border-bottom-style: dotted; }
.DATE { background: rgb(230 159 0 / .2); border-color: #e69f00; border-bottom-style: groove; border-bottom-width: 4px; }
.MISC { background: rgb(86 180 233 / .2); border-color: #56b4e9; border-bottom-style: ridge; border-bottom-width: 4px; }
.bad { outline: 2px solid; font-weight: bold; }
.gold .m:not(.bad) { background: none; opacity: .7; }
.error { font-style: italic; }
#wrong:checked ~ section:not(.wrong) { display: none; }
</style>
</head>
<body>
)";

struct TypeLabel {
  EntityType type;
  absl::string_view brief;
};

constexpr TypeLabel kLabels[] = {{EntityType::kPerson, "PER"},   {EntityType::kOrganization, "ORG"},
                                 {EntityType::kLocation, "LOC"}, {EntityType::kPosition, "POS"},
                                 {EntityType::kDate, "DATE"},    {EntityType::kMisc, "MISC"}};

constexpr absl::string_view kOutcomes[] = {
    "right", "wrong type", "wrong boundary", "type and boundary", "missed", "invented"};

absl::string_view Brief(EntityType type) {
  for (const TypeLabel& label : kLabels) {
    if (label.type == type) return label.brief;
  }
  return "";
}

absl::string_view Name(Outcome outcome) { return kOutcomes[static_cast<size_t>(outcome)]; }

std::string Escape(absl::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

// One mention as it is to be drawn.
struct Drawn {
  size_t begin;
  size_t end;
  EntityType type;
  std::string label;  // stands after the mention
  std::string title;  // shown on hover
  bool bad;
};

Drawn Draw(const MarkedSpan& span) {
  const absl::string_view name = entity::EntityTypeName(span.type);
  std::string title = span.value.empty() ? std::string(name) : absl::StrCat(name, " ", span.value);
  return {span.begin, span.end, span.type, std::string(Brief(span.type)), std::move(title), false};
}

Drawn Draw(absl::string_view text, const MarkedSpan& span, const Judgement& judgement,
           absl::Span<const MarkedSpan> others, absl::string_view other_side) {
  Drawn drawn = Draw(span);
  if (judgement.outcome == Outcome::kRight) return drawn;
  drawn.bad = true;
  absl::StrAppend(&drawn.label, " ✗ ", Name(judgement.outcome));
  absl::StrAppend(&drawn.title, ", ", Name(judgement.outcome));
  if (judgement.other < 0) return drawn;
  const MarkedSpan& other = others[static_cast<size_t>(judgement.other)];
  absl::StrAppend(&drawn.title, "; ", other_side, " ", entity::EntityTypeName(other.type), " ",
                  text.substr(other.begin, other.end - other.begin));
  return drawn;
}

// Elements nest: a mention that runs over the end of the one around it is drawn up to there.
std::string Markup(absl::string_view text, const std::vector<Drawn>& drawn) {
  std::string html;
  std::vector<size_t> ends;
  size_t pos = 0;
  const auto write_to = [&](size_t end) {
    absl::StrAppend(&html, Escape(text.substr(pos, end - pos)));
    pos = end;
  };
  const auto close_to = [&](size_t begin) {
    while (!ends.empty() && ends.back() <= begin) {
      write_to(ends.back());
      html += "</span>";
      ends.pop_back();
    }
  };
  for (const Drawn& mention : drawn) {
    close_to(mention.begin);
    write_to(mention.begin);
    absl::StrAppend(&html, "<span class=\"m ", entity::EntityTypeName(mention.type),
                    mention.bad ? " bad" : "", "\" data-t=\"", mention.label, "\" title=\"",
                    Escape(mention.title), "\">");
    ends.push_back(ends.empty() ? mention.end : std::min(mention.end, ends.back()));
  }
  close_to(text.size());
  write_to(text.size());
  return html;
}

std::vector<Drawn> DrawAll(absl::string_view text, absl::Span<const MarkedSpan> spans,
                           const std::vector<Judgement>& judgements,
                           absl::Span<const MarkedSpan> others, absl::string_view other_side) {
  std::vector<Drawn> drawn;
  for (size_t i = 0; i < spans.size(); ++i) {
    drawn.push_back(Draw(text, spans[i], judgements[i], others, other_side));
  }
  return drawn;
}

}  // namespace

std::string HtmlHead(bool with_gold) {
  std::string html(kHead);
  html += "<p>";
  for (const TypeLabel& label : kLabels) {
    const absl::string_view name = entity::EntityTypeName(label.type);
    absl::StrAppend(&html, "<span class=\"m ", name, "\" data-t=\"", label.brief, "\">", name,
                    "</span> ");
  }
  html += "</p>\n";
  if (with_gold) {
    html +=
        "<p>What was found; where it differs from the gold, the gold below it, with the "
        "differences marked <span class=\"m bad\" data-t=\"✗\">so</span>. "
        "<a href=\"#counts\">Counts</a></p>\n"
        "<input type=\"checkbox\" id=\"wrong\"> <label for=\"wrong\">only texts with errors"
        "</label>\n";
  }
  return html;
}

std::string HtmlParagraph(absl::string_view text, absl::Span<const MarkedSpan> mentions) {
  std::vector<Drawn> drawn;
  for (const MarkedSpan& mention : mentions) drawn.push_back(Draw(mention));
  return absl::StrCat("<p>", Markup(text, drawn), "</p>\n");
}

std::string HtmlCompared(const GoldText& gold, absl::Span<const MarkedSpan> found,
                         OutcomeCounts* counts) {
  const Comparison comparison = Compare(found, gold.mentions);
  bool wrong = false;
  for (const Judgement& judgement : comparison.found) {
    ++(*counts)[static_cast<size_t>(judgement.outcome)];
    wrong = wrong || judgement.outcome != Outcome::kRight;
  }
  for (const Judgement& judgement : comparison.gold) {
    if (judgement.outcome != Outcome::kMissed) continue;
    ++(*counts)[static_cast<size_t>(Outcome::kMissed)];
    wrong = true;
  }
  std::string html = absl::StrCat(
      "<section", wrong ? " class=\"wrong\"" : "", "><p class=\"row\" data-row=\"found\">",
      Markup(gold.text, DrawAll(gold.text, found, comparison.found, gold.mentions, "gold")),
      "</p>");
  if (wrong) {
    absl::StrAppend(
        &html, "<p class=\"row gold\" data-row=\"gold\">",
        Markup(gold.text, DrawAll(gold.text, gold.mentions, comparison.gold, found, "found")),
        "</p>");
  }
  return html + "</section>\n";
}

std::string HtmlError(absl::string_view reason) {
  return absl::StrCat("<p class=\"error\">", Escape(reason), "</p>\n");
}

std::string HtmlTail(const OutcomeCounts* counts) {
  std::string html;
  if (counts != nullptr) {
    html += "<table id=\"counts\">\n";
    for (size_t i = 0; i < counts->size(); ++i) {
      absl::StrAppend(&html, "<tr><th>", kOutcomes[i], "</th><td>", (*counts)[i], "</td></tr>\n");
    }
    html += "</table>\n";
  }
  return html + "</body>\n</html>\n";
}

}  // namespace khotin::cli
