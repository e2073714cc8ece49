#include "entity_decisions.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "base/status.h"
#include "reading.h"
#include "rpc/convert.h"
#include "rpc/error.h"

namespace khotin::server {
namespace {

constexpr size_t kMaxNameBytes = 256;
constexpr size_t kMaxNoteBytes = 4096;
constexpr size_t kMaxSuffixBytes = 80;

absl::Status CheckLength(absl::string_view text, size_t limit, absl::string_view field) {
  if (text.size() <= limit) return absl::OkStatus();
  return rpc::InvalidField(field, absl::StrCat("at most ", limit, " bytes"));
}

absl::StatusOr<store::EntityRef> Ref(const std::string& name, absl::string_view name_field,
                                     const std::string& known_as, absl::string_view known_field) {
  absl::StatusOr<std::string> id = rpc::ParseEntityName(name);
  if (!id.ok()) return rpc::WithField(id.status(), name_field);
  if (store::EntityTypeOfId(*id) == entity::EntityType::kUnspecified) {
    return rpc::InvalidField(name_field, "expected entities/{type}/{id}");
  }
  KHOTIN_RETURN_IF_ERROR(CheckLength(known_as, kMaxNameBytes, known_field));
  return store::EntityRef{*std::move(id), known_as};
}

template <typename Request>
absl::StatusOr<store::DecisionNote> NoteOf(const Request& request) {
  KHOTIN_RETURN_IF_ERROR(CheckLength(request.note(), kMaxNoteBytes, "note"));
  KHOTIN_RETURN_IF_ERROR(CheckLength(request.author(), kMaxNameBytes, "author"));
  return store::DecisionNote{request.note(), request.author()};
}

absl::StatusOr<std::vector<std::string>> ArticlesOf(const v1::SplitEntityRequest& request) {
  if (request.articles().empty()) return rpc::InvalidField("articles", "missing");
  if (static_cast<size_t>(request.articles_size()) > store::kMaxSplitArticles) {
    return rpc::InvalidField("articles", absl::StrCat("at most ", store::kMaxSplitArticles));
  }
  std::vector<std::string> ids;
  for (const std::string& name : request.articles()) {
    KHOTIN_ASSIGN_OR_RETURN(std::string id,
                            ArticleId(name, absl::StrCat("articles[", ids.size(), "]")));
    ids.push_back(std::move(id));
  }
  return ids;
}

// What the store finds wrong with names that have the right form.
absl::Status OfField(const absl::Status& status, absl::string_view field) {
  return absl::IsInvalidArgument(status) ? rpc::WithField(status, field) : status;
}

void FillParty(const storage::v1::EntityDecision::Party& party, v1::DecidedEntity* message) {
  message->set_name(rpc::EntityName(party.entity()));
  message->set_type(static_cast<v1::EntityType>(party.type()));
  message->set_display_name(party.name());
}

v1::EntityDecision DecisionMessage(const store::StoredEntityDecision& decision) {
  const storage::v1::EntityDecision& record = decision.record;
  v1::EntityDecision message;
  message.set_name(rpc::EntityDecisionName(decision.id));
  message.set_kind(static_cast<v1::EntityDecisionKind>(record.kind()));
  FillParty(record.entity(), message.mutable_entity());
  if (record.has_into()) FillParty(record.into(), message.mutable_into());
  message.set_display_name(record.display_name());
  for (const std::string& id : record.articles()) message.add_articles(rpc::ArticleName(id));
  message.set_note(record.note());
  message.set_author(record.author());
  rpc::FillTime(record.time(), message.mutable_decide_time());
  message.set_pending(record.pending());
  return message;
}

}  // namespace

EntityDecisions::EntityDecisions(store::Store* store, const base::Clock* clock)
    : store_(store), clock_(clock), tokens_(store->token_seed()) {}

template <typename Response>
absl::Status EntityDecisions::Fill(const store::EntityDecisionResult& result,
                                   Response* response) const {
  response->set_revision(result.revision);
  if (result.id == 0) return absl::OkStatus();
  const auto decision = store_->CurrentView()->GetEntityDecision(result.id);
  if (absl::IsNotFound(decision.status())) return absl::OkStatus();  // taken back meanwhile
  KHOTIN_RETURN_IF_ERROR(decision.status());
  *response->mutable_decision() = DecisionMessage(*decision);
  return absl::OkStatus();
}

absl::Status EntityDecisions::Rename(const v1::RenameEntityRequest& request,
                                     v1::RenameEntityResponse* response) {
  KHOTIN_ASSIGN_OR_RETURN(const store::EntityRef entity,
                          Ref(request.name(), "name", request.known_as(), "known_as"));
  KHOTIN_RETURN_IF_ERROR(CheckLength(request.display_name(), kMaxNameBytes, "display_name"));
  KHOTIN_ASSIGN_OR_RETURN(const store::DecisionNote note, NoteOf(request));
  const auto result = store_->DecideRename(entity, request.display_name(), note, clock_->Now());
  KHOTIN_RETURN_IF_ERROR(OfField(result.status(), "display_name"));
  return Fill(*result, response);
}

absl::Status EntityDecisions::Merge(const v1::MergeEntitiesRequest& request,
                                    v1::MergeEntitiesResponse* response) {
  KHOTIN_ASSIGN_OR_RETURN(const store::EntityRef from,
                          Ref(request.name(), "name", request.known_as(), "known_as"));
  KHOTIN_ASSIGN_OR_RETURN(const store::EntityRef into,
                          Ref(request.into(), "into", request.into_known_as(), "into_known_as"));
  KHOTIN_ASSIGN_OR_RETURN(const store::DecisionNote note, NoteOf(request));
  const auto result = store_->DecideMerge(from, into, note, clock_->Now());
  KHOTIN_RETURN_IF_ERROR(OfField(result.status(), "into"));
  return Fill(*result, response);
}

absl::Status EntityDecisions::Split(const v1::SplitEntityRequest& request,
                                    v1::SplitEntityResponse* response) {
  KHOTIN_ASSIGN_OR_RETURN(const store::EntityRef entity,
                          Ref(request.name(), "name", request.known_as(), "known_as"));
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<std::string> articles, ArticlesOf(request));
  KHOTIN_RETURN_IF_ERROR(CheckLength(request.suffix(), kMaxSuffixBytes, "suffix"));
  KHOTIN_ASSIGN_OR_RETURN(const store::DecisionNote note, NoteOf(request));
  const auto result = store_->DecideSplit(entity, articles, request.suffix(), note, clock_->Now());
  KHOTIN_RETURN_IF_ERROR(OfField(result.status(), "known_as"));
  return Fill(*result, response);
}

