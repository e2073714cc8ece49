// What a careful reader finds in the five articles of the acceptance corpus, against what the
// program finds from the raw files on: extraction, recognition, linking, facts.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "entity/facts/facts.h"
#include "entity/linker.h"
#include "entity/recognizer.h"
#include "extract/text_cleaner.h"
#include "gtest/gtest.h"
#include "text/syllable.h"

namespace khotin::entity {
namespace {

using nlohmann::json;

std::filesystem::path SeedFolder() {
  const char* shared = std::getenv("KHOTIN_SHARED");
  const std::filesystem::path root =
      shared != nullptr ? shared : std::filesystem::path(KHOTIN_SOURCE_DIR) / ".." / "shared";
  return root / "data" / "seeds";
}

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

std::string Key(absl::string_view text) { return text::ExactPhraseKey(text); }

// One article read from its raw file.
class Article {
 public:
  explicit Article(const std::string& content)
      : extraction_(extract::CleanText(content, extract::TextHints{})) {
    document_ = extract::Passages(extraction_.article);
    mentions_ = NewRecognizer()->Recognize(document_);
    entities_ = LinkMentions(document_, mentions_);
    facts_ = FindFacts(document_, mentions_, entities_);
  }

  const std::vector<Mention>& mentions() const { return mentions_; }
  const std::vector<DocumentEntity>& entities() const { return entities_; }
  const DocumentFacts& facts() const { return facts_; }

  std::string Text(const text::Span& span) const {
    for (const text::Passage& passage : document_) {
      if (passage.field == span.field && passage.block == span.block) {
        return std::string(passage.text.substr(span.begin, span.end - span.begin));
      }
    }
    return "";
  }

  // The entity of `type` that has one of `names` as its name, its alias or a mention.
  bool Has(EntityType type, const std::set<std::string>& keys) const {
    return std::any_of(entities_.begin(), entities_.end(), [&](const DocumentEntity& entity) {
      if (entity.type != type) return false;
      if (keys.count(entity.key) > 0) return true;
      return std::any_of(entity.aliases.begin(), entity.aliases.end(),
                         [&](const std::string& alias) { return keys.count(Key(alias)) > 0; });
    });
  }

  std::set<std::string> Persons() const {
    std::set<std::string> names;
    for (const DocumentEntity& entity : entities_) {
      if (entity.type == EntityType::kPerson) names.insert(entity.name);
    }
    return names;
  }

  // True when a place written as `text` means the entity `target`; both are keys.
  bool Refers(absl::string_view text, absl::string_view target) const {
    for (const Reference& reference : facts_.references) {
      if (Key(Text(reference.span)) == text && entities_[reference.entity].key == target) {
        return true;
      }
    }
    for (const DocumentEntity& entity : entities_) {
      if (entity.key != target) continue;
      for (const uint32_t mention : entity.mentions) {
        if (Key(mentions_[mention].text) == text) return true;
      }
    }
    return false;
  }

  // "name|title|organization" of every office.
  std::set<std::string> Offices() const {
    std::set<std::string> offices;
    for (const OfficeFact& fact : facts_.offices) {
      offices.insert(
          absl::StrCat(entities_[fact.person].name, "|", Key(fact.position), "|",
                       fact.of.has_value() ? Key(entities_[*fact.of].name) : std::string()));
    }
    return offices;
  }

 private:
  extract::Extraction extraction_;
  std::vector<text::Passage> document_;
  std::vector<Mention> mentions_;
  std::vector<DocumentEntity> entities_;
  DocumentFacts facts_;
};

struct Score {
  int found = 0;
  int expected = 0;

  void Count(bool is_found, absl::string_view what) {
    ++expected;
    found += is_found ? 1 : 0;
    if (!is_found) std::printf("missed: %s\n", std::string(what).c_str());
  }
  double Share() const { return expected == 0 ? 1 : static_cast<double>(found) / expected; }
};

class FactsCorpusTest : public testing::Test {
 protected:
  void SetUp() override {
    const std::string expected = ReadFile(SeedFolder() / "expected-facts.json");
    if (expected.empty()) GTEST_SKIP() << "no acceptance corpus at " << SeedFolder();
    expected_ = json::parse(expected);
    for (const auto& entry : std::filesystem::directory_iterator(SeedFolder())) {
      if (entry.path().extension() != ".txt") continue;
      articles_.emplace(entry.path().filename().string().substr(0, 3), ReadFile(entry.path()));
    }
    ASSERT_EQ(articles_.size(), expected_.size());
  }

