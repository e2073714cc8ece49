#include "watch_service.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "base/status.h"
#include "reading.h"
#include "rpc/error.h"
#include "saved_query_message.h"
#include "search_filters.h"
#include "watch_stream.h"

namespace khotin::server {
namespace {

constexpr char kAllSavedQueries[] = "savedQueries/-";

// Counts a call for as long as it lives.
class Counted {
 public:
  explicit Counted(std::atomic<int>* count) : count_(count), number_(++*count) {}
  ~Counted() { --*count_; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

  int number() const { return number_; }

 private:
  std::atomic<int>* const count_;
  const int number_;
};

absl::StatusOr<int64_t> ReadPosition(const v1::WatchRequest& request, int64_t revision) {
  if (!request.has_after_revision()) return revision;
  if (request.after_revision() < 0) {
    return rpc::InvalidField("after_revision", "must not be negative");
  }
  if (request.after_revision() > revision) {
    return rpc::WithField(
        absl::OutOfRangeError(absl::StrCat("after_revision: the store is at revision ", revision)),
        "after_revision");
  }
  return request.after_revision();
}

// Names of saved queries that are there, sorted, each once.
absl::StatusOr<std::vector<std::string>> ReadNames(const v1::WatchRequest& request,
                                                   const store::View& view) {
  std::vector<std::string> names;
  for (const std::string& name : request.saved_queries()) {
    const std::string field = absl::StrCat("saved_queries[", names.size(), "]");
    KHOTIN_ASSIGN_OR_RETURN(const std::string id, SavedQueryId(name, field));
    KHOTIN_RETURN_IF_ERROR(view.GetSavedQuery(id).status());
    names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace

WatchService::WatchService(store::Store* store, const query::AbbreviationTable* abbreviations,
                           const base::Clock* clock, int max_streams)
    : store_(store),
      abbreviations_(abbreviations),
      clock_(clock),
      max_streams_(max_streams),
      tokens_(store->token_seed()),
      saved_queries_(abbreviations) {}

grpc::Status WatchService::Watch(grpc::ServerContext* context, const v1::WatchRequest* request,
                                 grpc::ServerWriter<v1::WatchResponse>* writer) {
  return rpc::ToGrpc(Follow(context, *request, writer));
}

grpc::Status WatchService::CreateSavedQuery(grpc::ServerContext*,
                                            const v1::CreateSavedQueryRequest* request,
                                            v1::CreateSavedQueryResponse* response) {
  return rpc::ToGrpc(Create(*request, response));
}

grpc::Status WatchService::GetSavedQuery(grpc::ServerContext*,
                                         const v1::GetSavedQueryRequest* request,
                                         v1::GetSavedQueryResponse* response) {
  const auto get = [&]() -> absl::Status {
    KHOTIN_ASSIGN_OR_RETURN(const std::string id, SavedQueryId(request->name(), "name"));
    KHOTIN_ASSIGN_OR_RETURN(const auto view, ViewAt(*store_, request->min_revision()));
    return FillSavedQuery(id, *view, response);
  };
  return rpc::ToGrpc(get());
}

grpc::Status WatchService::ListSavedQueries(grpc::ServerContext*,
                                            const v1::ListSavedQueriesRequest* request,
                                            v1::ListSavedQueriesResponse* response) {
  return rpc::ToGrpc(List(*request, response));
}

grpc::Status WatchService::UpdateSavedQuery(grpc::ServerContext*,
                                            const v1::UpdateSavedQueryRequest* request,
                                            v1::UpdateSavedQueryResponse* response) {
  return rpc::ToGrpc(Update(*request, response));
}

grpc::Status WatchService::DeleteSavedQuery(grpc::ServerContext*,
                                            const v1::DeleteSavedQueryRequest* request,
                                            v1::DeleteSavedQueryResponse* response) {
  const auto remove = [&]() -> absl::Status {
    KHOTIN_ASSIGN_OR_RETURN(const std::string id, SavedQueryId(request->name(), "name"));
    KHOTIN_ASSIGN_OR_RETURN(const int64_t revision, store_->DeleteSavedQuery(id, clock_->Now()));
    response->set_revision(revision);
    return absl::OkStatus();
  };
  return rpc::ToGrpc(remove());
}

absl::StatusOr<WatchPlan> WatchService::ReadPlan(const v1::WatchRequest& request,
                                                 const store::View& view) const {
  WatchPlan plan;
  KHOTIN_ASSIGN_OR_RETURN(plan.view, ViewOr(request.view(), v1::ARTICLE_VIEW_BASIC));
  plan.include_duplicates = request.include_duplicates();
  plan.all_saved_queries = std::find(request.saved_queries().begin(), request.saved_queries().end(),
                                     kAllSavedQueries) != request.saved_queries().end();
  if (!plan.all_saved_queries) {
    KHOTIN_ASSIGN_OR_RETURN(plan.saved_queries, ReadNames(request, view));
  }
  if (!request.query().empty() || HasFilters(request.filters())) {
    KHOTIN_ASSIGN_OR_RETURN(query::QueryTree query,
                            ReadStandingQuery(request.query(), request.filters()));
    plan.own_query =
        std::make_shared<const NamedQuery>(std::string(), 0, std::move(query), abbreviations_);
  }
  return plan;
}

absl::Status WatchService::Follow(grpc::ServerContext* context, const v1::WatchRequest& request,
                                  grpc::ServerWriter<v1::WatchResponse>* writer) {
  constexpr absl::Duration kRetryWhenFull = absl::Seconds(10);
  const Counted counted(&streams_);
  if (counted.number() > max_streams_) {
    return rpc::WithRetry(absl::ResourceExhaustedError(absl::StrCat(
                              "there are ", max_streams_, " watches, which is the limit")),
                          kRetryWhenFull);
  }
  std::shared_ptr<const store::View> view = store_->CurrentView();
  KHOTIN_ASSIGN_OR_RETURN(const int64_t position, ReadPosition(request, view->revision()));
  KHOTIN_ASSIGN_OR_RETURN(WatchPlan plan, ReadPlan(request, *view));
  view.reset();
  WatchStream stream(store_, &saved_queries_, std::move(plan), position, writer);
  return stream.Run([&]() -> absl::Status {
    if (context->IsCancelled()) return absl::CancelledError("given up by the caller");
    if (!stopped_) return absl::OkStatus();
    return rpc::WithRetry(absl::UnavailableError("the server is shutting down"), absl::Seconds(1));
  });
}

template <typename Response>
absl::Status WatchService::FillSavedQuery(const std::string& id, const store::View& view,
                                          Response* response) const {
  KHOTIN_ASSIGN_OR_RETURN(const store::StoredSavedQuery query, view.GetSavedQuery(id));
  *response->mutable_saved_query() = SavedQueryMessage(query);
  response->set_revision(view.revision());
  return absl::OkStatus();
}

absl::Status WatchService::Create(const v1::CreateSavedQueryRequest& request,
                                  v1::CreateSavedQueryResponse* response) {
  const absl::StatusOr<storage::v1::SavedQuery> record = SavedQueryRecord(request.saved_query());
  if (!record.ok()) return rpc::WithinField(record.status(), "saved_query");
  std::string id = request.saved_query_id();
  if (id.empty()) {
    KHOTIN_ASSIGN_OR_RETURN(id,
                            CreateUnderFreeId(MakeSavedQueryId(request.saved_query()), *record));
  } else {
    KHOTIN_RETURN_IF_ERROR(CheckSavedQueryId(id));
    KHOTIN_RETURN_IF_ERROR(
        store_->PutSavedQuery(id, *record, store::SavedQueryWrite::kCreate, clock_->Now())
            .status());
  }
  return FillSavedQuery(id, *store_->CurrentView(), response);
}

absl::StatusOr<std::string> WatchService::CreateUnderFreeId(const std::string& base,
                                                            const storage::v1::SavedQuery& record) {
  for (int64_t number = 1; number <= store::kMaxSavedQueries + 1; ++number) {
    std::string id = number == 1 ? base : absl::StrCat(base, "-", number);
    const absl::Status created =
        store_->PutSavedQuery(id, record, store::SavedQueryWrite::kCreate, clock_->Now()).status();
    if (created.ok()) return id;
    if (!absl::IsAlreadyExists(created)) return created;
  }
  return absl::AlreadyExistsError(absl::StrCat("no id is free that begins with ", base));
}

absl::Status WatchService::List(const v1::ListSavedQueriesRequest& request,
                                v1::ListSavedQueriesResponse* response) const {
  KHOTIN_ASSIGN_OR_RETURN(const int page_size, rpc::PageSize(request.page_size()));
  std::string after;
  if (!request.page_token().empty()) {
    KHOTIN_ASSIGN_OR_RETURN(after, tokens_.Open(request, request.page_token()));
  }
  KHOTIN_ASSIGN_OR_RETURN(const auto view, ViewAt(*store_, request.min_revision()));
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<store::StoredSavedQuery> queries,
                          view->ListSavedQueries(after, page_size + 1));
  size_t bytes = 0;
  for (const store::StoredSavedQuery& query : queries) {
    v1::SavedQuery message = SavedQueryMessage(query);
    bytes += message.ByteSizeLong();
    const int listed = response->saved_queries_size();
    if (listed == page_size || (listed > 0 && bytes > base::kMaxReplyBytes)) {
      response->set_next_page_token(tokens_.Seal(request, after));
      break;
    }
    after = query.id;
    *response->add_saved_queries() = std::move(message);
  }
  response->set_revision(view->revision());
  return absl::OkStatus();
}

absl::Status WatchService::Update(const v1::UpdateSavedQueryRequest& request,
                                  v1::UpdateSavedQueryResponse* response) {
  KHOTIN_ASSIGN_OR_RETURN(const std::string id,
                          SavedQueryId(request.saved_query().name(), "saved_query.name"));
  const absl::StatusOr<storage::v1::SavedQuery> record = SavedQueryRecord(request.saved_query());
  if (!record.ok()) return rpc::WithinField(record.status(), "saved_query");
  KHOTIN_RETURN_IF_ERROR(
      store_->PutSavedQuery(id, *record, store::SavedQueryWrite::kUpdate, clock_->Now()).status());
  return FillSavedQuery(id, *store_->CurrentView(), response);
}

}  // namespace khotin::server
