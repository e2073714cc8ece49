#include "watch_events.h"

#include <algorithm>
#include <utility>

#include "absl/types/optional.h"
#include "base/status.h"
#include "highlight_message.h"
#include "query/standing_query.h"
#include "rpc/convert.h"
#include "store/prepared_article.h"

namespace khotin::server {
namespace {

// Members of a cluster that are looked at for one that was sent before.
constexpr int kMembersExamined = 100;

// A change that no later one has overtaken, with the article as it is; without one when deleted.
struct CurrentChange {
  ArticleChange change;
  absl::optional<storage::v1::Article> record;
};

bool IsCurrent(const ArticleChange& change, const absl::optional<storage::v1::Article>& record) {
  if (change.kind == v1::WATCH_EVENT_KIND_DELETED) return !record.has_value();
  if (!record.has_value()) return false;
  return change.kind == v1::WATCH_EVENT_KIND_MOVED ? record->revision() <= change.revision
                                                   : record->revision() == change.revision;
}

absl::StatusOr<std::vector<CurrentChange>> KeepCurrent(const store::View& view,
                                                       absl::Span<const ArticleChange> changes) {
  std::vector<std::string> ids;
  ids.reserve(changes.size());
  for (const ArticleChange& change : changes) ids.push_back(change.article_id);
  KHOTIN_ASSIGN_OR_RETURN(auto records, view.GetArticles(ids));
  std::vector<CurrentChange> current;
  for (size_t i = 0; i < changes.size(); ++i) {
    if (IsCurrent(changes[i], records[i])) current.push_back({changes[i], std::move(records[i])});
  }
  return current;
}

v1::WatchEvent EventMessage(const CurrentChange& change, v1::ArticleView view) {
  v1::WatchEvent event;
  event.set_kind(change.change.kind);
  event.set_revision(change.change.revision);
  if (change.record.has_value()) {
    *event.mutable_article() = rpc::ArticleMessage(change.change.article_id, *change.record, view);
  } else {
    event.mutable_article()->set_name(rpc::ArticleName(change.change.article_id));
  }
  return event;
}

// Runs queries over the articles that were stored.
class Matcher {
 public:
  Matcher(const WatchPlan& plan, const store::View& view, std::vector<CurrentChange> stored)
      : plan_(plan), view_(view), stored_(std::move(stored)), matches_(stored_.size()) {}

  absl::Status Run(const NamedQueries& queries) {
    std::vector<index::DocumentTerms> documents;
    documents.reserve(stored_.size());
    for (const CurrentChange& change : stored_) {
      documents.push_back(store::UnitsOf(change.change.article_id, *change.record));
    }
    KHOTIN_ASSIGN_OR_RETURN(const auto batch, query::DocumentBatch::Make(documents));
    elders_.resize(stored_.size());
    for (const auto& query : queries) KHOTIN_RETURN_IF_ERROR(RunOne(*query, batch));
    return absl::OkStatus();
  }

  std::vector<v1::WatchEvent> TakeEvents() {
    std::vector<v1::WatchEvent> events;
    for (size_t i = 0; i < stored_.size(); ++i) {
      if (matches_[i].empty()) continue;
      v1::WatchEvent& event = events.emplace_back(EventMessage(stored_[i], plan_.view));
      for (v1::QueryMatch& match : matches_[i]) *event.add_matches() = std::move(match);
    }
    return events;
  }

 private:
  absl::Status RunOne(const NamedQuery& query, const query::DocumentBatch& batch) {
    KHOTIN_ASSIGN_OR_RETURN(const auto ready, query.At(view_));
    KHOTIN_ASSIGN_OR_RETURN(const auto found, ready->Match(batch, view_.index()));
    for (const uint32_t i : found) {
      KHOTIN_ASSIGN_OR_RETURN(const bool known, IsKnown(*ready, i));
      if (known) continue;
      v1::QueryMatch& match = matches_[i].emplace_back();
      match.set_saved_query(query.name());
      FillHighlights(ready->query(), *stored_[i].record, match.mutable_highlights(),
                     match.mutable_snippet());
    }
    return absl::OkStatus();
  }

