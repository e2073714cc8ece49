#include "entity/linker.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "entity/rules/abbreviation.h"
#include "entity/rules/lexicon.h"
#include "text/normalize.h"
#include "text/syllable.h"

namespace khotin::entity {
namespace {

using rules::Lexicon;

constexpr size_t kNone = static_cast<size_t>(-1);
constexpr size_t kMaxHeadWords = 3;
constexpr size_t kMaxShortWords = 8;

bool IsLinked(EntityType type) {
  return type == EntityType::kPerson || type == EntityType::kOrganization ||
         type == EntityType::kLocation || type == EntityType::kMisc;
}

// Abbreviation key -> full name, by the document's own definitions; the first one holds.
absl::flat_hash_map<std::string, std::string> ReadDefinitions(
    absl::Span<const text::Passage> document) {
  absl::flat_hash_map<std::string, std::string> full_names;
  for (const text::Passage& passage : document) {
    if (!absl::StrContains(passage.text, '(')) continue;
    const std::string nfc = text::Normalize(passage.text).text;
    for (const rules::Definition& found : rules::FindDefinitions(nfc)) {
      const absl::string_view whole(nfc);
      const auto abbreviation =
          whole.substr(found.abbreviation_begin, found.abbreviation_end - found.abbreviation_begin);
      const auto full = whole.substr(found.full_begin, found.full_end - found.full_begin);
      full_names.emplace(text::ExactPhraseKey(abbreviation), std::string(full));
    }
  }
  return full_names;
}

// "Full name (ABBR)" told by two mentions next to each other, where initials do not help:
// "Liên đoàn Bóng đá châu Á (AFC)".
bool IsBracketed(absl::string_view passage, const Mention& full, const Mention& brief) {
  if (full.type != brief.type || full.type != EntityType::kOrganization) return false;
  if (full.span.field != brief.span.field || full.span.block != brief.span.block) return false;
  if (brief.span.begin != full.span.end + 2 || brief.text.size() > 12) return false;
  if (brief.text.size() >= full.text.size() || absl::StrContains(brief.text, ' ')) return false;
  return brief.span.end < passage.size() && passage.substr(full.span.end, 2) == " (" &&
         passage[brief.span.end] == ')';
}

class Linker {
 public:
  Linker(absl::Span<const text::Passage> document, absl::Span<const Mention> mentions,
         const Lexicon& lexicon)
      : document_(document),
        mentions_(mentions),
        lexicon_(lexicon),
        definitions_(ReadDefinitions(document)) {}

  std::vector<DocumentEntity> Link() {
    ReadBrackets();
    for (size_t i = 0; i < mentions_.size(); ++i) {
      if (IsLinked(mentions_[i].type)) Group(static_cast<uint32_t>(i));
    }
    MovePlaces();
    TieShortForms();
    TieHeads();
    std::vector<DocumentEntity> entities;
    for (DocumentEntity& entity : entities_) {
      if (entity.mentions.empty()) continue;
      Finish(&entity);
      entities.push_back(std::move(entity));
    }
    std::sort(entities.begin(), entities.end(),
              [](const DocumentEntity& a, const DocumentEntity& b) {
                return a.mentions.front() < b.mentions.front();
              });
    return entities;
  }

 private:
  void ReadBrackets() {
    for (const text::Passage& passage : document_) {
      texts_.emplace(std::make_pair(static_cast<int>(passage.field), passage.block), passage.text);
    }
    for (size_t i = 1; i < mentions_.size(); ++i) {
      const text::Span& span = mentions_[i].span;
      const auto text = texts_.find(std::make_pair(static_cast<int>(span.field), span.block));
      if (text == texts_.end()) continue;
      if (!IsBracketed(text->second, mentions_[i - 1], mentions_[i])) continue;
      definitions_.emplace(text::ExactPhraseKey(mentions_[i].text), mentions_[i - 1].text);
    }
  }

  // The name to group a mention under.
  std::string CanonicalName(const Mention& mention) const {
    std::string name = mention.text;
    if (mention.type != EntityType::kPerson) {
      const auto defined = definitions_.find(text::ExactPhraseKey(name));
      if (defined != definitions_.end()) name = defined->second;
    }
    const int32_t listed = lexicon_.FindName(name, mention.type);
    return listed < 0 ? name : std::string(lexicon_.CanonicalName(listed));
  }

  void Group(uint32_t index) {
    const Mention& mention = mentions_[index];
    const std::string name = CanonicalName(mention);
    const std::string key = text::ExactPhraseKey(name);
    const auto [it, fresh] = by_key_.emplace(std::make_pair(mention.type, key), entities_.size());
    if (fresh) {
      DocumentEntity entity;
      entity.type = mention.type;
      entity.name = name;
      entity.key = key;
      entities_.push_back(std::move(entity));
    }
    entities_[it->second].mentions.push_back(index);
  }

  // "ở Adiyaman và Hatay": the second is a place as well, whatever it was taken for.
  void MovePlaces() {
    for (DocumentEntity& entity : entities_) {
      if (entity.type != EntityType::kPerson || entity.mentions.size() != 1) continue;
      const uint32_t index = entity.mentions.front();
      if (index == 0 || absl::StrContains(entity.key, ' ') ||
          text::IsVietnameseSyllable(entity.key)) {
        continue;
      }
      const Mention& before = mentions_[index - 1];
      const Mention& mention = mentions_[index];
      if (before.type == EntityType::kLocation && StandsBeside(before.span, mention.span)) {
        entity.type = EntityType::kLocation;
      }
    }
  }

