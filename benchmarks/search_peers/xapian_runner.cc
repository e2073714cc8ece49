// Xapian in the comparison of search engines. Usage as RunPeer has it, over folded documents.
#include <xapian.h>

#include <filesystem>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine_runner.h"

namespace khotin::benchmarks {
namespace {

constexpr Xapian::valueno kDateSlot = 0;
constexpr Xapian::termpos kFieldGap = 16;  // no phrase crosses from the title into the text
constexpr char kSourcePrefix[] = "XS";

uint64_t FolderBytes(const std::string& folder) {
  uint64_t bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return bytes;
}

class XapianEngine : public PeerEngine {
 public:
  explicit XapianEngine(const std::string& folder)
      : growing_(folder + "/growing"), compact_(folder + "/compact") {}

  absl::Status Add(uint64_t number, const PeerDocument& document) override {
    return Guarded([&] {
      if (!writer_) writer_.emplace(growing_, Xapian::DB_CREATE_OR_OVERWRITE);
      Xapian::Document added;
      Xapian::termpos position = 1;
      for (const std::string* field : {&document.title, &document.text}) {
        for (const absl::string_view term : absl::StrSplit(*field, ' ', absl::SkipEmpty())) {
          added.add_posting(std::string(term), position++);
        }
        position += kFieldGap;
      }
      added.add_boolean_term(kSourcePrefix + document.source);
      added.add_value(kDateSlot, Xapian::sortable_serialise(static_cast<double>(document.date)));
      const Xapian::docid id = writer_->add_document(added);
      if (id == number + 1) return absl::OkStatus();  // as Search takes them to be
      return absl::InternalError(absl::StrCat("document ", number, " got the id ", id));
    });
  }

  absl::Status Finish() override {
    return Guarded([&] {
      if (!writer_) return absl::InvalidArgumentError("no documents");
      writer_->commit();
      writer_->compact(compact_);
      writer_.reset();
      return absl::OkStatus();
    });
  }

  std::vector<PeerFigure> BuildFigures() override {
    return {{"index_bytes", absl::StrCat(FolderBytes(compact_))},
            {"grown_index_bytes", absl::StrCat(FolderBytes(growing_))}};
  }

  absl::Status Open() override {
    return Guarded([&] {
      database_ = Xapian::Database(compact_);
      enquire_ = std::make_unique<Xapian::Enquire>(database_);
      // k1 and b as Lucene has them; no factor for the length or frequency within the query.
      enquire_->set_weighting_scheme(Xapian::BM25Weight(1.2, 0, 0, 0.75, 0));
      return absl::OkStatus();
    });
  }

  absl::StatusOr<std::vector<PeerHit>> Search(const PeerQuery& query) override {
    std::vector<PeerHit> hits;
    const absl::Status status = Guarded([&] {
      enquire_->set_query(ToXapian(query));
      const Xapian::MSet found = enquire_->get_mset(0, kPeerHits);
      for (auto it = found.begin(); it != found.end(); ++it) {
        hits.push_back({*it - 1, it.get_weight()});
      }
      return absl::OkStatus();
    });
    if (!status.ok()) return status;
    return hits;
  }

  absl::StatusOr<uint64_t> Count(const PeerQuery& query) override {
    uint64_t count = 0;
    const absl::Status status = Guarded([&] {
      enquire_->set_query(ToXapian(query));
      count = enquire_->get_mset(0, 0, database_.get_doccount()).get_matches_estimated();
      return absl::OkStatus();
    });
    if (!status.ok()) return status;
    return count;
  }

 private:
  template <typename Function>
  static absl::Status Guarded(Function function) {
    try {
      return function();
    } catch (const Xapian::Error& error) {
      return absl::InternalError(error.get_description());
    }
  }

  static Xapian::Query ToXapian(const PeerQuery& query) {
    const bool any = query.query_class == "or" || query.query_class == "title";
    const bool phrase = query.query_class == "phrase";
    Xapian::Query made(any      ? Xapian::Query::OP_OR
                       : phrase ? Xapian::Query::OP_PHRASE
                                : Xapian::Query::OP_AND,
                       query.terms.begin(), query.terms.end());
    if (!query.source.empty()) {
      made = {Xapian::Query::OP_FILTER, made, Xapian::Query(kSourcePrefix + query.source)};
    }
    if (query.has_dates()) {
      const Xapian::Query range(
          Xapian::Query::OP_VALUE_RANGE, kDateSlot,
          Xapian::sortable_serialise(static_cast<double>(query.date_begin)),
          Xapian::sortable_serialise(static_cast<double>(query.date_end - 1)));
      made = {Xapian::Query::OP_FILTER, made, range};
    }
    return made;
  }

  const std::string growing_;
  const std::string compact_;
  absl::optional<Xapian::WritableDatabase> writer_;
  Xapian::Database database_;
  std::unique_ptr<Xapian::Enquire> enquire_;
};

std::unique_ptr<PeerEngine> MakeEngine(const std::string& folder) {
  return std::make_unique<XapianEngine>(folder);
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) {
  return khotin::benchmarks::RunPeer(argc, argv, khotin::benchmarks::MakeEngine);
}
