#include "admin_service.h"

#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "backup_stream.h"
#include "base/limits.h"
#include "base/status.h"
#include "base/version.h"
#include "cancellation.h"
#include "extract/site_chrome.h"
#include "reading.h"
#include "reanalysis.h"
#include "rpc/error.h"
#include "source_message.h"
#include "spdlog/spdlog.h"
#include "stall_guard.h"

namespace khotin::server {
namespace {

constexpr size_t kMaxSourceBytes = 255;
// For a message of a backup to be taken.
constexpr absl::Duration kBackupStall = absl::Minutes(5);

// The key of the source that a request means: a host, or a name.
absl::StatusOr<std::string> SourceKeyOf(const std::string& source) {
  const bool is_host = absl::StrContains(source, '.') && !absl::StrContains(source, ' ');
  const std::string key =
      is_host ? extract::SourceKey(absl::StrCat("https://", source), "") : std::string();
  if (!key.empty()) return key;
  const std::string name = extract::SourceKey("", source);
  if (name.empty() || name.size() > kMaxSourceBytes || absl::StrContains(name, '\0')) {
    return rpc::InvalidField("source", "no host and no name of a source");
  }
  return name;
}

void FillIndexStatus(const store::StoreStatus& status, v1::IndexStatus* index) {
  index->set_stored_segments(status.stored_segments);
  index->set_memory_segments(status.memory_segments);
  index->set_stored_documents(status.stored_documents);
  index->set_memory_documents(status.memory_documents);
  index->set_running_merges(status.merges_running);
  index->set_merged_documents(status.merged_documents);
  if (!status.index_status.ok()) index->set_error(std::string(status.index_status.message()));
}

}  // namespace

AdminService::AdminService(store::Store* store, std::string analyzer_version, Preparer* preparer,
                           CommitQueue* commits, const base::Clock* clock)
    : store_(store),
      analyzer_version_(std::move(analyzer_version)),
      preparer_(preparer),
      commits_(commits),
      clock_(clock),
      started_(clock->Now()),
      tokens_(store->token_seed()) {}

grpc::Status AdminService::GetStatus(grpc::ServerContext*, const v1::GetStatusRequest*,
                                     v1::GetStatusResponse* response) {
  const std::shared_ptr<const store::View> view = store_->CurrentView();
  const store::StoreStatus status = store_->Status();
  response->set_version(base::kVersion);
  response->set_analyzer_version(analyzer_version_);
  response->set_schema_version(store::kSchemaVersion);
  response->set_revision(view->revision());
  response->mutable_uptime()->set_seconds(absl::ToInt64Seconds(clock_->Now() - started_));
  response->set_article_count(view->counts().articles);
  response->set_version_count(view->counts().versions);
  response->set_cluster_count(view->counts().clusters);
  response->set_story_count(view->counts().stories);
  response->set_entity_count(view->counts().entities);
  response->set_quarantined_count(view->counts().quarantined);
  FillIndexStatus(status, response->mutable_index());
  response->set_store_bytes(status.store_bytes);
  response->set_writable(status.write_status.ok());
  if (!status.write_status.ok()) {
    response->set_write_error(std::string(status.write_status.message()));
  }
  return grpc::Status::OK;
}

grpc::Status AdminService::ListSources(grpc::ServerContext*, const v1::ListSourcesRequest* request,
                                       v1::ListSourcesResponse* response) {
  return rpc::ToGrpc(List(*request, response));
}

grpc::Status AdminService::UpdateSource(grpc::ServerContext*,
                                        const v1::UpdateSourceRequest* request,
                                        v1::UpdateSourceResponse* response) {
  return rpc::ToGrpc(Update(*request, response));
}

grpc::Status AdminService::Reanalyze(grpc::ServerContext* context,
                                     const v1::ReanalyzeRequest* request,
                                     grpc::ServerWriter<v1::ReanalyzeResponse>* writer) {
  Reanalysis reanalysis(store_, analyzer_version_, preparer_, commits_, *request);
  return rpc::ToGrpc(reanalysis.Run(
      WhenEnded(context),
      [writer](const v1::ReanalyzeResponse& progress) { return writer->Write(progress); }));
}

grpc::Status AdminService::Backup(grpc::ServerContext* context, const v1::BackupRequest* request,
                                  grpc::ServerWriter<v1::BackupResponse>* writer) {
  BackupStream stream(store_, *request, clock_->Now(), writer);
  const absl::Status status = SendBackup(context, &stream);
  if (status.ok()) {
    spdlog::info("backup sent: {} files, {} bytes", stream.sent_files(), stream.sent_bytes());
  } else {
    spdlog::warn("backup failed after {} files, {} bytes: {}", stream.sent_files(),
                 stream.sent_bytes(), std::string(status.message()));
  }
  return rpc::ToGrpc(status);
}

std::function<absl::Status()> AdminService::WhenEnded(const grpc::ServerContext* context) const {
  return [this, cancelled = WhenCancelled(context)]() -> absl::Status {
    if (cancelled()) return absl::CancelledError("given up by the caller");
    if (!stopped_) return absl::OkStatus();
    return rpc::WithRetry(absl::UnavailableError("the server is shutting down"), absl::Seconds(1));
  };
}

absl::Status AdminService::SendBackup(grpc::ServerContext* context, BackupStream* stream) const {
  const std::function<absl::Status()> ended = WhenEnded(context);
  KHOTIN_RETURN_IF_ERROR(stream->MakeCheckpoint(ended));
  // A caller that is there but takes nothing would keep others from making a backup.
  StallGuard guard(kBackupStall, [context] { context->TryCancel(); });
  const absl::Status status = stream->Send([&] {
    guard.Touch();
    return ended();
  });
  if (!guard.stalled()) return status;
  return absl::DeadlineExceededError(
      absl::StrCat("the caller took nothing for ", absl::FormatDuration(kBackupStall)));
}

absl::Status AdminService::List(const v1::ListSourcesRequest& request,
                                v1::ListSourcesResponse* response) const {
  KHOTIN_ASSIGN_OR_RETURN(const int page_size, rpc::PageSize(request.page_size()));
  absl::optional<std::string> after;
  if (!request.page_token().empty()) {
    KHOTIN_ASSIGN_OR_RETURN(after, tokens_.Open(request, request.page_token()));
  }
  KHOTIN_ASSIGN_OR_RETURN(const auto view, ViewAt(*store_, request.min_revision()));
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<store::StoredSource> sources,
                          view->ListSources(after, page_size + 1));
  size_t bytes = 0;
  for (const store::StoredSource& source : sources) {
    v1::Source message = SourceMessage(source);
    bytes += message.ByteSizeLong();
    const int listed = response->sources_size();
    if (listed == page_size || (listed > 0 && bytes > base::kMaxReplyBytes)) {
      response->set_next_page_token(tokens_.Seal(request, *after));
      break;
    }
    after = source.key;
    *response->add_sources() = std::move(message);
  }
  response->set_revision(view->revision());
  return absl::OkStatus();
}

absl::Status AdminService::Update(const v1::UpdateSourceRequest& request,
                                  v1::UpdateSourceResponse* response) {
  KHOTIN_ASSIGN_OR_RETURN(const std::string key, SourceKeyOf(request.source()));
  if (!request.has_trusted()) return rpc::InvalidField("trusted", "missing: nothing to change");
  KHOTIN_ASSIGN_OR_RETURN(const int64_t revision,
                          store_->SetTrusted(key, request.trusted(), clock_->Now()));
  KHOTIN_ASSIGN_OR_RETURN(const store::StoredSource source, store_->CurrentView()->GetSource(key));
  *response->mutable_source() = SourceMessage(source);
  response->set_revision(revision);
  return absl::OkStatus();
}

}  // namespace khotin::server