  // True for "ở A và B" and "tại A và B".
  bool StandsBeside(const text::Span& a, const text::Span& b) const {
    if (a.field != b.field || a.block != b.block) return false;
    const auto found = texts_.find(std::make_pair(static_cast<int>(a.field), a.block));
    if (found == texts_.end() || b.begin > found->second.size() || a.end > b.begin) return false;
    const absl::string_view before = found->second.substr(0, a.begin);
    return found->second.substr(a.end, b.begin - a.end) == " và " &&
           (absl::EndsWith(before, " ở ") || absl::EndsWith(before, " tại "));
  }

  // "Trump" goes to "Donald Trump" when no other person of the document ends so.
  void TieShortForms() {
    absl::flat_hash_map<absl::string_view, size_t> by_ending;
    for (size_t i = 0; i < entities_.size(); ++i) {
      if (entities_[i].type != EntityType::kPerson) continue;
      const absl::string_view key = entities_[i].key;
      size_t gap = key.rfind(' ');
      for (size_t words = 0; gap != absl::string_view::npos && words < kMaxShortWords; ++words) {
        const auto [it, fresh] = by_ending.emplace(key.substr(gap + 1), i);
        if (!fresh) it->second = Longer(it->second, i);
        gap = gap == 0 ? absl::string_view::npos : key.rfind(' ', gap - 1);
      }
    }
    for (size_t i = 0; i < entities_.size(); ++i) {
      if (entities_[i].type != EntityType::kPerson) continue;
      const auto it = by_ending.find(entities_[i].key);
      if (it != by_ending.end() && it->second != kNone) Merge(i, it->second);
    }
  }

  // "Phái bộ" alone is "Phái bộ Nam Sudan" when no other body or place begins so; a place told by
  // such a head is a body.
  void TieHeads() {
    absl::flat_hash_map<absl::string_view, size_t> by_beginning;
    for (size_t i = 0; i < entities_.size(); ++i) {
      if (!IsBodyOrPlace(entities_[i])) continue;
      const absl::string_view key = entities_[i].key;
      size_t words = 0;
      for (size_t gap = key.find(' '); gap != absl::string_view::npos && words < kMaxHeadWords;
           gap = key.find(' ', gap + 1), ++words) {
        const auto [it, fresh] = by_beginning.emplace(key.substr(0, gap), i);
        if (!fresh) it->second = kNone;
      }
    }
    for (size_t i = 0; i < entities_.size(); ++i) {
      if (entities_[i].type != EntityType::kOrganization || !IsHead(entities_[i].name)) continue;
      const auto it = by_beginning.find(entities_[i].key);
      if (it == by_beginning.end() || it->second == kNone) continue;
      entities_[it->second].type = EntityType::kOrganization;
      Merge(i, it->second);
    }
  }

  static bool IsBodyOrPlace(const DocumentEntity& entity) {
    return !entity.mentions.empty() &&
           (entity.type == EntityType::kOrganization || entity.type == EntityType::kLocation);
  }

  // A word or two that say what sort of body it is and name none.
  bool IsHead(absl::string_view name) const {
    if (lexicon_.FindName(name, EntityType::kOrganization) >= 0) return false;
    std::vector<rules::Term> terms;
    for (absl::string_view word : absl::StrSplit(name, ' ')) terms.push_back(rules::MakeTerm(word));
    return lexicon_.Longest(terms, rules::kOrgHead).length == terms.size();
  }

  // Of two names with one ending, the one that ends with the other; kNone when neither does.
  size_t Longer(size_t a, size_t b) const {
    if (a == kNone) return kNone;
    const std::string& first = entities_[a].key;
    const std::string& second = entities_[b].key;
    if (absl::EndsWith(second, absl::StrCat(" ", first))) return b;
    if (absl::EndsWith(first, absl::StrCat(" ", second))) return a;
    return kNone;
  }

  void Merge(size_t from, size_t to) {
    std::vector<uint32_t>* mentions = &entities_[to].mentions;
    mentions->insert(mentions->end(), entities_[from].mentions.begin(),
                     entities_[from].mentions.end());
    entities_[from].mentions.clear();
  }

  void Finish(DocumentEntity* entity) const {
    std::sort(entity->mentions.begin(), entity->mentions.end());
    std::map<std::string, std::string> by_key;
    for (const uint32_t index : entity->mentions) {
      const std::string& text = mentions_[index].text;
      by_key.emplace(text::ExactPhraseKey(text), text);
    }
    const int32_t listed = lexicon_.FindName(entity->name, entity->type);
    if (listed >= 0) {
      for (const std::string& alias : lexicon_.Aliases(listed)) {
        by_key.emplace(text::ExactPhraseKey(alias), alias);
      }
    }
    by_key.erase(entity->key);
    for (auto& [key, alias] : by_key) entity->aliases.push_back(std::move(alias));
    std::sort(entity->aliases.begin(), entity->aliases.end());
  }

  const absl::Span<const text::Passage> document_;
  const absl::Span<const Mention> mentions_;
  const Lexicon& lexicon_;
  absl::flat_hash_map<std::string, std::string> definitions_;
  absl::flat_hash_map<std::pair<int, int32_t>, absl::string_view> texts_;
  std::map<std::pair<EntityType, std::string>, size_t> by_key_;
  std::vector<DocumentEntity> entities_;
};

}  // namespace

std::vector<DocumentEntity> LinkMentions(absl::Span<const text::Passage> document,
                                         absl::Span<const Mention> mentions,
                                         const rules::Lexicon& names) {
  return Linker(document, mentions, names).Link();
}

}  // namespace khotin::entity
