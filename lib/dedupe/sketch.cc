#include "dedupe/sketch.h"

#include <algorithm>

namespace khotin::dedupe {

std::vector<uint64_t> MakeSketch(const Signature& signature) {
  constexpr uint64_t kMask = (uint64_t{1} << kSketchKeyBits) - 1;
  const size_t size = std::min(kSketchSize, signature.shingles.size());
  std::vector<uint64_t> keys;
  keys.reserve(size);
  for (size_t i = 0; i < size; ++i) keys.push_back(signature.shingles[i] & kMask);
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

}  // namespace khotin::dedupe
