// Where suggestions come from: names of entities, key phrases, titles.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_SUGGESTION_SOURCES_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_SUGGESTION_SOURCES_H_

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
  SuggestionSources(const store::View* view, const SuggestionKinds& kinds, absl::Time now)
      : view_(*view), kinds_(kinds), now_(now) {}

  // Adds what goes on from `typed`, which has a word. DATA_LOSS when the store is damaged.
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
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_SUGGESTION_SOURCES_H_
