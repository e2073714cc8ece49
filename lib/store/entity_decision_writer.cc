#include "store/entity_decision_writer.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "store/entity_use.h"
#include "store/keys.h"
#include "store/view.h"
#include "text/normalize.h"
#include "text/syllable.h"

namespace khotin::store {
namespace {

// Of which, for a merge that is taken back, most may stay.
constexpr size_t kArticlesLookedAt = size_t{10} * kRelinkedPerCommit;

std::string DecisionKey(int64_t id) { return BigEndian64(static_cast<uint64_t>(id)); }

entity::EntityType TypeOf(const storage::v1::EntityDecision::Party& party) {
  return static_cast<entity::EntityType>(party.type());
}

bool IsMerge(const storage::v1::EntityDecision& decision) {
  return decision.kind() == static_cast<int>(EntityDecisionKind::kMerge);
}

// NFC; INVALID_ARGUMENT when nothing is left to find it by.
absl::StatusOr<std::string> CheckedName(absl::string_view name) {
  std::string normal = text::Normalize(name).text;
  if (text::ExactPhraseKey(normal).empty() ||
      absl::StrContains(normal, absl::string_view("\0", 1))) {
    return absl::InvalidArgumentError(absl::StrCat("\"", name, "\" is no name"));
  }
  return normal;
}

bool IsCalled(const storage::v1::Entity& entity, absl::string_view name) {
  const std::string key = text::ExactPhraseKey(name);
  const auto is_same = [&key](absl::string_view one) { return text::ExactPhraseKey(one) == key; };
  return entity.key() == key || is_same(entity.display_name()) ||
         std::any_of(entity.names().begin(), entity.names().end(),
                     [&](const storage::v1::Entity::Name& one) { return is_same(one.text()); });
}

}  // namespace

absl::StatusOr<int64_t> EntityDecisionWriter::Rename(const EntityRef& entity,
                                                     const std::string& display_name,
                                                     const DecisionNote& note) {
  KHOTIN_ASSIGN_OR_RETURN(const std::string id, Resolve(entity));
  KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Entity* const record, table_->Get(id));
  const int64_t before = record->rename_decision();
  if (display_name.empty()) {
    if (before != 0) KHOTIN_RETURN_IF_ERROR(Revoke(before));
    return 0;
  }
  KHOTIN_ASSIGN_OR_RETURN(const std::string name, CheckedName(display_name));
  if (name == record->display_name()) return before;

  Decision decision = Begin(EntityDecisionKind::kRename, note);
  decision.set_display_name(name);
  KHOTIN_RETURN_IF_ERROR(SetParty(id, decision.mutable_entity()));
  const int64_t made = state_->revision();
  KHOTIN_RETURN_IF_ERROR(Store(made, decision));
  if (before != 0) KHOTIN_RETURN_IF_ERROR(Revoke(before));
  KHOTIN_RETURN_IF_ERROR(table_->SetDisplayName(id, name));
  KHOTIN_ASSIGN_OR_RETURN(storage::v1::Entity* const changed, table_->Mutable(id));
  changed->set_rename_decision(made);
  return made;
}

absl::StatusOr<int64_t> EntityDecisionWriter::Merge(const EntityRef& from, const EntityRef& into,
                                                    const DecisionNote& note) {
  KHOTIN_ASSIGN_OR_RETURN(const std::string from_id, Resolve(from));
  KHOTIN_ASSIGN_OR_RETURN(const std::string into_id, Resolve(into));
  if (from_id == into_id) {
    return absl::FailedPreconditionError(
        absl::StrCat(from.id, " and ", into.id, " are one entity already"));
  }
  if (from_id != from.id) {
    return absl::FailedPreconditionError(
        absl::StrCat(from.id, " was merged into ", from_id, ": merge that, or take that back"));
  }
  if (EntityTypeOfId(from_id) != EntityTypeOfId(into_id)) {
    return absl::InvalidArgumentError(absl::StrCat(from_id, " and ", into_id, " are of two types"));
  }
  Decision decision = Begin(EntityDecisionKind::kMerge, note);
  KHOTIN_RETURN_IF_ERROR(SetParty(from_id, decision.mutable_entity()));
  KHOTIN_RETURN_IF_ERROR(SetParty(into_id, decision.mutable_into()));
  decision.set_pending(true);
  decision.set_relinked_entity(from_id);
  KHOTIN_ASSIGN_OR_RETURN(storage::v1::Entity* const record, table_->Mutable(from_id));
  record->set_redirect(into_id);
  const int64_t id = state_->revision();
  KHOTIN_RETURN_IF_ERROR(Store(id, decision));
  return id;
}

