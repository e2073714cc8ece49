#include "entity/facts/phrases.h"

#include <algorithm>

#include "absl/strings/str_split.h"

namespace khotin::entity::facts {

PhraseSet::PhraseSet(std::initializer_list<absl::string_view> phrases) {
  for (absl::string_view phrase : phrases) {
    std::vector<uint64_t> keys;
    for (absl::string_view word : absl::StrSplit(phrase, ' ')) {
      keys.push_back(rules::MakeTerm(word).key);
    }
    longest_ = std::max(longest_, keys.size());
    by_first_[keys.front()].push_back(keys);
  }
}

size_t PhraseSet::At(const rules::Line& line, size_t i) const {
  if (i >= line.size()) return 0;
  const auto found = by_first_.find(line.terms[i].key);
  if (found == by_first_.end()) return 0;
  size_t best = 0;
  for (const std::vector<uint64_t>& keys : found->second) {
    if (keys.size() <= best || i + keys.size() > line.size()) continue;
    size_t matched = 1;
    while (matched < keys.size() && line.terms[i + matched].key == keys[matched] &&
           line.Continues(i + matched)) {
      ++matched;
    }
    if (matched == keys.size()) best = matched;
  }
  return best;
}

size_t PhraseSet::Before(const rules::Line& line, size_t i) const {
  for (size_t length = std::min(longest_, i); length > 0; --length) {
    if (At(line, i - length) == length) return length;
  }
  return 0;
}

const PhraseSet& SpeechVerbs() {
  static const auto& verbs = *new PhraseSet({"nhận xét",
                                             "so sánh",
                                             "bổ sung",
                                             "tường thuật",
                                             "thuật lại",
                                             "ví von",
                                             "khiếu nại",
                                             "thốt lên",
                                             "kết luận",
                                             "phản hồi",
                                             "phản bác",
                                             "thú nhận",
                                             "góp ý",
                                             "hồi tưởng",
                                             "chỉ ra",
                                             "nhắc lại",
                                             "mô tả",
                                             "chất vấn",
                                             "nói đùa",
                                             "khuyên nhủ",
                                             "giãi bày",
                                             "nói với",
                                             "chia sẻ với",
                                             "trao đổi với",
                                             "cho biết",
                                             "cho hay",
                                             "cho rằng",
                                             "nói",
                                             "nói rằng",
                                             "nói thêm",
                                             "khẳng định",
                                             "nhấn mạnh",
                                             "nêu rõ",
                                             "chia sẻ",
                                             "tiết lộ",
                                             "thừa nhận",
                                             "phát biểu",
                                             "tuyên bố",
                                             "kể",
                                             "kể lại",
                                             "thông tin",
                                             "thông báo",
                                             "phân tích",
                                             "nhận định",
                                             "bình luận",
                                             "giải thích",
                                             "lý giải",
                                             "cảnh báo",
                                             "lưu ý",
                                             "đánh giá",
                                             "bày tỏ",
                                             "bộc bạch",
                                             "tâm sự",
                                             "trả lời",
                                             "trải lòng",
                                             "thổ lộ",
                                             "lập luận",
                                             "xác nhận",
                                             "bác bỏ",
                                             "cáo buộc",
                                             "tin rằng",
                                             "hy vọng",
                                             "mong muốn",
                                             "phản ánh",
                                             "đề nghị",
                                             "yêu cầu",
                                             "kêu gọi",
                                             "đề xuất",
                                             "kiến nghị",
                                             "khuyến cáo",
                                             "khuyên",
                                             "cam kết",
                                             "chỉ đạo",
                                             "quán triệt",
                                             "nhắc nhở",
                                             "dặn",
                                             "hỏi",
                                             "đáp",
                                             "viết",
                                             "nói tiếp",
                                             "chia sẻ thêm",
                                             "cho biết thêm",
                                             "thông tin thêm",
                                             "quả quyết",
                                             "nhớ lại",
                                             "than thở",
                                             "báo cáo",
                                             "trình bày",
                                             "đặt câu hỏi",
                                             "nhắn nhủ",
                                             "khai nhận",
                                             "khai",
                                             "tố cáo",
                                             "phàn nàn",
                                             "bức xúc",
                                             "đề cập",
                                             "nêu quan điểm",
                                             "cảm thán",
                                             "hé lộ",
                                             "gợi ý",
                                             "quan ngại",
                                             "dự đoán",
                                             "dự báo"});
  return verbs;
}

const PhraseSet& AddressVerbs() {
  static const auto& verbs = *new PhraseSet(
      {"chúc mừng", "biểu dương", "cảm ơn", "cám ơn", "ghi nhận", "đánh giá cao", "hoan nghênh",
       "khen ngợi", "ca ngợi", "chỉ trích", "lên án", "phê phán", "xin lỗi", "gửi lời cảm ơn",
       "gửi lời chúc mừng", "bày tỏ", "tri ân", "biểu dương và đánh giá cao"});
  return verbs;
}

const PhraseSet& ReportingVerbs() {
  static const auto& verbs =
      *new PhraseSet({"cho biết",  "cho hay",   "cho rằng",   "khẳng định", "nhấn mạnh",
                      "tuyên bố",  "thông báo", "nhận định",  "cảnh báo",   "xác nhận",
                      "bác bỏ",    "cáo buộc",  "khuyến cáo", "kêu gọi",    "cho biết thêm",
                      "thừa nhận", "nói rằng",  "dự báo",     "lưu ý",      "nêu rõ"});
  return verbs;
}

const PhraseSet& SpeechNouns() {
  static const auto& nouns = *new PhraseSet(
      {"theo lời", "như lời", "lời", "lời của", "theo lời của", "như lời của", "chỉ đạo của",
       "phát biểu của", "ý kiến của", "câu nói của", "lời dạy của", "tuyên bố của", "lời dặn của",
       "chia sẻ của", "theo", "dẫn lời", "trích lời"});
  return nouns;
}

const PhraseSet& Adverbs() {
  static const auto& adverbs = *new PhraseSet(
      {"cũng",       "đã",       "vừa",        "còn",        "tiếp tục",     "đồng thời",
       "từng",       "sẽ",       "thẳng thắn", "nhiệt liệt", "chân thành",   "trân trọng",
       "mới",        "vẫn",      "luôn",       "liên tục",   "nhiều lần",    "trực tiếp",
       "chính thức", "đặc biệt", "vui mừng",   "phấn khởi",  "ngay lập tức", "hóm hỉnh",
       "thành thật", "vui vẻ",   "xúc động",   "buồn bã",    "bất ngờ",      "lại",
       "đang",       "chỉ",      "ấy",         "này",        "ta",           "công khai",
       "thường",     "rất",      "mong",       "mạnh mẽ",    "khẩn thiết"});
  return adverbs;
}

const PhraseSet& Honorifics() {
  static const auto& honorifics =
      *new PhraseSet({"ông", "bà", "anh", "chị", "cô", "đồng chí", "ngài", "vị", "thầy"});
  return honorifics;
}

const PhraseSet& Plurals() {
  static const auto& plurals = *new PhraseSet(
      {"các",       "những",  "nhiều", "hai",          "ba",       "mỗi",  "mọi",
       "từng",      "cả",     "một",   "các đồng chí", "làm",      "chức", "chức vụ",
       "chức danh", "vị trí", "ghế",   "hàm",          "quân hàm", "cấp",  "đội ngũ"});
  return plurals;
}

const PhraseSet& HoldsOffice() {
  static const auto& links =
      *new PhraseSet({"là", "hiện là", "giữ chức", "giữ chức vụ", "làm", "hiện giữ chức",
                      "đảm nhiệm chức", "giữ cương vị", "được bổ nhiệm làm",
                      "được bổ nhiệm giữ chức", "được bầu làm", "được bầu giữ chức",
                      "được bổ nhiệm giữ chức vụ", "trở thành", "trên cương vị", "với vai trò"});
  return links;
}

const PhraseSet& Classifiers() {
  static const auto& words = *new PhraseSet({"bản", "lời", "bài", "cuộc", "sự", "câu", "những",
                                             "các", "tờ", "một", "việc", "theo", "nhiều"});
  return words;
}

const PhraseSet& Relations() {
  static const auto& words =
      *new PhraseSet({"của", "vợ", "chồng", "mẹ", "bố", "cha", "con", "con trai", "con gái",
                      "em gái", "em trai", "anh trai", "chị gái", "luật sư của", "bạn"});
  return words;
}

const PhraseSet& FormerWords() {
  static const auto& words = *new PhraseSet({"nguyên", "cựu"});
  return words;
}

const PhraseSet& ActingWords() {
  static const auto& words = *new PhraseSet({"quyền", "tạm quyền"});
  return words;
}

const PhraseSet& MalePronouns() {
  static const auto& words =
      *new PhraseSet({"ông", "anh", "ông ấy", "anh ấy", "ông này", "anh này", "ông ta", "anh ta"});
  return words;
}

const PhraseSet& FemalePronouns() {
  static const auto& words = *new PhraseSet({"bà", "chị", "cô", "bà ấy", "chị ấy", "cô ấy",
                                             "bà này", "chị này", "cô này", "bà ta", "cô ta"});
  return words;
}

}  // namespace khotin::entity::facts
