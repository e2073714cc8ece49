#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "entity/model/features.h"
#include "entity/model/tag.h"
#include "entity/model/tag_model.h"
#include "entity/recognizer.h"
#include "entity/rules/date_rules.h"
#include "entity/rules/date_value.h"
#include "entity/rules/document.h"
#include "entity/rules/document_pass.h"
#include "entity/rules/holders.h"
#include "entity/rules/lexicon.h"
#include "entity/rules/own_names.h"
#include "text/syllable.h"
#include "text/word_segment.h"

namespace khotin::entity {
namespace {

constexpr int kVersionDigits = 8;
// Of the rules of lib/entity/rules; goes up when the same text may get other mentions by them.
constexpr int kRulesVersion = 3;

std::string FoldSpace(absl::string_view text) {
  std::string folded(text);
  absl::RemoveExtraAsciiWhitespace(&folded);
  return folded;
}

Mention ToMention(const rules::Line& line, rules::Found found) {
  const text::Token& first = line.tokens[found.begin];
  const text::Token& last = line.tokens[found.end - 1];
  Mention mention;
  mention.type = found.type;
  mention.span.field = line.field;
  mention.span.block = line.block;
  mention.span.begin = static_cast<uint32_t>(line.norm.offsets.ToOriginal(first.begin));
  mention.span.end = static_cast<uint32_t>(line.norm.offsets.ToOriginal(last.end));
  mention.text = FoldSpace(line.Text(found.begin, found.end));
  mention.value = std::move(found.value);
  return mention;
}

bool Joins(const rules::Line& line, size_t i) {
  return line.Continues(i) && (line.Text(i) == "," || line.Text(i) == "và");
}

// "ở Adana và Velmora": what stands in a list of places behind a word that leads to one is a place,
// unless a list of names knows better.
void AgreeInLists(const rules::Lexicon& names, const rules::Line& line,
                  std::vector<rules::Found>* found) {
  bool leads = false;  // a list of places ends with the mention before
  for (size_t i = 0; i < found->size(); ++i) {
    rules::Found& mention = (*found)[i];
    const bool joined =
        i > 0 && (*found)[i - 1].end + 1 == mention.begin && Joins(line, mention.begin - 1);
    const bool unknown = rules::MatchAt(names, line, mention.begin,
                                        rules::kAnyName | rules::kSurname | rules::kSurnameCommon)
                             .length == 0;
    if (leads && joined && unknown && mention.type == EntityType::kPerson) {
      mention.type = EntityType::kLocation;
    }
    leads = mention.type == EntityType::kLocation &&
            ((leads && joined) ||
             (mention.begin > 0 && (line.starts[mention.begin - 1] & rules::kPlaceCue) != 0));
  }
}

// Runs of capitals that the model left out, for the rest of the document to tell of. A single
// Vietnamese word that opens a sentence is an ordinary one.
void AddUnknown(const rules::Line& line, rules::LineResult* result) {
  size_t next = 0;
  for (size_t i = 0; i < line.size();) {
    while (next < result->found.size() && result->found[next].end <= i) ++next;
    if (next < result->found.size() && result->found[next].begin <= i) {
      i = result->found[next].end;
      continue;
    }
    if (!line.Capital(i)) {
      ++i;
      continue;
    }
    const size_t limit = next < result->found.size() ? result->found[next].begin : line.size();
    size_t end = i + 1;
    while (end < limit && line.Capital(end) && line.Continues(end)) ++end;
    const bool is_ordinary =
        line.sentence_start[i] != 0 && end == i + 1 && text::IsVietnameseSyllable(line.Text(i));
    if (!is_ordinary) {
      result->unknown.push_back({static_cast<uint32_t>(i), static_cast<uint32_t>(end)});
    }
    i = end;
  }
}

const model::TagModel& BuiltInModel() {
  static const auto& built_in =
      *new model::TagModel(*model::TagModel::Parse(model::BuiltInTagModel()));
  return built_in;
}

class ModelRecognizer : public Recognizer {
 public:
  explicit ModelRecognizer(std::shared_ptr<const rules::Lexicon> names)
      : names_(std::move(names)),
        model_(BuiltInModel()),
        version_(absl::StrCat("model-",
                              base::HashBytes(model::BuiltInTagModel()).ToBase32(kVersionDigits),
                              "+words-", text::WordSegmenter::BuiltInVersion(), "+rules-",
                              kRulesVersion, "+names-", names_->version())) {}

  std::vector<Mention> Recognize(absl::Span<const text::Passage> document) const override {
    const std::vector<rules::Line> lines = rules::MakeLines(*names_, document);
    std::vector<rules::LineResult> results;
    results.reserve(lines.size());
    for (const rules::Line& line : lines) results.push_back(ReadLine(line));
    rules::ResolveUnknown(*names_, lines, &results);
    std::vector<Mention> mentions;
    for (size_t i = 0; i < lines.size(); ++i) {
      rules::ApplyOwnNames(*names_, lines[i], &results[i].found);
      for (rules::Found& found : results[i].found) {
        mentions.push_back(ToMention(lines[i], std::move(found)));
      }
    }
    return mentions;
  }

  absl::string_view Version() const override { return version_; }

 private:
  rules::LineResult ReadLine(const rules::Line& line) const {
    const std::vector<rules::Found> dates = rules::FindLineDates(line);
    const model::LineFeatures features(*names_, model_.clusters(), line, dates);
    rules::LineResult result;
    result.found = model::FromTags(model_.Decode(features));
    rules::TakeHoldersOut(*names_, line, &result.found);
    AgreeInLists(*names_, line, &result.found);
    rules::ReadDateValues(line, dates, &result.found);
    AddUnknown(line, &result);
    return result;
  }

  const std::shared_ptr<const rules::Lexicon> names_;
  const model::TagModel& model_;
  const std::string version_;
};

}  // namespace

std::unique_ptr<Recognizer> NewRecognizer(std::shared_ptr<const rules::Lexicon> names) {
  return std::make_unique<ModelRecognizer>(std::move(names));
}

}  // namespace khotin::entity
