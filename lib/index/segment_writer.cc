#include <map>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "index/segment.h"
#include "index/segment_builder.h"
#include "index/unit_table.h"

namespace khotin::index {
namespace {

// One unit of a text.
struct Occurrence {
  uint32_t unit;
  uint32_t doc;
  uint32_t position;
};

// Items in the order of their keys, those of one key in the order they came.
template <typename Item>
struct Grouped {
  std::vector<size_t> begins;  // by key, and the end
  std::vector<Item> items;

  absl::Span<const Item> Of(uint32_t key) const {
    return absl::MakeConstSpan(items).subspan(begins[key], begins[key + 1] - begins[key]);
  }
};

template <typename Item, typename Key>
Grouped<Item> GroupBy(const std::vector<Item>& items, size_t keys, Key key_of) {
  Grouped<Item> grouped;
  grouped.begins.resize(keys + 1);
  for (const Item& item : items) ++grouped.begins[key_of(item) + 1];
  for (size_t i = 0; i < keys; ++i) grouped.begins[i + 1] += grouped.begins[i];
  std::vector<size_t> next(grouped.begins.begin(), grouped.begins.end() - 1);
  grouped.items.resize(items.size());
  for (const Item& item : items) grouped.items[next[key_of(item)]++] = item;
  return grouped;
}

// The items of one document at the front of `rest`, taken off it.
template <typename Item>
absl::Span<const Item> TakeDocument(absl::Span<const Item>* rest) {
  size_t count = 1;
  while (count < rest->size() && (*rest)[count].doc == rest->front().doc) ++count;
  const auto taken = rest->subspan(0, count);
  rest->remove_prefix(count);
  return taken;
}

class Inversion {
 public:
  Inversion(absl::Span<const DocumentTerms> documents, SegmentBuilder* builder)
      : documents_(documents), units_(documents), builder_(*builder) {}

  absl::Status Write() {
    for (size_t field = 0; field < kFieldCount; ++field) occurrences_[field] = Collect(field);
    for (size_t field = 0; field < kFieldCount; ++field) {
      KHOTIN_RETURN_IF_ERROR(WriteExact(field));
    }
    for (size_t field = 0; field < kFieldCount; ++field) {
      KHOTIN_RETURN_IF_ERROR(WriteFolded(field));
    }
    KHOTIN_RETURN_IF_ERROR(WritePhrases());
    for (size_t field = 0; field < kFieldCount; ++field) {
      occurrences_[field] = {};
      KHOTIN_RETURN_IF_ERROR(WritePairs(field));
    }
    for (size_t field = 0; field < kValueFieldCount; ++field) {
      KHOTIN_RETURN_IF_ERROR(WriteValues(field));
    }
    return absl::OkStatus();
  }

 private:
  using TermDocuments = std::map<std::string, std::vector<uint32_t>>;

  // Two folded keys side by side.
  struct PairOccurrence {
    uint32_t first;
    uint32_t second;
    uint32_t doc;
  };

  // Calls `visit(unit, doc, position, follows)` for each unit of a field; `follows` says that the
  // one before it stands in the same passage.
  template <typename Visit>
  void ForEachOccurrence(size_t field, Visit visit) const {
    for (uint32_t doc = 0; doc < documents_.size(); ++doc) {
      const absl::Span<const uint32_t> numbers = units_.OfDocument(doc);
      bool follows = false;
      const auto add = [&](uint32_t position, uint32_t local) {
        visit(numbers[local], doc, position, follows);
        follows = true;
      };
      ForEachUnit(documents_[doc].text[field], add, [&] { follows = false; });
    }
  }

  std::vector<Occurrence> Collect(size_t field) const {
    std::vector<Occurrence> occurrences;
    occurrences.reserve(CountUnits(field));
    ForEachOccurrence(field, [&](uint32_t unit, uint32_t doc, uint32_t position, bool) {
      occurrences.push_back({unit, doc, position});
    });
    return occurrences;
  }

  size_t CountUnits(size_t field) const {
    size_t count = 0;
    for (const DocumentTerms& document : documents_) count += document.text[field].size();
    return count;
  }

  // By the first key, then the second, then the document.
  std::vector<PairOccurrence> SortedPairs(size_t field) const {
    std::vector<PairOccurrence> pairs;
    pairs.reserve(CountUnits(field));
    uint32_t before = 0;
    ForEachOccurrence(field, [&](uint32_t unit, uint32_t doc, uint32_t, bool follows) {
      const uint32_t folded = units_.folded(unit);
      if (follows) pairs.push_back({before, folded, doc});
      before = folded;
    });
    const size_t keys = units_.folded_size();
    pairs = GroupBy(pairs, keys, [](const PairOccurrence& pair) { return pair.second; }).items;
    return GroupBy(pairs, keys, [](const PairOccurrence& pair) { return pair.first; }).items;
  }

  template <typename Item>
  absl::Status AddWithoutPositions(absl::Span<const Item> items) {
    while (!items.empty()) {
      const auto here = TakeDocument(&items);
      KHOTIN_RETURN_IF_ERROR(
          builder_.AddPosting(here[0].doc, static_cast<uint32_t>(here.size()), {}, {}));
    }
    return builder_.FinishTerm();
  }

  absl::Status WriteExact(size_t field) {
    const auto grouped = GroupBy(occurrences_[field], units_.size(),
                                 [](const Occurrence& occurrence) { return occurrence.unit; });
    for (const uint32_t unit : units_.by_exact()) {
      const auto here = grouped.Of(unit);
      if (here.empty()) continue;
      builder_.StartTerm(
          MakeTerm(TermKind::kExact, static_cast<IndexField>(field), units_.exact_key(unit)), {});
      KHOTIN_RETURN_IF_ERROR(AddWithoutPositions(here));
    }
    return absl::OkStatus();
  }