absl::StatusOr<int64_t> EntityDecisionWriter::Split(const EntityRef& entity,
                                                    std::vector<std::string> articles,
                                                    const std::string& suffix,
                                                    const DecisionNote& note) {
  KHOTIN_ASSIGN_OR_RETURN(const std::string id, Resolve(entity));
  Decision decision = Begin(EntityDecisionKind::kSplit, note);
  KHOTIN_RETURN_IF_ERROR(SetParty(id, decision.mutable_entity()));
  KHOTIN_RETURN_IF_ERROR(AddSplitArticles(std::move(articles), !entity.name.empty(), &decision));
  const Decision::Party& party = decision.entity();
  KHOTIN_ASSIGN_OR_RETURN(const std::string made, table_->FreeIdBeside(id, suffix));
  KHOTIN_RETURN_IF_ERROR(table_->Create(made, TypeOf(party), party.key()));
  KHOTIN_RETURN_IF_ERROR(SetParty(made, decision.mutable_into()));
  decision.mutable_into()->set_name(party.name());
  decision.set_pending(true);
  const int64_t number = state_->revision();
  KHOTIN_RETURN_IF_ERROR(WriteSplits(number, decision));
  KHOTIN_RETURN_IF_ERROR(Store(number, decision));
  return number;
}

absl::Status EntityDecisionWriter::Revoke(int64_t id) {
  KHOTIN_ASSIGN_OR_RETURN(Decision decision, Get(id));
  touched_.push_back(id);
  switch (static_cast<EntityDecisionKind>(decision.kind())) {
    case EntityDecisionKind::kRename: {
      const std::string& entity = decision.entity().entity();
      KHOTIN_RETURN_IF_ERROR(table_->SetDisplayName(entity, ""));
      KHOTIN_ASSIGN_OR_RETURN(storage::v1::Entity* const record, table_->Mutable(entity));
      record->set_rename_decision(0);
      return Remove(id, decision);
    }
    case EntityDecisionKind::kMerge: {
      KHOTIN_ASSIGN_OR_RETURN(*decision.mutable_relinked_entity(),
                              table_->Follow(decision.into().entity()));
      KHOTIN_ASSIGN_OR_RETURN(storage::v1::Entity* const from,
                              table_->Mutable(decision.entity().entity()));
      from->clear_redirect();
      break;
    }
    case EntityDecisionKind::kSplit:
      KHOTIN_RETURN_IF_ERROR(DeleteSplits(decision));
      break;
  }
  decision.set_revoked(true);
  decision.set_pending(true);
  state_->set_pending_entity_decision(id);
  return context_->PutRecord(Family::kEntityDecisions, DecisionKey(id), decision);
}

absl::StatusOr<std::vector<std::string>> EntityDecisionWriter::NextArticles() {
  KHOTIN_ASSIGN_OR_RETURN(pending_, Get(state_->pending_entity_decision()));
  std::vector<std::string> articles;
  KHOTIN_RETURN_IF_ERROR(FindEntityArticles(&articles));
  last_ = false;
  if (articles.size() < kArticlesLookedAt) {
    KHOTIN_ASSIGN_OR_RETURN(const std::vector<std::string> listed, ListedArticles());
    const auto done = static_cast<size_t>(pending_.articles_done());
    const size_t end = std::min(listed.size(), done + kArticlesLookedAt - articles.size());
    for (size_t i = done; i < end; ++i) articles.push_back(listed[i]);
    last_ = end == listed.size();
  }
  found_ = articles.size();
  return articles;
}

absl::Status EntityDecisionWriter::FindEntityArticles(std::vector<std::string>* articles) {
  keys_.clear();
  if (pending_.relinked_entity().empty()) return absl::OkStatus();
  const std::string prefix = EntityArticlePrefix(pending_.relinked_entity());
  const std::string& until = pending_.relinked_until();
  return context_->Scan(Family::kEntityArticles, prefix, until.empty() ? prefix : until,
                        [&](absl::string_view key, absl::string_view) {
                          const auto parts = ParseEntityArticleKey(key);
                          if (!parts.has_value() || key == until) return true;
                          keys_.emplace_back(key);
                          articles->emplace_back(parts->article_id);
                          return articles->size() < kArticlesLookedAt;
                        });
}

