// Builds an engine's index and asks it every query, in the way that is the same for all of them.
#ifndef KHOTIN_BENCHMARKS_SEARCH_PEERS_ENGINE_RUNNER_H_
#define KHOTIN_BENCHMARKS_SEARCH_PEERS_ENGINE_RUNNER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "peer_files.h"

namespace khotin::benchmarks {

inline constexpr int kPeerHits = 10;

struct PeerHit {
  uint64_t document = 0;
  double score = 0;
};

// A named figure of an engine's own, for the results.
using PeerFigure = std::pair<std::string, std::string>;

// One engine. Calls come from one thread: Add for each document, Finish, Open, then the rest.
class PeerEngine {
 public:
  virtual ~PeerEngine() = default;

  // Into the folder given when it was made, which is empty.
  virtual absl::Status Add(uint64_t number, const PeerDocument& document) = 0;
  virtual absl::Status Finish() = 0;
  // Figures of the build that only the engine knows, such as the bytes of its index.
  virtual std::vector<PeerFigure> BuildFigures() = 0;

  // Opens what Finish left behind.
  virtual absl::Status Open() = 0;
  // The best kPeerHits documents.
  virtual absl::StatusOr<std::vector<PeerHit>> Search(const PeerQuery& query) = 0;
  // How many documents match, exactly.
  virtual absl::StatusOr<uint64_t> Count(const PeerQuery& query) = 0;
};

// Makes an engine of the name of an index folder.
using PeerEngineFactory = std::unique_ptr<PeerEngine> (*)(const std::string& folder);

// The main function of a runner: `RUNNER DOCUMENTS QUERIES INDEX-FOLDER RESULTS [reuse]`. `reuse`
// asks the index that an earlier run has left. Times are those of the thread that searches and of
// the wall; of each query the middle one of three, after one pass that warms up, which is
// also where a class ends that takes longer than a minute.
//
// RESULTS has lines of three kinds, with tabs between the fields:
//   figure   NAME VALUE
//   query    CLASS NUMBER CPU-MICROSECONDS WALL-MICROSECONDS MATCHES HITS
//   skipped  CLASS REASON
// HITS are document:score, with spaces between.
int RunPeer(int argc, char** argv, PeerEngineFactory factory);

}  // namespace khotin::benchmarks

#endif  // KHOTIN_BENCHMARKS_SEARCH_PEERS_ENGINE_RUNNER_H_
