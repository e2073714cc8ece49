// A story: articles about one event, and what of them tells whether another one belongs to it.
#ifndef KHOTIN_STORY_STORY_H_
#define KHOTIN_STORY_STORY_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "story/features.h"

namespace khotin::story {

// Seconds since 1970, UTC; nullopt when the day of publication is not known.
using PublishTime = absl::optional<int64_t>;

struct Member {
  std::string article;
  PublishTime time;
  Features features;

  friend bool operator==(const Member& a, const Member& b) {
    return a.article == b.article && a.time == b.time && a.features == b.features;
  }
};

// Members that stand for the story: the first ones, so that a story stays what it began as and its
// record bounded, however many articles join.
inline constexpr size_t kMaxCore = 8;

// Terms by which a story is found.
inline constexpr size_t kPostedTerms = 16;

// The core of a story is the first kMaxCore of its members in the order they joined; everything
// below is a function of the core. Not thread-safe.
class Core {
 public:
  Core() = default;
  // REQUIRES: at most kMaxCore members.
  explicit Core(std::vector<Member> members);

  absl::Span<const Member> members() const { return members_; }
  bool full() const { return members_.size() == kMaxCore; }
  bool empty() const { return members_.empty(); }

  // REQUIRES: !full().
  void Add(Member member);

  // False when the article is not in the core. Whoever keeps the members then adds the first one
  // that is not in the core, if there is one.
  bool Remove(absl::string_view article);

  // The cosine of `features` and the sum of the members, 0..1.
  double Similarity(absl::Span<const Feature> features) const;

  // Seconds from `time` to that of the nearest member; nullopt when one of them has none.
  absl::optional<int64_t> Distance(PublishTime time) const;

  // The kPostedTerms heaviest terms of the sum of the members, which is scaled to a length of
  // kUnit; the heaviest first.
  Features PostedTerms() const;

  // The member most similar to them all, the earlier one of equals; its headline names the story.
  // REQUIRES: !empty().
  const Member& Central() const;

 private:
  void Sum();

  std::vector<Member> members_;
  // By key; weights add up to kMaxCore * kUnit at most.
  std::vector<std::pair<uint32_t, uint32_t>> sum_;
  double length_ = 0;
};

}  // namespace khotin::story

#endif  // KHOTIN_STORY_STORY_H_
