// Articles and stores for the tests of lib/store.
#ifndef KHOTIN_STORE_TEST_ARTICLES_H_
#define KHOTIN_STORE_TEST_ARTICLES_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "store/store.h"

namespace khotin::store {

// A folder that goes away with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct TestArticle {
  std::string url;
  std::string title;
  std::vector<std::string> paragraphs;
};

// What analysis makes of such an article, ready to commit.
PreparedArticle PrepareForTest(const TestArticle& article);

// Commits one batch at a fixed time; the results, or a test failure.
std::vector<CommitResult> CommitForTest(Store* store, const std::vector<TestArticle>& articles);

// Segments are flushed by commits, and merged when asked.
std::unique_ptr<Store> OpenForTest(const std::string& path, int64_t flush_documents = 4096);

// Everything the store answers, as text, for comparing two stores.
std::string Describe(const Store& store);

// Takes from a closed store what schema 2 did not have.
void MakeSchema2ForTest(const std::string& path);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_TEST_ARTICLES_H_
