#include "standing_queries.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/status.h"
#include "entity_filter.h"
#include "query/expansion.h"
#include "rpc/convert.h"
#include "saved_query_message.h"
#include "spdlog/spdlog.h"
#include "store/store.h"

namespace khotin::server {
namespace {

bool NamesEntities(const query::Node& node) {
  if (node.kind == query::NodeKind::kFilter && node.field == index::ValueField::kEntity)
    return true;
  return std::any_of(node.children.begin(), node.children.end(), NamesEntities);
}

}  // namespace

NamedQuery::NamedQuery(std::string name, int64_t revision, query::QueryTree typed,
                       const query::AbbreviationTable* abbreviations)
    : name_(std::move(name)),
      revision_(revision),
      typed_(std::move(typed)),
      abbreviations_(abbreviations) {
  if (NamesEntities(typed_.root)) return;
  ready_ = std::make_shared<const query::StandingQuery>(
      query::ExpandAbbreviations(typed_, *abbreviations_));
}

absl::StatusOr<std::shared_ptr<const query::StandingQuery>> NamedQuery::At(
    const store::View& view) const {
  if (ready_ != nullptr) return ready_;
  query::QueryTree resolved = typed_;
  KHOTIN_RETURN_IF_ERROR(ResolveEntities(view, &resolved));
  return std::make_shared<const query::StandingQuery>(
      query::ExpandAbbreviations(std::move(resolved), *abbreviations_));
}

SavedQueries::SavedQueries(const query::AbbreviationTable* abbreviations)
    : abbreviations_(abbreviations), queries_(std::make_shared<const NamedQueries>()) {}

absl::StatusOr<std::shared_ptr<const NamedQueries>> SavedQueries::At(const store::View& view) {
  base::MutexLock lock(&mutex_);
  if (revision_ == view.saved_query_revision()) return queries_;
  KHOTIN_ASSIGN_OR_RETURN(std::shared_ptr<const NamedQueries> queries, Read(view, *queries_));
  // A stream may lag behind: what the others use stays.
  if (view.saved_query_revision() > revision_) {
    revision_ = view.saved_query_revision();
    queries_ = queries;
  }
  return queries;
}

absl::StatusOr<std::shared_ptr<const NamedQueries>> SavedQueries::Read(
    const store::View& view, const NamedQueries& known) const {
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<store::StoredSavedQuery> stored,
                          view.ListSavedQueries("", static_cast<int>(store::kMaxSavedQueries)));
  std::map<std::string, std::shared_ptr<const NamedQuery>> by_name;
  for (const auto& query : known) by_name[query->name()] = query;
  auto queries = std::make_shared<NamedQueries>();
  for (const store::StoredSavedQuery& query : stored) {
    const std::string name = rpc::SavedQueryName(query.id);
    const auto same = by_name.find(name);
    if (same != by_name.end() && same->second->revision() == query.record.revision()) {
      queries->push_back(same->second);
      continue;
    }
    auto typed = ReadStandingQuery(query.record.query(), FiltersMessage(query.record.filters()));
    if (!typed.ok()) {
      spdlog::warn("{} is not watched for: {}", name, std::string(typed.status().message()));
      continue;
    }
    queries->push_back(std::make_shared<const NamedQuery>(name, query.record.revision(),
                                                          *std::move(typed), abbreviations_));
  }
  return std::shared_ptr<const NamedQueries>(std::move(queries));
}

}  // namespace khotin::server
