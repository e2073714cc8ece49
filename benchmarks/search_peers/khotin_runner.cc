// Khotin in the comparison of search engines. Usage as RunPeer has it, over documents as written;
// `tiers` as the last argument leaves the segments as merging by tiers does, not as one.
#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "khotin_engine.h"

namespace khotin::benchmarks {
namespace {

template <bool kMergeAll>
std::unique_ptr<PeerEngine> MakeEngine(const std::string& folder) {
  return std::make_unique<KhotinEngine>(folder, kMergeAll);
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) {
  if (argc > 1 && absl::string_view(argv[argc - 1]) == "tiers") {
    return khotin::benchmarks::RunPeer(argc - 1, argv, khotin::benchmarks::MakeEngine<false>);
  }
  return khotin::benchmarks::RunPeer(argc, argv, khotin::benchmarks::MakeEngine<true>);
}