  absl::Status WriteFolded(size_t field) {
    const auto grouped =
        GroupBy(occurrences_[field], units_.folded_size(),
                [this](const Occurrence& occurrence) { return units_.folded(occurrence.unit); });
    for (uint32_t folded = 0; folded < units_.folded_size(); ++folded) {
      const auto here = grouped.Of(folded);
      if (here.empty()) continue;
      StartFolded(field, folded);
      KHOTIN_RETURN_IF_ERROR(AddWithPositions(here));
    }
    return absl::OkStatus();
  }

  void StartFolded(size_t field, uint32_t folded) {
    const absl::Span<const uint32_t> members = units_.WithDiacritics(folded);
    std::vector<absl::string_view> keys;
    for (const uint32_t unit : members) keys.push_back(units_.exact_key(unit));
    const std::vector<uint32_t> codes = builder_.StartTerm(
        MakeTerm(TermKind::kFolded, static_cast<IndexField>(field), units_.folded_key(folded)),
        keys);
    code_of_.resize(units_.size());
    for (size_t i = 0; i < members.size(); ++i) code_of_[members[i]] = codes[i];
  }

  absl::Status AddWithPositions(absl::Span<const Occurrence> items) {
    std::vector<uint32_t> positions;
    std::vector<uint32_t> codes;
    while (!items.empty()) {
      const auto here = TakeDocument(&items);
      positions.clear();
      codes.clear();
      for (const Occurrence& occurrence : here) {
        positions.push_back(occurrence.position);
        codes.push_back(code_of_[occurrence.unit]);
      }
      KHOTIN_RETURN_IF_ERROR(builder_.AddPosting(
          here[0].doc, static_cast<uint32_t>(positions.size()), positions, codes));
    }
    return builder_.FinishTerm();
  }

  // A space sorts before every character of a key, so pairs sort as the numbers of their keys do.
  absl::Status WritePairs(size_t field) {
    const std::vector<PairOccurrence> pairs = SortedPairs(field);
    for (auto rest = absl::MakeConstSpan(pairs); !rest.empty();) {
      const PairOccurrence& pair = rest.front();
      size_t count = 1;
      while (count < rest.size() && rest[count].first == pair.first &&
             rest[count].second == pair.second) {
        ++count;
      }
      builder_.StartTerm(
          MakeTerm(TermKind::kPair, static_cast<IndexField>(field),
                   PairKey(units_.folded_key(pair.first), units_.folded_key(pair.second))),
          {});
      KHOTIN_RETURN_IF_ERROR(AddWithoutPositions(rest.subspan(0, count)));
      rest.remove_prefix(count);
    }
    return absl::OkStatus();
  }

  absl::Status WriteValues(size_t field) {
    TermDocuments documents;
    for (uint32_t doc = 0; doc < documents_.size(); ++doc) {
      for (const std::string& label : documents_[doc].labels[field]) {
        const std::string key = ValueKey(label);
        if (key.empty()) continue;
        std::vector<uint32_t>& docs = documents[MakeValueTerm(static_cast<ValueField>(field), key)];
        if (docs.empty() || docs.back() != doc) docs.push_back(doc);
      }
    }
    return WriteTerms(documents);
  }

  absl::Status WritePhrases() {
    TermDocuments documents;
    for (uint32_t doc = 0; doc < documents_.size(); ++doc) {
      for (const std::string& phrase : documents_[doc].key_phrases) {
        documents[MakePhraseTerm(phrase)].push_back(doc);
      }
    }
    return WriteTerms(documents);
  }

  absl::Status WriteTerms(const TermDocuments& terms) {
    for (const auto& [term, docs] : terms) {
      builder_.StartTerm(term, {});
      for (const uint32_t doc : docs) {
        KHOTIN_RETURN_IF_ERROR(builder_.AddPosting(doc, 1, {}, {}));
      }
      KHOTIN_RETURN_IF_ERROR(builder_.FinishTerm());
    }
    return absl::OkStatus();
  }

  const absl::Span<const DocumentTerms> documents_;
  const UnitTable units_;
  SegmentBuilder& builder_;
  std::array<std::vector<Occurrence>, kFieldCount> occurrences_;
  std::vector<uint32_t> code_of_;  // of each unit, in the term being written
};

absl::Status CheckLabels(const DocumentTerms& document) {
  for (const Labels& labels : document.labels) {
    for (const std::string& label : labels) {
      if (label.size() <= kMaxLabelBytes) continue;
      return absl::InvalidArgumentError(absl::StrCat("article \"", document.values.article_id,
                                                     "\": a value is over ", kMaxLabelBytes,
                                                     " bytes"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status WriteSegment(absl::Span<const DocumentTerms> documents, BlockSink* sink) {
  SegmentBuilder builder(sink);
  absl::flat_hash_set<absl::string_view> ids;
  std::array<std::vector<absl::string_view>, kValueFieldCount> labels;
  for (const DocumentTerms& document : documents) {
    if (!ids.insert(document.values.article_id).second) {
      return absl::InvalidArgumentError(
          absl::StrCat("article \"", document.values.article_id, "\" is there twice"));
    }
    KHOTIN_RETURN_IF_ERROR(CheckLabels(document));
    for (size_t i = 0; i < kValueFieldCount; ++i) {
      labels[i].assign(document.labels[i].begin(), document.labels[i].end());
    }
    KHOTIN_RETURN_IF_ERROR(builder.AddDocument(document.values, labels));
  }
  KHOTIN_RETURN_IF_ERROR(builder.EndDocuments());
  KHOTIN_RETURN_IF_ERROR(Inversion(documents, &builder).Write());
  return builder.Finish();
}

}  // namespace khotin::index
