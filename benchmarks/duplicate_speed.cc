// How fast duplicates are found in a large archive, on one thread, in its own processor time.
//
//   duplicate_speed FOLDER [articles=N] [kind=reworded|recombined] [store=DIR]
//
// FOLDER holds one article per .txt file, of which N articles are made (made_news.h) and entered
// into a store that has nothing but their texts. At a tenth of N and at N, 5,000 further ones are
// looked up: signature, candidates, exact comparison, and nothing stored. The last line compares
// the two.
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/status.h"
#include "made_news.h"
#include "news_corpus.h"
#include "store/body_index.h"
#include "store/database.h"
#include "store/duplicate_writer.h"

namespace khotin::benchmarks {
namespace {

constexpr uint64_t kLookedUp = 5000;
constexpr uint64_t kArticlesPerWrite = 500;

struct Options {
  std::string folder;
  uint64_t articles = 1000000;
  MadeKind kind = MadeKind::kReworded;
  std::string store = (std::filesystem::temp_directory_path() / "khotin-duplicate-speed").string();
};

absl::StatusOr<Options> ParseOptions(int argc, char** argv) {
  Options options;
  if (argc < 2) {
    return absl::InvalidArgumentError(
        "usage: duplicate_speed FOLDER [articles=N] [kind=reworded|recombined] [store=DIR]");
  }
  options.folder = argv[1];
  for (int i = 2; i < argc; ++i) {
    const std::pair<std::string, std::string> option =
        absl::StrSplit(argv[i], absl::MaxSplits('=', 1));
    if (option.first == "articles" && absl::SimpleAtoi(option.second, &options.articles)) continue;
    if (option.first == "store") {
      options.store = option.second;
    } else if (option.first == "kind" && option.second == "recombined") {
      options.kind = MadeKind::kRecombined;
    } else if (argv[i] != absl::string_view("kind=reworded")) {
      return absl::InvalidArgumentError(absl::StrCat("not understood: ", argv[i]));
    }
  }
  return options;
}

storage::v1::Article RecordOf(std::string text) {
  storage::v1::Article record;
  record.add_body()->set_text(std::move(text));
  return record;
}

int64_t PeakMegabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

class Archive {
 public:
  Archive(std::shared_ptr<store::Database> database, const MadeNews* news)
      : database_(std::move(database)), news_(news) {}

  // Enters articles up to `count`; the time it took for each.
  absl::StatusOr<double> Grow(uint64_t count) {
    const uint64_t added = count - state_.article_count();
    const double start = ThreadSeconds();
    while (static_cast<uint64_t>(state_.article_count()) < count) {
      store::WriteContext context(database_.get());
      store::DuplicateWriter duplicates(&context, &cache_, &state_);
      for (uint64_t i = 0; i < kArticlesPerWrite; ++i) {
        KHOTIN_RETURN_IF_ERROR(Add(&context, &duplicates));
      }
      KHOTIN_RETURN_IF_ERROR(context.Write());
    }
    return (ThreadSeconds() - start) / static_cast<double>(added);
  }

  // Looks up articles that are not there; the time for each.
  absl::StatusOr<double> LookUp() {
    std::vector<storage::v1::Article> records;
    const auto first = static_cast<uint64_t>(state_.article_count());
    for (uint64_t i = 0; i < kLookedUp; ++i) records.push_back(RecordOf(news_->Text(first + i)));
    std::map<dedupe::Relation, int> relations;
    const double start = ThreadSeconds();
    for (const storage::v1::Article& record : records) {
      store::SnapshotReader reader(database_.get(), nullptr);
      store::BodyIndex bodies(&reader, &cache_);
      const dedupe::Signature signature = store::SignatureOfRecord(record);
      KHOTIN_ASSIGN_OR_RETURN(const store::SketchEntries entries, bodies.Load(signature));
      KHOTIN_ASSIGN_OR_RETURN(const auto matches, bodies.FindMatches(signature, entries, ""));
      ++relations[matches.empty() ? dedupe::Relation::kNone : matches.front().relation];
    }
    const double each = (ThreadSeconds() - start) / static_cast<double>(kLookedUp);
    std::printf(
        "%9llu articles: %6.0f lookups/s (none %d, exact %d, near %d, other %d), %lld MB of "
        "memory at most\n",
        static_cast<unsigned long long>(first), 1 / each, relations[dedupe::Relation::kNone],
        relations[dedupe::Relation::kExact], relations[dedupe::Relation::kNear],
        relations[dedupe::Relation::kContains] + relations[dedupe::Relation::kContainedIn] +
            relations[dedupe::Relation::kRelated],
        static_cast<long long>(PeakMegabytes()));
    return each;
  }

