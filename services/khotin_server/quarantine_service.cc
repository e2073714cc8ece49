#include "quarantine_service.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "base/status.h"
#include "reading.h"
#include "rpc/convert.h"
#include "rpc/error.h"

namespace khotin::server {
namespace {

absl::StatusOr<std::string> QuarantineId(absl::string_view name, absl::string_view field) {
  absl::StatusOr<std::string> id = rpc::ParseQuarantineName(name);
  if (!id.ok()) return rpc::WithField(id.status(), field);
  return id;
}

extract::RawDocument WithoutContent(const storage::v1::RawInput& record) {
  extract::RawDocument raw;
  raw.input = record.input();
  raw.url = record.url();
  raw.source = record.source();
  raw.format = static_cast<extract::Format>(record.format());
  return raw;
}

v1::IngestResult UntriedResult(const storage::v1::Quarantined& record, const std::string& id) {
  store::CommitResult untried;
  untried.verdict = store::Verdict::kRefused;
  untried.quarantine_id = id;
  untried.refusal = store::RefusalStatus(record);
  untried.revision = record.revision();
  return rpc::ResultMessage(untried);
}

}  // namespace

QuarantineService::QuarantineService(const store::Store* store, const analysis::Analyzer* analyzer,
                                     CommitQueue* commits)
    : store_(store), analyzer_(analyzer), commits_(commits), tokens_(store->token_seed()) {}

grpc::Status QuarantineService::ListQuarantined(grpc::ServerContext*,
                                                const v1::ListQuarantinedRequest* request,
                                                v1::ListQuarantinedResponse* response) {
  return rpc::ToGrpc(List(*request, response));
}

grpc::Status QuarantineService::GetQuarantined(grpc::ServerContext*,
                                               const v1::GetQuarantinedRequest* request,
                                               v1::GetQuarantinedResponse* response) {
  return rpc::ToGrpc(Get(*request, response));
}

grpc::Status QuarantineService::RetryQuarantined(grpc::ServerContext* context,
                                                 const v1::RetryQuarantinedRequest* request,
                                                 v1::RetryQuarantinedResponse* response) {
  return rpc::ToGrpc(Retry(*context, *request, response));
}

absl::Status QuarantineService::List(const v1::ListQuarantinedRequest& request,
                                     v1::ListQuarantinedResponse* response) const {
  KHOTIN_ASSIGN_OR_RETURN(const int page_size, rpc::PageSize(request.page_size()));
  if (!v1::RefusalReason_IsValid(request.reason())) {
    return rpc::InvalidField("reason", "no such reason");
  }
  std::string after;
  if (!request.page_token().empty()) {
    KHOTIN_ASSIGN_OR_RETURN(after, tokens_.Open(request, request.page_token()));
  }
  KHOTIN_ASSIGN_OR_RETURN(const auto view, ViewAt(*store_, request.min_revision()));
  KHOTIN_ASSIGN_OR_RETURN(
      const std::vector<store::StoredQuarantined> entries,
      view->ListQuarantined(after, static_cast<extract::RefusalReason>(request.reason()),
                            page_size + 1));
  size_t bytes = 0;
  for (const store::StoredQuarantined& entry : entries) {
    v1::QuarantinedDocument message =
        rpc::QuarantinedMessage(entry.id, entry.record, WithoutContent(entry.record.raw()));
    bytes += message.ByteSizeLong();
    const int listed = response->documents_size();
    if (listed == page_size || (listed > 0 && bytes > base::kMaxReplyBytes)) {
      response->set_next_page_token(tokens_.Seal(request, after));
      break;
    }
    after = entry.id;
    *response->add_documents() = std::move(message);
  }
  response->set_revision(view->revision());
  return absl::OkStatus();
}

absl::Status QuarantineService::Get(const v1::GetQuarantinedRequest& request,
                                    v1::GetQuarantinedResponse* response) const {
  KHOTIN_ASSIGN_OR_RETURN(const std::string id, QuarantineId(request.name(), "name"));
  KHOTIN_ASSIGN_OR_RETURN(const auto view, ViewAt(*store_, request.min_revision()));
  KHOTIN_ASSIGN_OR_RETURN(store::QuarantinedDocument found, view->GetQuarantined(id));
  *response->mutable_document() = rpc::QuarantinedMessage(id, found.record, std::move(found.raw));
  response->set_revision(view->revision());
  return absl::OkStatus();
}

absl::Status QuarantineService::Retry(const grpc::ServerContext& context,
                                      const v1::RetryQuarantinedRequest& request,
                                      v1::RetryQuarantinedResponse* response) {
  if (request.names_size() > base::kMaxIngestBatch) {
    return rpc::InvalidField("names",
                             absl::StrCat("at most ", base::kMaxIngestBatch, " at a time"));
  }
  std::vector<std::string> ids;
  const std::shared_ptr<const store::View> view = store_->CurrentView();
  for (const std::string& name : request.names()) {
    KHOTIN_ASSIGN_OR_RETURN(ids.emplace_back(), QuarantineId(name, "names"));
    KHOTIN_RETURN_IF_ERROR(view->GetQuarantined(ids.back()).status());
  }
  for (const std::string& id : ids) {
    if (context.IsCancelled()) return absl::CancelledError("given up by the caller");
    KHOTIN_ASSIGN_OR_RETURN(v1::IngestResult result, RetryOne(id));
    response->set_revision(std::max(response->revision(), result.revision()));
    *response->add_results() = std::move(result);
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::IngestResult> QuarantineService::RetryOne(const std::string& id) {
  const std::shared_ptr<const store::View> view = store_->CurrentView();
  KHOTIN_ASSIGN_OR_RETURN(store::QuarantinedDocument found, view->GetQuarantined(id));
  const std::string input = found.raw.input;
  v1::IngestResult result = UntriedResult(found.record, id);
  if (!found.record.unread()) {
    std::vector<store::PreparedDocument> batch;
    batch.push_back(store::PrepareDocument(*analyzer_, view->chrome(), std::move(found.raw)));
    if (auto* const refusal = std::get_if<store::PreparedRefusal>(&batch[0])) {
      refusal->id = id;
      refusal->retry = true;
    }
    KHOTIN_ASSIGN_OR_RETURN(const std::vector<store::CommitResult> committed,
                            commits_->Commit(std::move(batch)));
    result = rpc::ResultMessage(committed[0]);
  }
  result.set_input(input);
  return result;
}

}  // namespace khotin::server
