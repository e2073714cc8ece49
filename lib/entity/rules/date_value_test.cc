#include "entity/rules/date_value.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "entity/rules/date_rules.h"
#include "entity/rules/lexicon.h"
#include "gtest/gtest.h"

namespace khotin::entity::rules {
namespace {

Line LineOf(absl::string_view text) {
  const text::Passage passage = {text::Field::kBody, 0, text};
  return std::move(MakeLines(Lexicon::BuiltIn(), {&passage, 1})[0]);
}

struct Case {
  std::string text;    // dates between brackets
  std::string values;  // with spaces between; "?" for none
};

// The values of the dates that `marked` brackets.
std::string Values(absl::string_view marked) {
  std::string text;
  std::vector<std::pair<size_t, size_t>> spans;
  for (const char c : marked) {
    if (c == '[') {
      spans.emplace_back(text.size(), 0);
    } else if (c == ']') {
      spans.back().second = text.size();
    } else {
      text.push_back(c);
    }
  }
  const Line line = LineOf(text);
  std::vector<Found> found;
  for (const auto& [begin, end] : spans) {
    Found date;
    date.type = EntityType::kDate;
    while (line.tokens[date.begin].begin < begin) ++date.begin;
    date.end = date.begin;
    while (date.end < line.size() && line.tokens[date.end].begin < end) ++date.end;
    found.push_back(date);
  }
  ReadDateValues(line, FindLineDates(line), &found);
  return absl::StrJoin(found, " ", [](std::string* out, const Found& date) {
    absl::StrAppend(out, date.value.empty() ? "?" : date.value);
  });
}

void Check(const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(Values(c.text), c.values) << c.text;
}

TEST(DateValueTest, DatesOfOneDayMonthOrYear) {
  Check({
      {"Họp [ngày 6/2/2023] tại thôn.", "2023-02-06"},
      {"Họp [sáng 26/2] tại thôn.", "--02-26"},
      {"Họp từ [tháng 8/2023].", "2023-08"},
      {"Giá tăng [đầu tháng Tư].", "--04"},
      {"Sách hay [năm 2022].", "2022"},
      {"Bảng xếp hạng (PCI) [2016] đã có.", "2016"},
      {"Lịch đấu: [11/2] đội nhà gặp đội bạn.", "--02-11"},
  });
}

TEST(DateValueTest, MonthsInWords) {
  Check({
      {"Lúa chín vào [tháng Mười Một].", "--11"},
      {"Lúa chín vào [đầu tháng mười hai].", "--12"},
      {"Lúa chín vào [tháng Mười].", "--10"},
      {"Lúa chín vào [tháng Mười] Một ở làng.", "--11"},
      {"Trong [tháng Mười] hai bên sẽ họp.", "--10"},
      {"Chợ mở [ngày 30 tháng Tư].", "--04-30"},
      {"Chợ mở [ngày 30 tháng Tư năm 1975].", "1975-04-30"},
      {"Chợ mở [tháng Tư năm 1975].", "1975-04"},
      {"Chợ mở [tháng Năm 1975].", "1975-05"},
      {"Mưa nhiều [tháng Ba đến tháng Năm năm 2017].", "2017-03/2017-05"},
      {"Thu nhập [9 tháng năm 2017] tăng.", "2017"},
      {"Về quê [mùng 3 tháng Ba] mới vui.", "?"},
      {"Về quê [rằm tháng Bảy] mới vui.", "?"},
      {"Về quê [tháng Ba âm lịch] mới vui.", "?"},
  });
}

TEST(DateValueTest, DaysThatNoMonthHas) {
  Check({
      {"Chợ mở [ngày 31/2] ở làng.", "?"},
      {"Chợ mở [30/2/2017] ở làng.", "?"},
      {"Chợ mở [ngày 29-31/2/2017] ở làng.", "?"},
      {"Chợ mở [ngày 31 tháng Tư] ở làng.", "?"},
      {"Chợ mở [ngày 31] và [7/2] ở làng.", "? --02-07"},
      {"Chợ mở [ngày 29/2] ở làng.", "--02-29"},
  });
}

TEST(DateValueTest, RangesInOneMention) {
  Check({
      {"Nhiệm kỳ [2020-2025] đã qua.", "2020/2025"},
      {"Giai đoạn [2021 - 2030] còn dài.", "2021/2030"},
      {"Đề án [năm 2016–2020] đã xong.", "2016/2020"},
      {"Nhập học [năm học 2016-2017].", "2016/2017"},
      {"Vô địch mùa [2016-17] rồi.", "2016/2017"},
      {"Vô địch mùa [2016/17] rồi.", "2016/2017"},
      {"Chợ mở [ngày 13-15/7].", "--07-13/--07-15"},
      {"Chợ mở [đêm 13-15/7/2017].", "2017-07-13/2017-07-15"},
      {"Chợ mở từ [10/7 - 15/7].", "--07-10/--07-15"},
      {"Chợ mở từ [ngày 3 đến 5/8].", "--08-03/--08-05"},
      {"Chợ mở từ [28/12/2016 đến 3/1/2017].", "2016-12-28/2017-01-03"},
      {"Mưa nhiều [tháng 7-8/2016].", "2016-07/2016-08"},
  });
}

TEST(DateValueTest, EndsOfRangesOnTheirOwn) {
  Check({
      {"Chợ mở từ [ngày 3] đến [ngày 5/8] ở làng.", "--08-03 --08-05"},
      {"Chợ mở từ [3] đến [5/8/2017] ở làng.", "2017-08-03 2017-08-05"},
      {"Chợ mở từ [ngày 30/7] đến hết [ngày 5/8/2017].", "2017-07-30 2017-08-05"},
      {"Chợ mở từ [28/12] đến [3/1/2017] ở làng.", "--12-28 2017-01-03"},
      {"Mưa từ [tháng 3] đến [tháng 5/2017].", "2017-03 2017-05"},
      {"Đề án từ [2016] đến [2020] đã xong.", "2016 2020"},
      {"Chợ mở [ngày 6] và [7/2] ở làng.", "--02-06 --02-07"},
      {"Chợ mở [ngày 3], [5] và [8/2] ở làng.", "--02-03 --02-05 --02-08"},
  });
}

TEST(DateValueTest, WhatIsNoRangeAndWhatHasNoValue) {
  Check({
      {"Chợ mở [ngày 15-13/7] à.", "--07-13"},
      {"Vào [thập niên 1950] ở đó.", "?"},
      {"Vào [những năm 1990] ở đó.", "?"},
      {"Vào [thế kỷ XX] ở đó.", "?"},
      {"Lễ hội [ngày rằm tháng Giêng] rất đông.", "?"},
      {"Về quê [mùng 1 Tết] mới vui.", "?"},
      {"Họp [ngày 3], nghỉ [năm 2017].", "? 2017"},
      {"Họp [ngày 3] rồi lại họp [ngày 5/8].", "? --08-05"},
  });
}

}  // namespace
}  // namespace khotin::entity::rules