  // Of everything but the texts themselves, for each article, on disk.
  absl::StatusOr<double> BytesPerArticle() const {
    uint64_t total = 0;
    for (const store::Family family :
         {store::Family::kSketches, store::Family::kBodies, store::Family::kFingerprints,
          store::Family::kClusters, store::Family::kClusterMembers, store::Family::kClusterOrder}) {
      KHOTIN_RETURN_IF_ERROR(store::FromRocks(
          database_->db()->CompactRange({}, database_->family(family), nullptr, nullptr),
          store::FamilyName(family)));
      uint64_t bytes = 0;
      if (database_->db()->GetIntProperty(database_->family(family),
                                          rocksdb::DB::Properties::kTotalSstFilesSize, &bytes)) {
        total += bytes;
      }
    }
    return static_cast<double>(total) / static_cast<double>(state_.article_count());
  }

 private:
  absl::Status Add(store::WriteContext* context, store::DuplicateWriter* duplicates) {
    const int64_t number = state_.article_count();
    storage::v1::Article record = RecordOf(news_->Text(static_cast<uint64_t>(number)));
    // As long as the ids of articles.
    const std::string id = absl::StrCat(absl::Hex(number, absl::kZeroPad16));
    state_.set_article_count(number + 1);
    state_.set_revision(number / static_cast<int64_t>(kArticlesPerWrite) + 1);
    KHOTIN_RETURN_IF_ERROR(
        duplicates->Add(id, store::SignatureOfRecord(record), false, "", &record).status());
    duplicates->TakeMoved();
    return context->PutRecord(store::Family::kArticles, id, record);
  }

  const std::shared_ptr<store::Database> database_;
  const MadeNews* const news_;
  store::SignatureCache cache_{size_t{32} << 20};
  storage::v1::State state_;
};

absl::Status Run(int argc, char** argv) {
  KHOTIN_ASSIGN_OR_RETURN(const Options options, ParseOptions(argc, argv));
  KHOTIN_ASSIGN_OR_RETURN(const auto articles, ReadArticles(options.folder));
  if (articles.empty()) return absl::NotFoundError("no articles");
  const MadeNews news(&articles, options.kind);
  std::filesystem::remove_all(options.store);
  store::StoreOptions store_options;
  store_options.path = options.store;
  store_options.sync_commits = false;
  KHOTIN_ASSIGN_OR_RETURN(const auto database, store::Database::Open(store_options));
  Archive archive(database, &news);
  double first = 0;
  double last = 0;
  for (const uint64_t count : {options.articles / 10, options.articles}) {
    KHOTIN_ASSIGN_OR_RETURN(const double grown, archive.Grow(count));
    std::printf("%9llu articles: %6.0f entered/s, made and stored\n",
                static_cast<unsigned long long>(count), 1 / grown);
    std::fflush(stdout);
    KHOTIN_ASSIGN_OR_RETURN(last, archive.LookUp());
    if (first == 0) first = last;
  }
  KHOTIN_ASSIGN_OR_RETURN(const double bytes, archive.BytesPerArticle());
  std::printf("ten times the articles: %.2f times the time; %.0f bytes an article\n", last / first,
              bytes);
  return absl::OkStatus();
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) {
  const absl::Status status = khotin::benchmarks::Run(argc, argv);
  if (!status.ok()) std::fprintf(stderr, "%s\n", std::string(status.message()).c_str());
  return status.ok() ? 0 : 1;
}
