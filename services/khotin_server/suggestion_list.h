// Suggestions of several sources in one order.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_SUGGESTION_LIST_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_SUGGESTION_LIST_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "khotin/v1/search_service.pb.h"

namespace khotin::server {

// Whole names come first, then names and phrases by their number of articles, those spelled as they
// were typed before others, then titles in the order they came. Not thread-safe.
class SuggestionList {
 public:
  explicit SuggestionList(size_t limit) : limit_(limit) {}

  struct Rank {
    bool whole = false;     // an entity whose whole name was typed
    bool as_typed = false;  // query::TypedMatch::as_typed
  };
  // Leaves out a text that is there already, but for capitals. Entities are to be added before
  // phrases, and those before titles.
  void Add(v1::Suggestion suggestion, const Rank& rank);

  size_t limit() const { return limit_; }
  bool empty() const { return entries_.empty(); }

  // The first `limit`. Of more names and phrases than that, the last give up to three in ten places
  // to titles. The list is empty then.
  std::vector<v1::Suggestion> Take();

 private:
  struct Entry {
    v1::Suggestion suggestion;
    Rank rank;
  };
  static bool Before(const Entry& a, const Entry& b);

  const size_t limit_;
  std::vector<Entry> entries_;
  absl::flat_hash_set<std::string> keys_;
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_SUGGESTION_LIST_H_
