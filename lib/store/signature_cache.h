// Signatures of bodies that were compared lately: versions of one story come in bursts.
#ifndef KHOTIN_STORE_SIGNATURE_CACHE_H_
#define KHOTIN_STORE_SIGNATURE_CACHE_H_

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <unordered_map>

#include "dedupe/signature.h"

namespace khotin::store {

// Drops the one used longest ago when it is over its bytes. Saves time and decides nothing: what it
// holds is what the stored article would give. Not thread-safe.
class SignatureCache {
 public:
  using Entry = std::shared_ptr<const dedupe::Signature>;

  explicit SignatureCache(size_t max_bytes) : max_bytes_(max_bytes) {}

  // Null for a body that is not there.
  Entry Find(uint32_t body_number);
  void Insert(uint32_t body_number, Entry signature);
  // To be called when another article comes to stand for the body, whose facts may be written
  // otherwise.
  void Erase(uint32_t body_number);
  // To be called when a commit failed: the numbers it gave are given again.
  void Clear();

 private:
  struct Node {
    uint32_t body_number;
    Entry signature;
  };
  using List = std::list<Node>;

  const size_t max_bytes_;
  size_t bytes_ = 0;
  List nodes_;  // used last in front
  std::unordered_map<uint32_t, List::iterator> by_number_;
};

}  // namespace khotin::store

#endif  // KHOTIN_STORE_SIGNATURE_CACHE_H_
