// Whatever was edited: the diff, applied to the old side, gives the new one.
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "text/passage_diff.h"

namespace khotin::text {
namespace {

// Words, marks, spaces, marks of a decomposed letter, an emoji, a zero-width space.
const std::vector<std::string>& Pieces() {
  static const auto* const pieces = new std::vector<std::string>{"Hà",
                                                                 " Nội",
                                                                 " hòa",
                                                                 " bình",
                                                                 " TP.HCM",
                                                                 " 6/2/2023",
                                                                 ".",
                                                                 ",",
                                                                 " “",
                                                                 "”",
                                                                 " ",
                                                                 "  ",
                                                                 "\xCC\x80",
                                                                 "\xF0\x9F\x98\x80",
                                                                 "\xE2\x80\x8B",
                                                                 "a",
                                                                 " a",
                                                                 " b",
                                                                 "./.",
                                                                 "đ",
                                                                 " 35.824",
                                                                 " và",
                                                                 " của",
                                                                 " ở",
                                                                 " người"};
  return *pieces;
}

class Editor {
 public:
  explicit Editor(uint32_t seed) : random_(seed) {}

  size_t Below(size_t limit) { return random_() % limit; }

  std::string Text(size_t pieces) {
    std::string text;
    for (size_t i = 0; i < pieces; ++i) text += Piece();
    return text;
  }

  std::vector<std::string> Blocks() {
    std::vector<std::string> blocks(Below(12));
    for (std::string& block : blocks) block = Text(1 + Below(30));
    return blocks;
  }

  std::vector<std::string> Edited(const std::vector<std::string>& blocks) {
    std::vector<std::string> edited;
    for (const std::string& block : blocks) {
      switch (Below(6)) {
        case 0:
          break;
        case 1:
          edited.push_back(Text(1 + Below(30)));
          break;
        case 2:
          edited.push_back(block);
          edited.push_back(Text(1 + Below(30)));
          break;
        case 3:
          edited.push_back(EditedText(block));
          break;
        default:
          edited.push_back(block);
      }
    }
    if (edited.size() > 1 && Below(4) == 0) std::swap(edited.front(), edited.back());
    return edited;
  }

 private:
  const std::string& Piece() { return Pieces()[Below(Pieces().size())]; }

  std::string EditedText(std::string text) {
    for (size_t edits = 1 + Below(4); edits > 0; --edits) {
      const size_t begin = Border(text, Below(text.size() + 1));
      const size_t end = std::max(begin, Border(text, std::min(text.size(), begin + Below(20))));
      text.replace(begin, end - begin, Below(3) == 0 ? std::string() : Text(1 + Below(4)));
    }
    return text;
  }

  static size_t Border(const std::string& text, size_t at) {
    while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) {
      --at;
    }
    return at;
  }

  std::mt19937 random_;
};

std::vector<Passage> AsPassages(const std::vector<std::string>& blocks) {
  std::vector<Passage> passages;
  for (size_t i = 0; i < blocks.size(); ++i) {
    const Field field = i == 0 ? Field::kTitle : Field::kBody;
    passages.push_back({field, static_cast<int32_t>(i), blocks[i]});
  }
  return passages;
}

bool IsOnBorder(const std::string& text, uint32_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

std::string Applied(const std::vector<TextChange>& changes, const std::string& base,
                    const std::string& text) {
  std::string made;
  uint32_t done = 0;
  for (const TextChange& change : changes) {
    for (const uint32_t at : {change.base.begin, change.base.end}) {
      EXPECT_TRUE(IsOnBorder(base, at));
    }
    for (const uint32_t at : {change.text.begin, change.text.end}) {
      EXPECT_TRUE(IsOnBorder(text, at));
    }
    EXPECT_LE(done, change.base.begin);
    EXPECT_NE(change.base.In(base), change.text.In(text));
    absl::StrAppend(&made, base.substr(done, change.base.begin - done), change.text.In(text));
    done = change.base.end;
  }
  return made + base.substr(done);
}

TEST(DiffPropertyTest, AppliedToTheOldSideItGivesTheNewOne) {
  for (uint32_t seed = 0; seed < 4000; ++seed) {
    SCOPED_TRACE(seed);
    Editor editor(seed);
    const std::vector<std::string> base = editor.Blocks();
    const std::vector<std::string> later = editor.Edited(base);
    size_t base_next = 0;
    std::vector<std::string> made;
    for (const PassageDiff& diff : DiffPassages(AsPassages(base), AsPassages(later))) {
      if (diff.base.has_value()) {
        ASSERT_EQ(*diff.base, base_next++);
      }
      if (!diff.passage.has_value()) continue;
      ASSERT_EQ(*diff.passage, made.size());
      made.push_back(diff.base.has_value()
                         ? Applied(diff.changes, base[*diff.base], later[*diff.passage])
                         : later[*diff.passage]);
      ASSERT_TRUE(diff.base.has_value() || diff.changes.empty());
    }
    ASSERT_EQ(base_next, base.size());
    ASSERT_EQ(made, later);
  }
}

}  // namespace
}  // namespace khotin::text
