// How features are hashed: part of what a model is (docs/formats/entity_model.md). Internal to
// lib/entity/model.
#ifndef KHOTIN_ENTITY_MODEL_FEATURE_HASH_H_
#define KHOTIN_ENTITY_MODEL_FEATURE_HASH_H_

#include <cstdint>

namespace khotin::entity::model {

// Mixes two hashes; the order matters.
inline uint64_t Mix(uint64_t a, uint64_t b) {
  uint64_t x = (a ^ (b + 0x9e3779b97f4a7c15u + (a << 6) + (a >> 2))) * 0xff51afd7ed558ccdu;
  return x ^ (x >> 32);
}

// The feature of a kind, which has a number of its own.
inline uint64_t Feature(uint32_t kind, uint64_t a) { return Mix(Mix(kind, 0x51ed27), a); }
inline uint64_t Feature(uint32_t kind, uint64_t a, uint64_t b) { return Mix(Feature(kind, a), b); }
inline uint64_t Feature(uint32_t kind, uint64_t a, uint64_t b, uint64_t c) {
  return Mix(Feature(kind, a, b), c);
}

}  // namespace khotin::entity::model

#endif  // KHOTIN_ENTITY_MODEL_FEATURE_HASH_H_