  json expected_;
  std::map<std::string, Article> articles_;
};

TEST_F(FactsCorpusTest, EveryPersonAndNoOther) {
  std::set<std::string> invented;
  for (const auto& [id, article] : articles_) {
    std::set<std::string> names;
    for (const json& person : expected_[id]["persons"]) names.insert(person["name"]);
    for (const std::string& name : article.Persons()) {
      if (names.count(name) == 0) invented.insert(name);
    }
    for (const std::string& name : names) EXPECT_EQ(article.Persons().count(name), 1u) << name;
  }
  EXPECT_TRUE(invented.empty()) << *invented.begin();
}

TEST_F(FactsCorpusTest, EveryOfficeAndNoOther) {
  for (const auto& [id, article] : articles_) {
    std::set<std::string> offices;
    for (const json& person : expected_[id]["persons"]) {
      for (const json& office : person["offices"]) {
        const std::string of =
            office["organization"].is_null() ? "" : Key(std::string(office["organization"]));
        offices.insert(absl::StrCat(std::string(person["name"]), "|",
                                    Key(std::string(office["title"])), "|", of));
      }
    }
    EXPECT_EQ(article.Offices(), offices) << id;
  }
}

TEST_F(FactsCorpusTest, OrganizationsAndPlaces) {
  Score score;
  for (const auto& [id, article] : articles_) {
    for (const json& body : expected_[id]["organizations"]) {
      if (absl::StartsWith(std::string(body["type_note"]), "OPTIONAL")) continue;
      std::set<std::string> keys = {Key(std::string(body["name"]))};
      for (const json& alias : body["aliases"]) keys.insert(Key(std::string(alias)));
      score.Count(article.Has(EntityType::kOrganization, keys),
                  absl::StrCat(id, " organisation ", std::string(body["name"])));
    }
    for (const json& place : expected_[id]["locations"]) {
      score.Count(article.Has(EntityType::kLocation, {Key(std::string(place))}),
                  absl::StrCat(id, " place ", std::string(place)));
    }
  }
  std::printf("organisations and places: %d of %d\n", score.found, score.expected);
  EXPECT_GE(score.Share(), .95);
}

TEST_F(FactsCorpusTest, DatesWithTheirPrecision) {
  Score score;
  for (const auto& [id, article] : articles_) {
    for (const json& date : expected_[id]["dates"]) {
      const std::string text = date["text"];
      const bool is_found = std::any_of(
          article.mentions().begin(), article.mentions().end(), [&](const Mention& mention) {
            // The reader took "nhiệm kỳ" into the date, which is no part of the mention.
            const bool same_place =
                absl::StrContains(mention.text, text) || absl::StrContains(text, mention.text);
            if (mention.type != EntityType::kDate || !same_place) return false;
            return date["value"].is_null() ? absl::StartsWith(mention.value, "--")
                                           : mention.value == std::string(date["value"]);
          });
      score.Count(is_found, absl::StrCat(id, " date ", text));
    }
  }
  std::printf("dates: %d of %d\n", score.found, score.expected);
  EXPECT_GE(score.Share(), .95);
}

TEST_F(FactsCorpusTest, Quotes) {
  Score score;
  for (const auto& [id, article] : articles_) {
    for (const json& quote : expected_[id]["quotes"]) {
      const std::string words = Key(std::string(quote["text"]));
      const std::string opening = words.substr(0, words.size() / 2);
      const Quote* match = nullptr;
      for (const Quote& found : article.facts().quotes) {
        const std::string text = Key(article.Text(found.words.front()));
        if (absl::StartsWith(text, opening)) match = &found;
      }
      score.Count(match != nullptr, absl::StrCat(id, " quote ", std::string(quote["text"])));
      if (match == nullptr) continue;
      EXPECT_EQ(match->direct, bool(quote["direct"])) << quote["text"];
      const std::string speaker =
          match->speaker.has_value() ? article.entities()[*match->speaker].name : std::string();
      EXPECT_EQ(speaker, quote["speaker"].is_null() ? "" : std::string(quote["speaker"]))
          << quote["text"];
    }
  }
  std::printf("quotes: %d of %d\n", score.found, score.expected);
  EXPECT_GE(score.Share(), .85);
}

TEST_F(FactsCorpusTest, Figures) {
  Score score;
  for (const auto& [id, article] : articles_) {
    for (const json& figure : expected_[id]["figures"]) {
      const bool is_found = std::any_of(
          article.facts().figures.begin(), article.facts().figures.end(), [&](const Figure& found) {
            return found.value == double(figure["value"]) &&
                   absl::StartsWith(Key(std::string(figure["unit"])), Key(found.unit));
          });
      score.Count(is_found, absl::StrCat(id, " figure ", std::string(figure["text"])));
    }
  }
  std::printf("figures: %d of %d\n", score.found, score.expected);
  EXPECT_GE(score.Share(), .95);
}

TEST_F(FactsCorpusTest, Coreference) {
  Score score;
  for (const auto& [id, article] : articles_) {
    for (const json& expected : expected_[id]["coreference"]) {
      bool is_found = true;
      for (absl::string_view target : absl::StrSplit(std::string(expected["refers_to"]), "; ")) {
        is_found &= article.Refers(Key(std::string(expected["text"])), Key(target));
      }
      score.Count(is_found, absl::StrCat(id, " ", std::string(expected["text"]), " -> ",
                                         std::string(expected["refers_to"])));
    }
  }
  std::printf("coreference: %d of %d\n", score.found, score.expected);
  EXPECT_GE(score.Share(), .85);
}

}  // namespace
}  // namespace khotin::entity