absl::StatusOr<std::vector<std::string>> EntityDecisionWriter::ListedArticles() {
  std::vector<std::string> articles(pending_.articles().begin(), pending_.articles().end());
  if (!IsMerge(pending_) || !pending_.revoked()) return articles;
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<std::string> steps,
                          table_->Steps(pending_.into().entity()));
  for (const std::string& step : steps) {
    KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Entity* const record, table_->Get(step));
    const std::string prefix =
        EntitySplitKey(static_cast<entity::EntityType>(record->type()), record->key(), "");
    KHOTIN_RETURN_IF_ERROR(context_->Scan(Family::kEntitySplits, prefix, prefix,
                                          [&](absl::string_view key, absl::string_view) {
                                            articles.emplace_back(key.substr(prefix.size()));
                                            return true;
                                          }));
  }
  return articles;
}

absl::Status EntityDecisionWriter::Advance(size_t count) {
  const int64_t id = state_->pending_entity_decision();
  touched_.push_back(id);
  if (last_ && count == found_) {
    state_->set_pending_entity_decision(0);
    if (pending_.revoked()) return Remove(id, pending_);
    pending_.clear_pending();
    pending_.clear_relinked_entity();
    pending_.clear_relinked_until();
    pending_.clear_articles_done();
  } else {
    const size_t scanned = std::min(count, keys_.size());
    if (scanned > 0) pending_.set_relinked_until(keys_[scanned - 1]);
    pending_.set_articles_done(pending_.articles_done() + static_cast<int32_t>(count - scanned));
  }
  return context_->PutRecord(Family::kEntityDecisions, DecisionKey(id), pending_);
}

absl::StatusOr<std::string> EntityDecisionWriter::Resolve(const EntityRef& ref) {
  const entity::EntityType type = EntityTypeOfId(ref.id);
  if (type == entity::EntityType::kUnspecified) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", ref.id, "\" is no id of an entity, such as person/to-lam"));
  }
  KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Entity* const known, table_->Find(ref.id));
  if (ref.name.empty()) {
    if (known != nullptr) return table_->Follow(ref.id);
    return absl::NotFoundError(absl::StrCat("entity ", ref.id, ": not stored"));
  }
  KHOTIN_ASSIGN_OR_RETURN(const std::string name, CheckedName(ref.name));
  if (known != nullptr) {
    if (IsCalled(*known, name)) return table_->Follow(ref.id);
    return absl::FailedPreconditionError(
        absl::StrCat("entity ", ref.id, ": is \"", ArticlesName(*known), "\", not \"", name, "\""));
  }
  KHOTIN_RETURN_IF_ERROR(table_->Create(ref.id, type, text::ExactPhraseKey(name)));
  KHOTIN_ASSIGN_OR_RETURN(storage::v1::Entity* const made, table_->Mutable(ref.id));
  made->set_decided_name(name);
  return ref.id;
}

storage::v1::EntityDecision EntityDecisionWriter::Begin(EntityDecisionKind kind,
                                                        const DecisionNote& note) const {
  Decision decision;
  decision.set_kind(static_cast<int32_t>(kind));
  decision.set_note(note.text);
  decision.set_author(note.author);
  decision.set_time(absl::ToUnixMicros(now_));
  return decision;
}

absl::Status EntityDecisionWriter::SetParty(const std::string& id, Decision::Party* party) {
  KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Entity* const record, table_->Get(id));
  party->set_entity(id);
  party->set_type(record->type());
  party->set_key(record->key());
  party->set_name(ArticlesName(*record));
  return absl::OkStatus();
}

absl::Status EntityDecisionWriter::Store(int64_t id, const Decision& decision) {
  KHOTIN_RETURN_IF_ERROR(CountParties(decision, 1));
  state_->set_entity_decision_count(state_->entity_decision_count() + 1);
  if (decision.pending()) state_->set_pending_entity_decision(id);
  touched_.push_back(id);
  return context_->PutRecord(Family::kEntityDecisions, DecisionKey(id), decision);
}

absl::Status EntityDecisionWriter::Remove(int64_t id, const Decision& decision) {
  KHOTIN_RETURN_IF_ERROR(CountParties(decision, -1));
  state_->set_entity_decision_count(state_->entity_decision_count() - 1);
  return context_->Delete(Family::kEntityDecisions, DecisionKey(id));
}

