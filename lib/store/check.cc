#include "store/check.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "analysis/url_key.h"
#include "base/status.h"
#include "store/duplicate_check.h"
#include "store/entity_check.h"
#include "store/file_ledger.h"
#include "store/keys.h"
#include "store/prepared_article.h"
#include "store/raw_input.h"
#include "store/story_check.h"

namespace khotin::store {
namespace {

// Terms of each article that are looked up in the index.
constexpr size_t kTermsChecked = 16;

class Checker {
 public:
  Checker(const ViewImpl& view, int limit)
      : view_(view),
        limit_(static_cast<size_t>(limit)),
        reader_(view.database().get(), view.snapshot()),
        duplicates_(&reader_, limit_, &violations_),
        stories_(&reader_, limit_, &violations_),
        entities_(&reader_, limit_, &violations_) {}

  absl::StatusOr<std::vector<std::string>> Run() {
    KHOTIN_RETURN_IF_ERROR(entities_.Start());
    KHOTIN_RETURN_IF_ERROR(CheckArticles());
    KHOTIN_RETURN_IF_ERROR(CheckUrls());
    KHOTIN_RETURN_IF_ERROR(duplicates_.Finish(view_.counts().clusters));
    KHOTIN_RETURN_IF_ERROR(stories_.Finish(view_.counts().stories));
    KHOTIN_RETURN_IF_ERROR(entities_.Finish(view_.counts()));
    KHOTIN_RETURN_IF_ERROR(CheckQuarantine());
    KHOTIN_RETURN_IF_ERROR(CheckSavedQueries());
    KHOTIN_RETURN_IF_ERROR(CheckFiles());
    CheckCounts();
    return std::move(violations_);
  }

 private:
  template <typename... Parts>
  bool Expect(bool holds, const Parts&... parts) {
    if (!holds && violations_.size() < limit_) violations_.push_back(absl::StrCat(parts...));
    return holds;
  }

  template <typename Visit>
  absl::Status ForEach(Family family, const Visit& visit) {
    absl::Status status;
    KHOTIN_RETURN_IF_ERROR(view_.database()->Scan(
        family, "", "", view_.snapshot(), [&](absl::string_view key, absl::string_view value) {
          status = visit(key, value);
          return status.ok() && violations_.size() < limit_;
        }));
    return status;
  }

  absl::Status CheckArticles() {
    return ForEach(Family::kArticles, [&](absl::string_view id, absl::string_view value) {
      auto record = ParseRecord<storage::v1::Article>(value, id);
      if (!Expect(record.ok(), "article ", id, ": damaged record")) return absl::OkStatus();
      ++articles_;
      versions_ += record->version();
      KHOTIN_RETURN_IF_ERROR(CheckVersions(id, *record));
      KHOTIN_RETURN_IF_ERROR(entities_.AddArticle(id, *record));
      KHOTIN_RETURN_IF_ERROR(duplicates_.AddArticle(id, *record));
      stories_.AddArticle(id, *record);
      Expect(record->revision() <= view_.revision(), "article ", id, ": revision of the future");
      if (!record->url().empty()) KHOTIN_RETURN_IF_ERROR(CheckUrl(id, record->url()));
      return CheckIndexed(id, *record);
    });
  }

  absl::Status CheckVersions(absl::string_view id, const storage::v1::Article& record) {
    for (int32_t version = 1; version <= record.version(); ++version) {
      const auto raw = view_.GetRawInput(id, version);
      Expect(raw.ok(), "article ", id, " version ", version, ": ", raw.status().message());
      if (raw.ok()) KHOTIN_RETURN_IF_ERROR(CheckRawHash(id, *raw));
      const auto article = view_.GetArticle(id, version);
      Expect(article.ok(), "article ", id, " version ", version, ": not stored");
    }
    return absl::OkStatus();
  }

  absl::Status CheckRawHash(absl::string_view id, const extract::RawDocument& raw) {
    KHOTIN_ASSIGN_OR_RETURN(
        const absl::optional<std::string> known,
        view_.database()->Get(Family::kRawHashes, RawHash(raw).ToBytes(), view_.snapshot()));
    Expect(known.has_value() && *known == id, "article ", id, ": its raw document is not known");
    return absl::OkStatus();
  }

  absl::Status CheckUrl(absl::string_view id, absl::string_view url) {
    const auto found = view_.FindArticleByUrl(url);
    Expect(found.ok() && *found == id, "article ", id, ": its URL leads elsewhere");
    return absl::OkStatus();
  }

  absl::Status CheckIndexed(absl::string_view id, const storage::v1::Article& record) {
    int found = 0;
    for (const index::SegmentView& segment : view_.index().segments) {
      KHOTIN_ASSIGN_OR_RETURN(const absl::optional<index::DocId> doc,
                              segment.segment->FindDocument(id));
      if (!doc.has_value() || segment.IsDeleted(*doc)) continue;
      ++found;
      KHOTIN_RETURN_IF_ERROR(CheckTerms(id, record, *segment.segment, *doc));
    }
    Expect(found == 1, "article ", id, ": ", found, " documents in the index");
    return absl::OkStatus();
  }

