#include "store/file_checksum.h"

#include <string>

#include "base/streaming_hash.h"

namespace khotin::store {
namespace {

class Generator : public rocksdb::FileChecksumGenerator {
 public:
  void Update(const char* data, size_t n) override { hash_.Update({data, n}); }
  void Finalize() override {}
  std::string GetChecksum() const override { return hash_.Get().ToBytes(); }
  const char* Name() const override { return kFileChecksumName; }

 private:
  base::StreamingHash hash_;
};

class Factory : public rocksdb::FileChecksumGenFactory {
 public:
  std::unique_ptr<rocksdb::FileChecksumGenerator> CreateFileChecksumGenerator(
      const rocksdb::FileChecksumGenContext& context) override {
    const std::string& wanted = context.requested_checksum_func_name;
    if (!wanted.empty() && wanted != kFileChecksumName) return nullptr;
    return std::make_unique<Generator>();
  }
  const char* Name() const override { return "khotin.xxh3-128.factory"; }
};

}  // namespace

std::shared_ptr<rocksdb::FileChecksumGenFactory> NewFileChecksumFactory() {
  return std::make_shared<Factory>();
}

}  // namespace khotin::store
