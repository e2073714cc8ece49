// Where suggestions come from: names of entities, key phrases, titles.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_SUGGESTION_SOURCES_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_SUGGESTION_SOURCES_H_

#include <functional>
#include <utility>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "query/typed_text.h"
#include "store/view.h"
#include "suggestion_list.h"

namespace khotin::server {

struct SuggestionKinds {
  bool entities = false;
  bool phrases = false;
  bool titles = false;
};

// Immutable and thread-safe. `view` must outlive it.
class SuggestionSources {
 public:
  SuggestionSources(const store::View* view, const SuggestionKinds& kinds, absl::Time now,
                    std::function<bool()> cancelled)
      : view_(*view), kinds_(kinds), now_(now), cancelled_(std::move(cancelled)) {}

  // Adds what goes on from `typed`, which has a word. DATA_LOSS when the store is damaged,
  // CANCELLED when `cancelled` is true.
  absl::Status AddTo(const query::TypedText& typed, bool corrected, SuggestionList* list) const;

 private:
  absl::Status AddNamed(const query::TypedText& typed, bool corrected, SuggestionList* list) const;
  absl::Status AddEntities(const query::TypedText& typed, bool corrected,
                           SuggestionList* list) const;
  absl::Status AddPhrases(const query::TypedText& typed, bool corrected,
                          SuggestionList* list) const;
  absl::Status AddTitles(const query::TypedText& typed, bool corrected, SuggestionList* list) const;

  const store::View& view_;
  const SuggestionKinds kinds_;
  const absl::Time now_;
  const std::function<bool()> cancelled_;
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_SUGGESTION_SOURCES_H_
