#include "ingest_batch.h"

#include <memory>
#include <string>
#include <utility>

#include "rpc/convert.h"

namespace khotin::server {
namespace {

std::string InputOf(const v1::IngestDocument& document) {
  if (document.has_unread()) return document.unread().input();
  return document.has_analyzed() ? document.analyzed().raw().input() : document.raw().input();
}

void SetError(const absl::Status& status, v1::IngestResult* result) {
  result->set_verdict(v1::VERDICT_REFUSED);
  *result->mutable_error() = rpc::ErrorMessage(status);
}

void SetCommitted(const store::CommitResult& committed, v1::IngestResult* result) {
  v1::IngestResult message = rpc::ResultMessage(committed);
  message.set_request_id(result->request_id());
  message.set_input(result->input());
  *result = std::move(message);
}

}  // namespace

void IngestDocuments(Preparer* preparer, CommitQueue* commits,
                     google::protobuf::RepeatedPtrField<v1::IngestDocument> documents,
                     const std::function<bool()>& cancelled,
                     std::function<void(std::vector<v1::IngestResult>)> done) {
  auto results = std::make_shared<std::vector<v1::IngestResult>>();
  std::vector<v1::IngestDocument> incoming;
  for (v1::IngestDocument& document : documents) {
    v1::IngestResult& result = results->emplace_back();
    result.set_request_id(document.request_id());
    result.set_input(InputOf(document));
    incoming.push_back(std::move(document));
  }

  auto prepared = preparer->PrepareAll(std::move(incoming), cancelled);
  std::vector<store::PreparedDocument> taken;
  std::vector<size_t> places;  // of those taken among the results
  for (size_t i = 0; i < prepared.size(); ++i) {
    if (!prepared[i].ok()) {
      SetError(prepared[i].status(), &(*results)[i]);
      continue;
    }
    places.push_back(i);
    taken.push_back(*std::move(prepared[i]));
  }
  if (taken.empty() || cancelled()) {
    done(std::move(*results));
    return;
  }
  commits->Submit(std::move(taken), [results, places, done](CommitQueue::Results committed) {
    for (size_t i = 0; i < places.size(); ++i) {
      v1::IngestResult* const result = &(*results)[places[i]];
      committed.ok() ? SetCommitted((*committed)[i], result) : SetError(committed.status(), result);
    }
    done(std::move(*results));
  });
}

}  // namespace khotin::server
