#include "store/signature_cache.h"

#include <utility>

namespace khotin::store {
namespace {

size_t BytesOf(const dedupe::Signature& signature) {
  constexpr size_t kOverhead = 200;
  return kOverhead + sizeof(uint64_t) * signature.shingles.size() +
         sizeof(uint32_t) *
             (signature.words.size() + signature.numbers.size() + signature.names.size());
}

}  // namespace

SignatureCache::Entry SignatureCache::Find(uint32_t body_number) {
  const auto it = by_number_.find(body_number);
  if (it == by_number_.end()) return nullptr;
  nodes_.splice(nodes_.begin(), nodes_, it->second);
  return it->second->signature;
}

void SignatureCache::Insert(uint32_t body_number, Entry signature) {
  Erase(body_number);
  bytes_ += BytesOf(*signature);
  nodes_.push_front({body_number, std::move(signature)});
  by_number_[body_number] = nodes_.begin();
  while (bytes_ > max_bytes_) Erase(nodes_.back().body_number);
}

void SignatureCache::Erase(uint32_t body_number) {
  const auto it = by_number_.find(body_number);
  if (it == by_number_.end()) return;
  bytes_ -= BytesOf(*it->second->signature);
  nodes_.erase(it->second);
  by_number_.erase(it);
}

void SignatureCache::Clear() {
  nodes_.clear();
  by_number_.clear();
  bytes_ = 0;
}

}  // namespace khotin::store
