// Sentences of raw news with the mentions that a model finds: what the next model learns from
// besides labelled ones.
#ifndef KHOTIN_BENCHMARKS_ENTITY_MODEL_SILVER_NEWS_H_
#define KHOTIN_BENCHMARKS_ENTITY_MODEL_SILVER_NEWS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "entity/model/tag_model.h"
#include "entity/rules/lexicon.h"
#include "labelled_news.h"

namespace khotin::benchmarks {

// The lines, of a sentence's length and with a mention, of the articles of `folder` (one a file)
// but those named in `left_out`. The same files and model give the same sentences in the same
// order.
absl::StatusOr<std::vector<testing::TokenizedSentence>> LabelNews(
    const std::string& folder, const absl::flat_hash_set<std::string>& left_out,
    const entity::rules::Lexicon& lexicon, const entity::model::TagModel& model);

}  // namespace khotin::benchmarks

#endif  // KHOTIN_BENCHMARKS_ENTITY_MODEL_SILVER_NEWS_H_
