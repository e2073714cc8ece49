// What a careful reader must find in the five articles of the acceptance corpus.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_split.h"
#include "entity/linker.h"
#include "entity/recognizer.h"
#include "gtest/gtest.h"

namespace khotin::entity {
namespace {

std::filesystem::path SeedFolder() {
  const char* shared = std::getenv("KHOTIN_SHARED");
  const std::filesystem::path root =
      shared != nullptr ? shared : std::filesystem::path(KHOTIN_SOURCE_DIR) / ".." / "shared";
  return root / "data" / "seeds";
}

// The raw lines of one article as body blocks.
std::vector<DocumentEntity> EntitiesOf(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::stringstream content;
  content << file.rdbuf();
  const std::string text = content.str();
  std::vector<text::Passage> document;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    document.push_back({text::Field::kBody, static_cast<int32_t>(document.size()), line});
  }
  return LinkMentions(document, NewRecognizer()->Recognize(document));
}

class EntitiesCorpusTest : public testing::Test {
 protected:
  void SetUp() override {
    const std::filesystem::path folder = SeedFolder();
    if (!std::filesystem::is_directory(folder)) {
      GTEST_SKIP() << "no acceptance corpus at " << folder;
    }
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      if (entry.path().extension() != ".txt") continue;
      for (DocumentEntity& entity : EntitiesOf(entry.path())) {
        entities_.push_back(std::move(entity));
      }
    }
    ASSERT_FALSE(entities_.empty());
  }

  bool Has(EntityType type, absl::string_view name) const {
    return absl::c_any_of(entities_, [&](const DocumentEntity& entity) {
      return entity.type == type && entity.name == name;
    });
  }

  std::vector<DocumentEntity> entities_;
};

TEST_F(EntitiesCorpusTest, Persons) {
  for (absl::string_view name :
       {"Tô Lâm", "Lương Tam Quang", "Nguyễn Văn Thành", "Nguyễn Phú Trọng", "Nguyễn Minh Vũ"}) {
    EXPECT_TRUE(Has(EntityType::kPerson, name)) << name;
  }
}

TEST_F(EntitiesCorpusTest, Organizations) {
  for (absl::string_view name :
       {"Bộ Công an", "Bộ Ngoại giao", "Liên hợp quốc", "Đảng ủy Công an Trung ương"}) {
    EXPECT_TRUE(Has(EntityType::kOrganization, name)) << name;
  }
}

TEST_F(EntitiesCorpusTest, Places) {
  for (absl::string_view name :
       {"Việt Nam", "Thổ Nhĩ Kỳ", "Nam Sudan", "Adiyaman", "Hatay", "Hà Nội"}) {
    EXPECT_TRUE(Has(EntityType::kLocation, name)) << name;
  }
}

TEST_F(EntitiesCorpusTest, AbbreviationIsAnAlias) {
  EXPECT_TRUE(absl::c_any_of(entities_, [](const DocumentEntity& entity) {
    return entity.name == "Công an nhân dân" && absl::c_linear_search(entity.aliases, "CAND");
  }));
}

TEST_F(EntitiesCorpusTest, OfficesAreNoPersons) {
  for (absl::string_view name : {"Bộ trưởng", "Thứ trưởng", "Đại tướng"}) {
    EXPECT_FALSE(Has(EntityType::kPerson, name)) << name;
  }
}

}  // namespace
}  // namespace khotin::entity