absl::Status EntityDecisionWriter::CountParties(const Decision& decision, int change) {
  for (const Decision::Party* const party : {&decision.entity(), &decision.into()}) {
    if (party->entity().empty()) continue;
    KHOTIN_ASSIGN_OR_RETURN(storage::v1::Entity* const record, table_->Mutable(party->entity()));
    record->set_decision_count(record->decision_count() + change);
    if (record->decision_count() == 0) record->clear_decided_name();
    if (change > 0) record->set_decided_name(party->name());
  }
  return absl::OkStatus();
}

absl::StatusOr<storage::v1::EntityDecision> EntityDecisionWriter::Get(int64_t id) {
  KHOTIN_ASSIGN_OR_RETURN(absl::optional<Decision> decision,
                          context_->GetRecord<Decision>(Family::kEntityDecisions, DecisionKey(id)));
  if (!decision.has_value()) {
    return absl::NotFoundError(absl::StrCat("entity decision ", id, ": not there"));
  }
  return *std::move(decision);
}

absl::Status EntityDecisionWriter::AddSplitArticles(std::vector<std::string> articles, bool ahead,
                                                    Decision* decision) {
  std::sort(articles.begin(), articles.end());
  articles.erase(std::unique(articles.begin(), articles.end()), articles.end());
  if (articles.empty()) return absl::InvalidArgumentError("no article to split off");
  if (articles.size() > kMaxSplitArticles) {
    return absl::InvalidArgumentError(
        absl::StrCat("at most ", kMaxSplitArticles, " articles at a time"));
  }
  decision->add_keys(decision->entity().key());
  for (const std::string& article : articles) {
    KHOTIN_RETURN_IF_ERROR(AddSplitKeys(article, ahead, decision));
    decision->add_articles(article);
  }
  return absl::OkStatus();
}

absl::Status EntityDecisionWriter::AddSplitKeys(const std::string& article, bool ahead,
                                                Decision* decision) {
  const std::string& entity = decision->entity().entity();
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<storage::v1::Article> record,
                          context_->GetRecord<storage::v1::Article>(Family::kArticles, article));
  if (!record.has_value()) {
    if (ahead) return absl::OkStatus();
    return absl::NotFoundError(absl::StrCat("article ", article, ": not stored"));
  }
  const auto use =
      std::find_if(record->entities().begin(), record->entities().end(),
                   [&](const storage::v1::EntityUse& one) { return one.entity() == entity; });
  if (use == record->entities().end()) {
    return absl::FailedPreconditionError(
        absl::StrCat("article ", article, " does not mention ", entity));
  }
  for (const storage::v1::EntityOrigin& origin : OriginsOf(*use, *record)) {
    KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Entity* const own, table_->Get(origin.entity()));
    auto* const keys = decision->mutable_keys();
    if (std::find(keys->begin(), keys->end(), own->key()) == keys->end()) *keys->Add() = own->key();
  }
  return absl::OkStatus();
}

absl::Status EntityDecisionWriter::WriteSplits(int64_t id, const Decision& decision) {
  const std::string value = EncodeEntitySplit({id, decision.into().entity()});
  for (const std::string& key : decision.keys()) {
    for (const std::string& article : decision.articles()) {
      const std::string split = EntitySplitKey(TypeOf(decision.entity()), key, article);
      KHOTIN_ASSIGN_OR_RETURN(const absl::optional<std::string> before,
                              context_->Get(Family::kEntitySplits, split));
      if (before.has_value()) {
        return absl::FailedPreconditionError(absl::StrCat(
            "article ", article, " was split off by decision ",
            DecodeEntitySplit(*before).value_or(EntitySplit()).decision, ": take that back first"));
      }
      KHOTIN_RETURN_IF_ERROR(context_->Put(Family::kEntitySplits, split, value));
    }
  }
  return absl::OkStatus();
}

absl::Status EntityDecisionWriter::DeleteSplits(const Decision& decision) {
  for (const std::string& key : decision.keys()) {
    for (const std::string& article : decision.articles()) {
      KHOTIN_RETURN_IF_ERROR(context_->Delete(
          Family::kEntitySplits, EntitySplitKey(TypeOf(decision.entity()), key, article)));
    }
  }
  return absl::OkStatus();
}

}  // namespace khotin::store
