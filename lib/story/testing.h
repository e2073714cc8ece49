// Made-up articles of the tests of lib/story.
#ifndef KHOTIN_STORY_TESTING_H_
#define KHOTIN_STORY_TESTING_H_

#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "story/features.h"
#include "story/story.h"

namespace khotin::story {

inline constexpr int64_t kDay = 86400;

inline Features FeaturesOf(absl::string_view title, absl::string_view body) {
  const text::Passage passages[] = {{text::Field::kTitle, 0, title}, {text::Field::kBody, 0, body}};
  return ExtractFeatures(passages);
}

inline Member MakeMember(std::string id, absl::string_view title, absl::string_view body,
                         PublishTime time = {}) {
  return {std::move(id), time, FeaturesOf(title, body)};
}

// One event from two pens, and another event of the same kind.
inline Member FerryFirst(PublishTime time = {}) {
  return MakeMember("ferry-1", "Chìm phà chở 40 khách trên sông Vàm Lạch",
                    "Khoảng 6h sáng, chiếc phà Hải Long 7 chở bốn mươi hành khách từ bến Đò Tre "
                    "sang cù lao Ông Mão thì bị sóng lớn đánh chìm giữa sông Vàm Lạch. Thuyền "
                    "trưởng Lò Văn Tưởng cho biết máy chính tắt đột ngột.",
                    time);
}
inline Member FerrySecond(PublishTime time = {}) {
  return MakeMember("ferry-2", "Vụ phà Hải Long 7 chìm: đã tìm thấy mọi hành khách",
                    "Lực lượng cứu hộ cù lao Ông Mão sáng nay vớt được những người cuối cùng bám "
                    "vào thân phà Hải Long 7. Ông Lò Văn Tưởng, thuyền trưởng, được đưa vào bệnh "
                    "viện; bến Đò Tre trên sông Vàm Lạch tạm đóng cửa.",
                    time);
}
inline Member Fire(PublishTime time = {}) {
  return MakeMember("fire", "Cháy xưởng gỗ ở Gò Sặt, bốn xe chữa cháy tới hiện trường",
                    "Ngọn lửa bùng lên lúc nửa đêm tại xưởng mộc Thành Phú, ấp Gò Sặt. Cảnh sát "
                    "phòng cháy huy động bốn xe bồn, đến rạng sáng thì dập tắt. Chủ xưởng Kha Tấn "
                    "Mẫn ước thiệt hại gần ba tỷ đồng.",
                    time);
}

}  // namespace khotin::story

#endif  // KHOTIN_STORY_TESTING_H_
