#include "suggestion_sources.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status.h"
#include "query/completion.h"
#include "query/search.h"

namespace khotin::server {
namespace {

// The types whose names are worth completing; ids begin with them.
constexpr absl::string_view kTypes[] = {"person", "organization", "location"};
// Too many words begin with fewer letters for titles to be telling.
constexpr size_t kMinTitleLetters = 3;
constexpr size_t kMaxTitles = 30;

v1::Suggestion Make(v1::SuggestionKind kind, const std::string& text,
                    const query::TypedMatch& match, bool corrected) {
  v1::Suggestion suggestion;
  suggestion.set_kind(kind);
  suggestion.set_text(text);
  suggestion.set_corrected(corrected);
  for (const auto& [begin, end] : match.ranges) {
    v1::ByteRange* const range = suggestion.add_matches();
    range->set_begin(static_cast<int32_t>(begin));
    range->set_end(static_cast<int32_t>(end));
  }
  return suggestion;
}

v1::Suggestion MakeEntity(const std::string& id, const storage::v1::Entity& record,
                          const std::string& name, const query::TypedMatch& match, bool corrected) {
  v1::Suggestion suggestion = Make(v1::SUGGESTION_KIND_ENTITY, name, match, corrected);
  suggestion.set_name(absl::StrCat("entities/", id));
  suggestion.set_entity_type(static_cast<v1::EntityType>(record.type()));
  suggestion.set_article_count(record.article_count());
  return suggestion;
}

bool TooShortForTitles(const query::TypedText& typed) {
  return typed.last_is_prefix && typed.words.size() == 1 &&
         typed.words[0].folded_key.size() < kMinTitleLetters;
}

query::QueryTree TitleQuery(const query::TypedText& typed) {
  query::QueryTree tree;
  for (const query::Term& word : typed.words) {
    query::Node node;
    node.kind = query::NodeKind::kWord;
    node.occur = query::Occur::kRequired;
    node.in_title = true;
    node.terms = {word};
    tree.root.children.push_back(std::move(node));
  }
  if (typed.last_is_prefix) {
    query::Node& last = tree.root.children.back();
    last.kind = query::NodeKind::kPrefix;
    // A tone may still come: every spelling of the letters is a beginning.
    last.terms[0].exact_key = last.terms[0].folded_key;
    last.terms[0].has_diacritics = false;
  }
  return tree;
}

}  // namespace

absl::Status SuggestionSources::AddTo(const query::TypedText& typed, bool corrected,
                                      SuggestionList* list) const {
  if (kinds_.entities) {
    KHOTIN_RETURN_IF_ERROR(AddNamed(typed, corrected, list));
    KHOTIN_RETURN_IF_ERROR(AddEntities(typed, corrected, list));
  }
  if (kinds_.phrases) KHOTIN_RETURN_IF_ERROR(AddPhrases(typed, corrected, list));
  return kinds_.titles ? AddTitles(typed, corrected, list) : absl::OkStatus();
}

absl::Status SuggestionSources::AddNamed(const query::TypedText& typed, bool corrected,
                                         SuggestionList* list) const {
  const std::string name =
      absl::StrJoin(typed.words, " ",
                    [](std::string* out, const query::Term& word) { out->append(word.exact_key); });
  const auto hits = view_.FindNamedEntities(name, static_cast<int>(list->limit()));
  if (absl::IsInvalidArgument(hits.status())) return absl::OkStatus();
  KHOTIN_RETURN_IF_ERROR(hits.status());
  for (const store::EntityHit& hit : *hits) {
    const query::TypedMatch match = query::MatchBeginning(hit.matched_name, typed);
    list->Add(MakeEntity(hit.entity.id, hit.entity.record, hit.matched_name, match, corrected),
              {true, match.as_typed});
  }
  return absl::OkStatus();
}

absl::Status SuggestionSources::AddEntities(const query::TypedText& typed, bool corrected,
                                            SuggestionList* list) const {
  for (const absl::string_view type : kTypes) {
    KHOTIN_ASSIGN_OR_RETURN(const auto entities,
                            query::CompleteEntities(view_.index(), {type}, typed, list->limit()));
    std::vector<std::string> keys;
    keys.reserve(entities.size());
    for (const query::EntityCompletion& entity : entities) keys.push_back(entity.key);
    KHOTIN_ASSIGN_OR_RETURN(const auto all, view_.ResolveEntityKeys(keys));
    for (const absl::optional<store::StoredEntity>& stored : all) {
      if (!stored.has_value()) continue;
      const storage::v1::Entity& record = stored->record;
      const std::string name = store::DisplayName(record);
      const query::TypedMatch match = query::MatchBeginning(name, typed);
      if (!match.matches || record.article_count() == 0) continue;
      list->Add(MakeEntity(stored->id, record, name, match, corrected), {false, match.as_typed});
    }
  }
  return absl::OkStatus();
}

absl::Status SuggestionSources::AddPhrases(const query::TypedText& typed, bool corrected,
                                           SuggestionList* list) const {
  KHOTIN_ASSIGN_OR_RETURN(const auto phrases,
                          query::CompletePhrases(view_.index(), typed, list->limit()));
  for (const query::PhraseCompletion& phrase : phrases) {
    const query::TypedMatch match = query::MatchBeginning(phrase.text, typed);
    v1::Suggestion suggestion = Make(v1::SUGGESTION_KIND_PHRASE, phrase.text, match, corrected);
    suggestion.set_article_count(static_cast<int64_t>(phrase.articles));
    list->Add(std::move(suggestion), {false, phrase.as_typed});
  }
  return absl::OkStatus();
}

absl::Status SuggestionSources::AddTitles(const query::TypedText& typed, bool corrected,
                                          SuggestionList* list) const {
  if (TooShortForTitles(typed)) return absl::OkStatus();
  query::SearchOptions options;
  options.limit = static_cast<int>(std::min(list->limit(), kMaxTitles));
  options.collapse = true;
  options.sort = query::SortOrder::kBlend;
  options.now_seconds = absl::ToUnixSeconds(now_);
  options.cancelled = cancelled_;
  const auto found = query::Search(view_.index(), TitleQuery(typed), options);
  KHOTIN_RETURN_IF_ERROR(found.status());
  for (const query::Hit& hit : found->hits) {
    KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Article record,
                            view_.GetArticle(hit.values.article_id, 0));
    const query::TypedMatch match = query::MatchAnywhere(record.title(), typed);
    if (!match.as_typed && !list->empty()) continue;
    v1::Suggestion suggestion = Make(v1::SUGGESTION_KIND_TITLE, record.title(), match, corrected);
    suggestion.set_name(absl::StrCat("articles/", hit.values.article_id));
    list->Add(std::move(suggestion), {false, match.as_typed});
  }
  return absl::OkStatus();
}

}  // namespace khotin::server
