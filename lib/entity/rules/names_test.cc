// Persons, organisations, places and other names: one sentence a row.
#include <string>
#include <vector>

#include "entity/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::entity {
namespace {

struct Row {
  absl::string_view sentence;
  std::vector<std::string> told;
};

void Check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    EXPECT_THAT(Told(row.sentence), testing::ElementsAreArray(row.told)) << row.sentence;
  }
}

TEST(PersonTest, AfterHonorifics) {
  Check({
      {"Sáng nay ông Lê Bảo Hưng ra vườn.", {"PERSON=Lê Bảo Hưng"}},
      {"Bà Vũ Thị Sen nói vậy.", {"PERSON=Vũ Thị Sen"}},
      {"Anh Tuấn đã về nhà.", {"PERSON=Tuấn"}},
      {"Công chúng mến ca sĩ Thu Hằng lắm.", {"PERSON=Thu Hằng"}},
      {"Thầy thuốc khám cho cháu N.T.H. rất lâu.", {"PERSON=N.T.H."}},
      {"Mọi người gọi chị H. là cô giáo.", {"PERSON=H."}},
      {"Luật sư John Carter gặp ông Smith.", {"PERSON=John Carter", "PERSON=Smith"}},
  });
}

TEST(PersonTest, ByFamilyName) {
  Check({
      {"Chiếc ghe do Phan Quốc Đạt đóng.", {"PERSON=Phan Quốc Đạt"}},
      {"Nguyễn Văn T. khai như vậy.", {"PERSON=Nguyễn Văn T."}},
      {"Cô giáo Đoàn Thị Mận dạy ở đây.", {"PERSON=Đoàn Thị Mận"}},
      {"Hôm qua Đoàn Thị Mận vắng mặt.", {"PERSON=Đoàn Thị Mận"}},
  });
}

TEST(PersonTest, SentenceCapitalIsNoEvidence) {
  Check({
      {"Mai trời sẽ mưa.", {}},
      {"Anh ấy chưa biết. Hoa nở đầy vườn.", {}},
      {"Ông đi rất nhanh.", {}},
      {"Bộ phim kể về một làng chài.", {}},
  });
}

TEST(OrganizationTest, ExtentFromHeadWords) {
  Check({
      {"Hôm ấy Bộ Công an công bố.", {"ORGANIZATION=Bộ Công an"}},
      {"Đảng ủy Công an Trung ương họp.", {"ORGANIZATION=Đảng ủy Công an Trung ương"}},
      {"Cục Đối ngoại, Bộ Công an nhận cờ.",
       {"ORGANIZATION=Cục Đối ngoại", "ORGANIZATION=Bộ Công an"}},
      {"Thư gửi Hội đồng Bảo an Liên Hợp Quốc.", {"ORGANIZATION=Hội đồng Bảo an Liên Hợp Quốc"}},
      {"Người dân hỏi Sở Giao thông vận tải Hà Nội về cầu.",
       {"ORGANIZATION=Sở Giao thông vận tải Hà Nội"}},
      {"Hồ sơ ở UBND tỉnh Nghệ An đã đủ.", {"ORGANIZATION=UBND tỉnh Nghệ An"}},
      {"Công an tỉnh đang xác minh.", {"ORGANIZATION=Công an tỉnh"}},
      {"Lớp học của Trường THPT Nguyễn Trãi rất đông.", {"ORGANIZATION=Trường THPT Nguyễn Trãi"}},
      {"Em vào bệnh viện Bạch Mai từ tối.", {"ORGANIZATION=bệnh viện Bạch Mai"}},
      {"Mẫu nước gửi Trung tâm nuôi trồng thủy sản Cà Mau xét nghiệm.",
       {"ORGANIZATION=Trung tâm nuôi trồng thủy sản Cà Mau"}},
      {"Trận này ĐT Việt Nam thắng.", {"ORGANIZATION=ĐT Việt Nam"}},
  });
}

TEST(OrganizationTest, OrdinaryWordsAreNone) {
  Check({
      {"Công ty đã trả lương.", {}},
      {"Việc này thị trường Mỹ đã quen.", {"LOCATION=Mỹ"}},
      {"Cơ quan chức năng vào cuộc.", {}},
      {"Người ta yêu cầu Facebook gỡ bài.", {"ORGANIZATION=Facebook"}},
  });
}

TEST(PlaceTest, HeadsAndLists) {
  Check({
      {"Nhà tôi ở xã Tân Phú, huyện Long Hồ, tỉnh Vĩnh Long.",
       {"LOCATION=xã Tân Phú", "LOCATION=huyện Long Hồ", "LOCATION=tỉnh Vĩnh Long"}},
      {"Chợ nằm trên đường Trần Hưng Đạo, quận 1, TP.HCM.",
       {"LOCATION=đường Trần Hưng Đạo", "LOCATION=quận 1", "LOCATION=TP.HCM"}},
      {"Sầu riêng trồng ở nước Lào và Thái Lan.", {"LOCATION=Lào", "LOCATION=Thái Lan"}},
      {"Đoàn qua sông Hồng rồi tới sân bay Nội Bài.",
       {"LOCATION=sông Hồng", "LOCATION=sân bay Nội Bài"}},
      {"Ghe từ Bà Rịa - Vũng Tàu ra.", {"LOCATION=Bà Rịa - Vũng Tàu"}},
  });
}

TEST(PlaceTest, UnknownNamesByTheirSurroundings) {
  Check({
      {"Họ lánh nạn tại Dorvaz.", {"LOCATION=Dorvaz"}},
      {"Đội cứu hộ làm việc ở Karvel và Ostrima, những vùng bị nặng nhất.",
       {"LOCATION=Karvel", "LOCATION=Ostrima"}},
  });
}

TEST(MiscTest, DocumentsEventsPeoples) {
  Check({
      {"Theo Nghị định 46/2016/NĐ-CP thì phạt.", {"MISC=Nghị định 46/2016/NĐ-CP"}},
      {"Thấy người Pháp nói tiếng Anh.", {"MISC=người Pháp", "MISC=tiếng Anh"}},
      {"Họ tập để dự SEA Games 29.", {"MISC=SEA Games 29"}},
  });
}

}  // namespace
}  // namespace khotin::entity
