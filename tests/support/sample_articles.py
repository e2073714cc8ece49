"""A few articles of our own for black-box tests, as (file name, URL, text)."""

PEACE = ("gin-giu.txt", "https://bao.example/gin-giu", """\
Năm sĩ quan Công an lên đường gìn giữ hòa bình

09:15 15/11/2023

Sáng 14/11, tại Hà Nội, Bộ Công an tiễn năm sĩ quan lên đường làm nhiệm vụ gìn giữ hòa bình tại \
Nam Sudan.

Đại tướng Tô Lâm, Bộ trưởng Bộ Công an, dự buổi lễ và trao quyết định cho từng người. Các sĩ quan \
sẽ làm việc một năm ở thủ đô Juba.

Buổi lễ có mặt gia đình của cả năm người. Họ đứng ở hàng đầu và vẫy tay rất lâu.
""")

MARKET = ("cho-hoa.txt", "https://bao.example/cho-hoa", """\
Chợ hoa đêm họp sớm hơn mọi năm

05:45 20/01/2024

Từ đầu tháng Chạp, chợ hoa bên bờ đê mở cửa từ nửa đêm. Người bán chở đào và quất từ các làng \
quanh Hà Nội về.

Bà Nguyễn Thị Hạnh bán hoa ở đây đã hai mươi năm. Bà nói năm nay hoa nở đẹp và giá không tăng.

Đến năm giờ sáng, chợ tan, chỉ còn lại lá và cánh hoa trên mặt đường.
""")

SPEECH = ("tham-truong.txt", "https://bao.example/tham-truong", """\
Lễ khai giảng ở ngôi trường bên sông

08:30 05/09/2022

Sáng 5/9, Đại tướng Tô Lâm đến dự lễ khai giảng cùng hơn 600 học sinh của ngôi trường bên sông.

Ông Tô Lâm tặng thư viện hai trăm cuốn sách và hỏi thăm các thầy cô giáo đã dạy ở đây lâu năm.

Các em học sinh hát bài hát về hòa bình rồi vào lớp học tiết đầu tiên.
""")

ALL = (PEACE, MARKET, SPEECH)
