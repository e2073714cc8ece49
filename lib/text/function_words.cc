#include "text/function_words.h"

#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_split.h"
#include "text/syllable.h"

namespace khotin::text {
namespace {

constexpr absl::string_view kWords =
    "và|hay|hoặc|với|cùng|của|cho|để|do|bởi|vì|nên|mà|thì|là|rằng|nếu|khi|tuy|nhưng|song|còn|cũng|"
    "đã|đang|sẽ|sắp|vừa|mới|từng|vẫn|chưa|không|chẳng|chớ|đừng|hãy|rất|quá|lắm|hơi|khá|càng|cực|"
    "bị|được|phải|cần|muốn|có|thể|ở|tại|trong|ngoài|trên|dưới|trước|sau|giữa|bên|từ|đến|tới|về|vào|"
    "ra|lên|xuống|qua|sang|lại|đi|theo|như|bằng|hơn|kém|nhất|nhiều|ít|mấy|vài|một|hai|ba|bốn|năm|"
    "sáu|bảy|tám|chín|mười|trăm|nghìn|ngàn|triệu|tỷ|các|những|mọi|mỗi|từng|cả|toàn|tất|này|kia|đó|"
    "đây|đấy|ấy|nọ|nào|gì|ai|đâu|sao|bao|vậy|thế|nay|ngay|luôn|chỉ|mình|nhau|tôi|ta|tao|mày|nó|họ|"
    "hắn|y|anh|chị|em|ông|bà|cô|chú|bác|cháu|con|người|cái|chiếc|việc|sự|cuộc|nỗi|niềm|vụ|đợt|lần|"
    "lúc|hồi|ngày|tháng|giờ|phút|giây|sáng|trưa|chiều|tối|đêm|hôm|quý|thứ|khoảng|gần|hàng|đều|rồi|"
    "nữa|thêm|đầu|cuối|vốn|liền|bèn|tự|dù|dẫu|kể|gồm|nói|biết|thấy|cho|cách|nơi|làm|đưa|lấy|"
    "phía|tính|so|ngoài|riêng|chung|xong|bấy|chính|ngoại|từ|vốn|trở|suốt|hết|nhằm|"
    "đồng|km|kg|m|cm|ha|usd|vnd|"
    "tuy nhiên|trong khi|do đó|vì vậy|vì thế|bởi vì|cho nên|ngoài ra|bên cạnh|đồng thời|"
    "trong đó|sau đó|trước đó|theo đó|từ đó|khi đó|lúc đó|đến nay|hiện nay|hiện tại|hôm nay|hôm "
    "qua|"
    "ngày mai|mới đây|gần đây|vừa qua|thời gian qua|trước đây|sau này|lúc này|khi này|tất cả|"
    "một số|nhiều nhất|ít nhất|có thể|không thể|cần phải|phải chăng|cho biết|cho rằng|cho hay|"
    "cũng như|như vậy|như thế|thế nào|như thế nào|tại sao|vì sao|bao nhiêu|bao giờ|mặc dù|dù cho|"
    "chúng tôi|chúng ta|chúng nó|bọn họ|người ta|anh ấy|cô ấy|ông ấy|bà ấy|tự mình|với nhau|"
    "lẫn nhau|hầu hết|hầu như|khoảng chừng|xung quanh|liên quan|bao gồm|trở thành|trở lên|trở lại|"
    "tiếp tục|bắt đầu|đặc biệt|chủ yếu|ngay cả|thậm chí|tức là|nghĩa là|ví dụ|chẳng hạn|hoàn toàn|"
    "thường xuyên|đầu tiên|cuối cùng|thời gian|lần này|đối với|thông qua|để lại|đưa ra|đưa vào";

absl::flat_hash_set<std::string> MakeKeys() {
  absl::flat_hash_set<std::string> keys;
  for (const absl::string_view word : absl::StrSplit(kWords, '|')) {
    keys.insert(ExactPhraseKey(word));
  }
  return keys;
}

}  // namespace

bool IsFunctionWord(absl::string_view key) {
  static const absl::flat_hash_set<std::string> keys = MakeKeys();
  return keys.contains(key);
}

}  // namespace khotin::text