absl::Status EntityDecisions::List(const v1::ListEntityDecisionsRequest& request,
                                   v1::ListEntityDecisionsResponse* response) const {
  KHOTIN_ASSIGN_OR_RETURN(const int page_size, rpc::PageSize(request.page_size()));
  int64_t after = 0;
  if (!request.page_token().empty()) {
    KHOTIN_ASSIGN_OR_RETURN(const std::string cursor, tokens_.Open(request, request.page_token()));
    if (!absl::SimpleAtoi(cursor, &after)) return absl::InternalError("damaged cursor");
  }
  KHOTIN_ASSIGN_OR_RETURN(const auto view, ViewAt(*store_, request.min_revision()));
  KHOTIN_ASSIGN_OR_RETURN(const auto decisions, view->ListEntityDecisions(after, page_size + 1));
  size_t bytes = 0;
  for (const store::StoredEntityDecision& decision : decisions) {
    v1::EntityDecision message = DecisionMessage(decision);
    bytes += message.ByteSizeLong();
    const int listed = response->decisions_size();
    if (listed == page_size || (listed > 0 && bytes > base::kMaxReplyBytes)) {
      response->set_next_page_token(tokens_.Seal(request, absl::StrCat(after)));
      break;
    }
    after = decision.id;
    *response->add_decisions() = std::move(message);
  }
  response->set_revision(view->revision());
  return absl::OkStatus();
}

absl::Status EntityDecisions::Revoke(const v1::RevokeEntityDecisionRequest& request,
                                     v1::RevokeEntityDecisionResponse* response) {
  const absl::StatusOr<int64_t> id = rpc::ParseEntityDecisionName(request.name());
  if (!id.ok()) return rpc::WithField(id.status(), "name");
  KHOTIN_ASSIGN_OR_RETURN(const int64_t revision, store_->RevokeDecision(*id, clock_->Now()));
  response->set_revision(revision);
  return absl::OkStatus();
}

}  // namespace khotin::server
