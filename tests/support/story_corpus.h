// Articles labelled with their story, among news that belongs to none, and how well a grouping
// finds the labels.
#ifndef KHOTIN_TESTS_SUPPORT_STORY_CORPUS_H_
#define KHOTIN_TESTS_SUPPORT_STORY_CORPUS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "story/document_frequencies.h"
#include "story/story.h"

namespace khotin::testing {

struct StoryArticle {
  std::string id;
  std::string label;  // of its story; empty for noise
  std::string title;
  std::string lead;
  std::string body;
  story::PublishTime time;
};

// One JSON object a line with story, id, title, summary, time and body.
absl::StatusOr<std::vector<StoryArticle>> ReadLabelledStories(const std::string& path);

// `count` articles of the *.txt of `folder` (a line of title, one of lead, and the body), evenly
// picked from those with numbers of the given parity in the order of their names; no dates.
absl::StatusOr<std::vector<StoryArticle>> ReadNoise(const std::string& folder, size_t count,
                                                    int parity);

enum class Arrival { kShuffled, kByTime };

// Positions in `articles` in an order of arrival; by time, articles without one stand anywhere.
std::vector<size_t> ArrivalOrder(const std::vector<StoryArticle>& articles, Arrival arrival,
                                 uint64_t seed);

struct Grouping {
  std::vector<uint64_t> stories;  // of each article, in the order of `articles`
  double feature_seconds = 0;     // processor time
  double assign_seconds = 0;
};

// Groups one article at a time.
Grouping GroupArticles(const std::vector<StoryArticle>& articles, const std::vector<size_t>& order,
                       const story::DocumentFrequencies& frequencies);

// B-cubed over the labelled articles (Bagga and Baldwin 1998). `noise` counts every article of a
// story for the precision, the others only those that have a label.
struct BCubed {
  double precision = 0;
  double recall = 0;
  double noise_precision = 0;

  double F1() const { return Harmonic(precision); }
  double NoiseF1() const { return Harmonic(noise_precision); }

 private:
  double Harmonic(double p) const { return p + recall > 0 ? 2 * p * recall / (p + recall) : 0; }
};

BCubed ScoreGrouping(const std::vector<StoryArticle>& articles, const Grouping& grouping);

}  // namespace khotin::testing

#endif  // KHOTIN_TESTS_SUPPORT_STORY_CORPUS_H_