  // Whether the query has told of the article's text before, by another article of its cluster.
  absl::StatusOr<bool> IsKnown(const query::StandingQuery& query, size_t i) {
    if (plan_.include_duplicates || stored_[i].change.kind != v1::WATCH_EVENT_KIND_ADDED) {
      return false;
    }
    if (!elders_[i].has_value()) {
      KHOTIN_ASSIGN_OR_RETURN(elders_[i], ReadElders(*stored_[i].record));
    }
    for (const query::DocumentBatch& elders : *elders_[i]) {
      KHOTIN_ASSIGN_OR_RETURN(const auto found, query.Match(elders, view_.index()));
      if (!found.empty()) return true;
    }
    return false;
  }

  // Articles that came into the cluster before, as one batch or none.
  absl::StatusOr<std::vector<query::DocumentBatch>> ReadElders(
      const storage::v1::Article& record) const {
    std::vector<query::DocumentBatch> batches;
    KHOTIN_ASSIGN_OR_RETURN(const auto members,
                            view_.ListClusterMembers(record.cluster(), 0, kMembersExamined));
    std::vector<index::DocumentTerms> documents;
    for (const store::StoredClusterMember& member : members) {
      if (member.place >= record.cluster_place()) break;
      const std::string& id = member.record.article();
      KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Article elder, view_.GetArticle(id, 0));
      documents.push_back(store::UnitsOf(id, elder));
    }
    if (documents.empty()) return batches;
    KHOTIN_ASSIGN_OR_RETURN(auto batch, query::DocumentBatch::Make(documents));
    batches.push_back(std::move(batch));
    return batches;
  }

  const WatchPlan& plan_;
  const store::View& view_;
  const std::vector<CurrentChange> stored_;
  std::vector<std::vector<v1::QueryMatch>> matches_;                       // of each of stored_
  std::vector<absl::optional<std::vector<query::DocumentBatch>>> elders_;  // as well
};

absl::StatusOr<NamedQueries> QueriesOf(const WatchPlan& plan, const store::View& view,
                                       SavedQueries* saved_queries) {
  NamedQueries queries;
  if (plan.own_query != nullptr) queries.push_back(plan.own_query);
  if (!plan.all_saved_queries && plan.saved_queries.empty()) return queries;
  KHOTIN_ASSIGN_OR_RETURN(const auto saved, saved_queries->At(view));
  for (const auto& query : *saved) {
    const bool wanted =
        plan.all_saved_queries ||
        std::binary_search(plan.saved_queries.begin(), plan.saved_queries.end(), query->name());
    if (wanted) queries.push_back(query);
  }
  return queries;
}

bool IsStored(const CurrentChange& change) {
  return change.change.kind == v1::WATCH_EVENT_KIND_ADDED ||
         change.change.kind == v1::WATCH_EVENT_KIND_UPDATED;
}

}  // namespace

absl::StatusOr<std::vector<v1::WatchEvent>> MakeEvents(const WatchPlan& plan,
                                                       const store::View& view,
                                                       absl::Span<const ArticleChange> changes,
                                                       SavedQueries* saved_queries) {
  std::vector<v1::WatchEvent> events;
  KHOTIN_ASSIGN_OR_RETURN(std::vector<CurrentChange> current, KeepCurrent(view, changes));
  if (!plan.has_queries()) {
    for (const CurrentChange& change : current) events.push_back(EventMessage(change, plan.view));
    return events;
  }
  current.erase(std::remove_if(current.begin(), current.end(),
                               [](const CurrentChange& change) { return !IsStored(change); }),
                current.end());
  if (current.empty()) return events;
  KHOTIN_ASSIGN_OR_RETURN(const NamedQueries queries, QueriesOf(plan, view, saved_queries));
  Matcher matcher(plan, view, std::move(current));
  KHOTIN_RETURN_IF_ERROR(matcher.Run(queries));
  return matcher.TakeEvents();
}

}  // namespace khotin::server