  absl::Status CheckTerms(absl::string_view id, const storage::v1::Article& record,
                          const index::Segment& segment, index::DocId doc) {
    const index::DocumentTerms terms = TermsOf(id, record);
    KHOTIN_ASSIGN_OR_RETURN(const index::DocumentValues values, segment.Values(doc));
    Expect(values.cluster == terms.values.cluster &&
               values.publish_seconds == terms.values.publish_seconds &&
               values.revision == terms.values.revision,
           "article ", id, ": values in the index differ");
    KHOTIN_RETURN_IF_ERROR(CheckLabels(id, terms, segment, doc));
    const std::vector<index::DocumentTerm> list = index::ListTerms(terms);
    const size_t step = list.size() / kTermsChecked + 1;
    for (size_t i = 0; i < list.size(); i += step) {
      const index::DocumentTerm& term = list[i];
      KHOTIN_ASSIGN_OR_RETURN(const std::unique_ptr<index::Postings> postings,
                              segment.OpenPostings(term.text));
      if (postings != nullptr) postings->SkipTo(doc);
      Expect(
          postings != nullptr && postings->doc() == doc && postings->frequency() == term.frequency,
          "article ", id, ": a term is missing in the index");
    }
    return absl::OkStatus();
  }

  // What figures are counted by.
  absl::Status CheckLabels(absl::string_view id, const index::DocumentTerms& terms,
                           const index::Segment& segment, index::DocId doc) {
    for (size_t field = 0; field < index::kValueFieldCount; ++field) {
      KHOTIN_ASSIGN_OR_RETURN(const index::FacetColumn* const column,
                              segment.Facets(static_cast<index::ValueField>(field)));
      std::set<absl::string_view> indexed;
      for (const uint32_t ordinal : column->Ordinals(doc)) indexed.insert(column->labels[ordinal]);
      const index::Labels& labels = terms.labels[field];
      Expect(indexed == std::set<absl::string_view>(labels.begin(), labels.end()), "article ", id,
             ": labels in the index differ");
    }
    return absl::OkStatus();
  }

  absl::Status CheckUrls() {
    return ForEach(Family::kUrls, [&](absl::string_view key, absl::string_view id) {
      const auto article = view_.GetArticle(id, 0);
      if (!Expect(article.ok(), "URL ", key, ": leads to no article")) return absl::OkStatus();
      const auto url_key = analysis::UrlKey(article->url());
      Expect(url_key.ok() && *url_key == key, "URL ", key, ": its article has another");
      return absl::OkStatus();
    });
  }

  absl::Status CheckQuarantine() {
    KHOTIN_RETURN_IF_ERROR(
        ForEach(Family::kQuarantine, [&](absl::string_view id, absl::string_view) {
          ++quarantined_;
          const auto document = view_.GetQuarantined(id);
          if (!Expect(document.ok(), "quarantine ", id, ": ", document.status().message()) ||
              document->record.unread()) {
            return absl::OkStatus();
          }
          Expect(QuarantineId(RawHash(document->raw)) == id, "quarantine ", id,
                 ": holds another document");
          return absl::OkStatus();
        }));
    Expect(view_.counts().quarantined == quarantined_, "quarantine: ", quarantined_, ", counted ",
           view_.counts().quarantined);
    return absl::OkStatus();
  }

  absl::Status CheckSavedQueries() {
    int64_t found = 0;
    KHOTIN_RETURN_IF_ERROR(
        ForEach(Family::kSavedQueries, [&](absl::string_view id, absl::string_view value) {
          ++found;
          const auto record = ParseRecord<storage::v1::SavedQuery>(value, id);
          Expect(record.ok() && record->revision() <= view_.saved_query_revision(), "saved query ",
                 id, ": damaged record");
          return absl::OkStatus();
        }));
    Expect(view_.counts().saved_queries == found, "saved queries: ", found, ", counted ",
           view_.counts().saved_queries);
    return absl::OkStatus();
  }

  absl::Status CheckFiles() {
    return ForEach(Family::kIngestedFiles, [&](absl::string_view key, absl::string_view value) {
      const std::string fault = FaultOfFileEntry(key, value);
      Expect(fault.empty(), "ingested file ", absl::BytesToHexString(key), ": ", fault);
      return absl::OkStatus();
    });
  }

  void CheckCounts() {
    const Counts& counts = view_.counts();
    Expect(counts.articles == articles_, "articles: ", articles_, ", counted ", counts.articles);
    Expect(counts.versions == versions_, "versions: ", versions_, ", counted ", counts.versions);
    Expect(static_cast<int64_t>(view_.index().documents) == articles_,
           "documents in the index: ", view_.index().documents, ", articles: ", articles_);
  }

  const ViewImpl& view_;
  const size_t limit_;
  std::vector<std::string> violations_;
  SnapshotReader reader_;
  DuplicateChecker duplicates_;
  StoryChecker stories_;
  EntityChecker entities_;
  int64_t articles_ = 0;
  int64_t versions_ = 0;
  int64_t quarantined_ = 0;
};

}  // namespace

absl::StatusOr<std::vector<std::string>> CheckView(const ViewImpl& view, int limit) {
  return Checker(view, limit).Run();
}

}  // namespace khotin::store
