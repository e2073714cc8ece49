"""Invented bulletins, to be filled with facts; how slots are written: bulletins.py."""

# Those of which the next day's text repeats some figures.
DAILY = ("gold", "weather", "shares", "exchange", "fuel", "coffee", "power cut")

TEMPLATES = {
    "lottery": (
        "Kết quả xổ số {place1} ngày {date1}",
        "Xổ số {place1} ngày {date1} có giải đặc biệt là {n1:100000-999999}, công ty xổ số cho "
        "biết.",
        "Buổi quay thưởng mở lúc {time} tại trường quay của công ty xổ số kiến thiết {place1}. "
        "Giải đặc biệt thuộc về dãy số {n1:100000-999999}. Giải nhất là {n:10000-99999}, giải nhì "
        "là {n:10000-99999}.\nGiải ba gồm {n:10000-99999} và {n:10000-99999}. Giải tư gồm "
        "{n:10000-99999}, {n:10000-99999}, {n:10000-99999}, {n:10000-99999}. Giải năm là "
        "{n:1000-9999}, giải sáu gồm {n:1000-9999}, {n:1000-9999}, {n:1000-9999}. Giải bảy là "
        "{n:100-999}, giải tám là {n:10-99}.\nNgười trúng thưởng mang vé còn nguyên vẹn cùng giấy "
        "tờ tùy thân đến trụ sở công ty để lĩnh thưởng trong vòng 30 ngày kể từ ngày mở thưởng. "
        "Vé rách nát, chắp vá hoặc tẩy xóa không được trả thưởng. Kỳ quay này công ty phát hành "
        "{n:400-900}.000 vé, đại lý bán được nhiều vé trúng nhất nằm trên đường {name}."),
    "gold": (
        "Giá vàng ngày {date1}: {one:tăng|giảm|đi ngang|quay đầu}",
        "Giá vàng trong nước sáng {date1} {one:tăng|giảm} {n:20-450}.000 đồng mỗi lượng.",
        "Mở cửa phiên sáng nay, doanh nghiệp {org1} niêm yết giá vàng miếng ở {d:34.10-39.90} "
        "triệu đồng mỗi lượng chiều mua vào và {d:34.10-39.90} triệu đồng mỗi lượng chiều bán ra. "
        "So với cuối phiên hôm qua, giá {one:tăng|giảm} {n:20-450}.000 đồng ở cả hai chiều.\nTại "
        "{place}, vàng của {org} được mua vào với giá {d:34.10-39.90} triệu đồng và bán ra với "
        "giá {d:34.10-39.90} triệu đồng mỗi lượng. Chênh lệch giữa giá mua và giá bán là "
        "{n:50-400}.000 đồng.\nTrên thị trường thế giới, giá vàng giao ngay đứng ở {n:1180-1340} "
        "USD mỗi ounce, {one:tăng|giảm} {d:1.10-14.90} USD so với phiên trước. Quy đổi theo tỷ "
        "giá ngân hàng, giá vàng trong nước cao hơn giá thế giới {d:0.80-4.90} triệu đồng mỗi "
        "lượng.\nChuyên gia {name} cho rằng nhà đầu tư nên thận trọng vì giá còn biến động mạnh "
        "khi thị trường chờ số liệu việc làm."),
    "weather": (
        "Thời tiết ngày {date1}: {place1} {one:có mưa|nắng nóng|trời lạnh|nhiều mây}",
        "Theo đài khí tượng khu vực, ngày {date1} {place1} {one:có mưa rào|ngày nắng|nhiều mây}, "
        "nhiệt độ từ {n:11-24} đến {n:25-39} độ C.",
        "Khu vực {place1} {one:có mưa vài nơi|ít mưa|không mưa|có mưa rào và dông}. Gió {wind} "
        "cấp {n:2-6}. Độ ẩm từ {n:45-60} đến {n:70-98} phần trăm. Nhiệt độ thấp nhất {n:11-24} độ "
        "C, cao nhất {n:25-39} độ C.\nKhu vực {place} {one:nhiều mây|ít mây|có lúc có mưa}, nhiệt "
        "độ từ {n:11-24} đến {n:25-39} độ C. Khu vực {place} gió {wind} cấp {n:2-6}, nhiệt độ từ "
        "{n:11-24} đến {n:25-39} độ C. Khu vực {place} {one:ngày nắng|có nơi có dông|sáng có "
        "sương mù}, nhiệt độ từ {n:11-24} đến {n:25-39} độ C.\nTrên biển, vùng biển {place} gió "
        "{wind} cấp {n:4-7}, sóng cao {d:1.5-4.5} m. Trong mưa dông có khả năng xảy ra lốc, sét, "
        "mưa đá và gió giật mạnh, người dân cần chủ động phòng tránh."),
    "shares": (
        "Chứng khoán {date1}: chỉ số {one:tăng|giảm} {d:0.5-14.9} điểm",
        "Kết thúc phiên giao dịch {date1}, chỉ số chung {one:tăng|giảm} {d:0.50-14.90} điểm xuống "
        "còn {d:680.10-799.90} điểm.",
        "Khối lượng giao dịch toàn phiên đạt {d:110.1-290.9} triệu cổ phiếu, giá trị "
        "{n:2200-5900} tỷ đồng. Toàn sàn có {n:80-190} mã tăng, {n:80-190} mã giảm và {n:30-70} "
        "mã đứng giá.\nTrong nhóm vốn hóa lớn, cổ phiếu {ticker} {one:tăng|giảm} {n:1-9}00 đồng "
        "lên {n:20-190}.{n:1-9}00 đồng, {ticker} {one:tăng|giảm} {n:1-9}00 đồng, {ticker} "
        "{one:tăng|giảm} {d:0.5-6.9} phần trăm. Nhóm ngân hàng phân hóa với {ticker} đi lên còn "
        "{ticker} mất {d:0.5-3.9} phần trăm.\nKhối ngoại {one:mua ròng|bán ròng} {d:12.1-240.9} "
        "tỷ đồng, tập trung vào {ticker}, {ticker} và {ticker}. Theo công ty chứng khoán {org}, "
        "vùng hỗ trợ gần nhất của chỉ số nằm quanh {n:670-790} điểm, nhà đầu tư nên giữ tỷ trọng "
        "cổ phiếu ở mức {n:3-7}0 phần trăm tài khoản."),
    "exchange": (
        "Tỷ giá ngày {date1}: USD {one:tăng|giảm}, euro {one:tăng|giảm}",
        "Sáng {date1}, tỷ giá trung tâm ở mức {n:22200-22690} đồng một USD, {one:tăng|giảm} "
        "{n:1-19} đồng.",
        "Với biên độ 3 phần trăm, tỷ giá trần mà các ngân hàng được áp dụng là {n:22900-23400} "
        "đồng và tỷ giá sàn là {n:21500-21990} đồng một USD.\nNgân hàng {org} mua vào USD ở "
        "{n:22600-22790} đồng, bán ra ở {n:22700-22890} đồng. Ngân hàng {org} niêm yết "
        "{n:22600-22790} đồng chiều mua và {n:22700-22890} đồng chiều bán. Euro được mua vào ở "
        "{n:24100-26900} đồng, bảng Anh ở {n:28100-29900} đồng, yên Nhật ở {n:190-215} "
        "đồng.\nTrên thị trường tự do tại {place}, USD được giao dịch quanh {n:22700-22990} đồng. "
        "Chỉ số đo sức mạnh của USD so với sáu đồng tiền chủ chốt đứng ở {d:95.10-99.90} điểm, "
        "{one:tăng|giảm} {d:0.05-0.90} phần trăm so với phiên trước."),
    "fuel": (
        "Giá xăng dầu điều chỉnh từ {time} ngày {date1}",
        "Từ {time} ngày {date1}, giá xăng E5 {one:tăng|giảm} {n:110-890} đồng, dầu diesel "
        "{one:tăng|giảm} {n:110-790} đồng mỗi lít.",
        "Sau khi điều chỉnh, xăng E5 có giá không cao hơn {n:15-19}.{n:110-990} đồng mỗi lít, "
        "xăng RON 92 không cao hơn {n:15-19}.{n:110-990} đồng mỗi lít. Dầu diesel không cao hơn "
        "{n:12-15}.{n:110-990} đồng, dầu hỏa không cao hơn {n:11-14}.{n:110-990} đồng mỗi lít, "
        "dầu mazut không cao hơn {n:10-13}.{n:110-990} đồng mỗi kg.\nLiên bộ quyết định "
        "{one:trích lập|chi} quỹ bình ổn {n:100-700} đồng với mỗi lít xăng và {n:100-600} đồng "
        "với mỗi lít dầu. Bình quân giá thành phẩm trên thị trường thế giới trong 15 ngày trước "
        "kỳ điều hành là {d:55.10-69.90} USD một thùng xăng và {d:55.10-66.90} USD một thùng dầu "
        "diesel.\nTheo ông {name}, đại diện cơ quan điều hành, các doanh nghiệp đầu mối phải bảo "
        "đảm nguồn cung và niêm yết giá công khai tại cửa hàng."),
    "match": (
        "{team1} {n1:0-5}-{n2:0-5} {team2}: {one:ba điểm trên sân nhà|chia điểm|trận đấu nhiều "
        "bàn thắng}",
        "Trên sân {place1} tối {date1}, {team1} và {team2} kết thúc trận đấu vòng {n:2-26} với tỷ "
        "số {n1:0-5}-{n2:0-5}.",
        "Đội chủ nhà nhập cuộc {one:chủ động|thận trọng|chậm rãi} và có cơ hội đầu tiên ở phút "
        "{n:2-20}, khi {name1} dứt điểm trúng cột dọc. Phút {n:21-44}, {name2} mở tỷ số sau đường "
        "chuyền của {name}. Trước giờ nghỉ, thủ môn {name} cứu thua trong pha đối mặt với "
        "{name}.\nSang hiệp hai, huấn luyện viên {name3} tung {name} vào sân thay {name}. Phút "
        "{n:50-70}, {name1} sút phạt đưa bóng vào góc cao. Phút {n:71-90}, {name} nhận thẻ đỏ vì "
        "lỗi với {name2}. Đội khách cầm bóng {n:35-65} phần trăm thời gian và có {n:4-19} cú dứt "
        "điểm.\nKết quả này đưa {team1} lên vị trí thứ {n:1-14} với {n:10-60} điểm, còn {team2} "
        "đứng thứ {n:1-14}. Ở vòng sau, {team1} làm khách của {team} ngày {date}."),
    "accident": (
        "{place1}: {vehicle1} đâm {vehicle2}, {n1:1-6} người {one:thiệt mạng|bị thương}",
        "Khoảng {time1} ngày {date1}, trên quốc lộ {n2:1-99} đoạn qua {place1} xảy ra tai nạn giữa "
        "{vehicle1} và {vehicle2} khiến {n1:1-6} người thương vong.",
        "Theo thông tin ban đầu, {vehicle1} do {name1} ({n:22-58} tuổi, quê {place}) điều khiển "
        "chạy hướng {place} về {place}, khi đến km {n:10-990} thì va chạm với {vehicle2} do "
        "{name2} ({n:22-58} tuổi, ngụ {place}) cầm lái.\nCú va chạm khiến {vehicle2} văng xa "
        "{n:5-40} m, {n1:1-6} người được đưa đi cấp cứu tại bệnh viện {place}. Giao thông qua khu "
        "vực ùn tắc kéo dài hơn {n:2-9} km, đến {time} mới thông suốt.\nNhận tin báo, lực lượng "
        "chức năng có mặt khám nghiệm hiện trường, điều tiết giao thông và làm rõ nguyên nhân vụ "
        "việc. Nhân chứng {name} cho biết trời lúc đó {one:mưa lớn|tối|có sương mù} và mặt đường "
        "{one:trơn|hẹp|có nhiều ổ gà}."),
    "results": (
        "{org1} báo lãi {n1:12-980} tỷ đồng quý {q1:1-4}",
        "Công ty cổ phần {org1} vừa công bố báo cáo tài chính quý {q1:1-4} với doanh thu "
        "{n:150-9800} tỷ đồng, lợi nhuận sau thuế {n1:12-980} tỷ đồng.",
        "So với cùng kỳ năm trước, doanh thu {one:tăng|giảm} {d:1.5-48.9} phần trăm, giá vốn "
        "{one:tăng|giảm} {d:1.5-48.9} phần trăm nên biên lợi nhuận gộp đạt {d:8.5-38.9} phần "
        "trăm. Chi phí tài chính là {d:2.5-88.9} tỷ đồng, chi phí bán hàng là {d:2.5-98.9} tỷ "
        "đồng.\nLũy kế từ đầu năm, công ty đạt {n:500-19800} tỷ đồng doanh thu và {n:40-1980} tỷ "
        "đồng lợi nhuận trước thuế, hoàn thành {n:25-110} phần trăm kế hoạch năm. Tổng tài sản "
        "cuối kỳ là {n:900-38000} tỷ đồng, nợ vay {n:100-9800} tỷ đồng.\nGiải trình về kết quả, "
        "tổng giám đốc {name} cho biết nhà máy tại {place} vận hành {n:60-100} phần trăm công "
        "suất. Trên sàn, cổ phiếu {ticker} đóng cửa phiên {date} ở {n:10-180}.{n:1-9}00 đồng."),
    "fire": (
        "Cháy {building1} ở {place1} {one:trong đêm|giữa trưa|lúc sáng sớm}",
        "Một vụ cháy xảy ra lúc {time} ngày {date1} tại {building1} trên đường {name1}, {place1}.",
        "Ngọn lửa bùng lên từ {one:tầng một|tầng hai|khu bếp|nhà kho} của {building1} do ông "
        "{name2} làm chủ rồi lan ra diện tích khoảng {n:40-2900} m2. Người dân dùng bình chữa "
        "cháy dập lửa nhưng không thành vì bên trong có nhiều {one:vải|mút "
        "xốp|giấy|sơn|nhựa}.\nCảnh sát phòng cháy điều {n:3-19} xe cùng {n:20-160} chiến sĩ đến "
        "hiện trường. Sau {n:1-6} giờ, đám cháy được khống chế. {one:Không có người bị thương|Có "
        "{n:2-9} người bị ngạt khói} và thiệt hại ước tính {n:1-90} tỷ đồng.\nChỉ huy {name} cho "
        "biết {n:2-25} hộ dân xung quanh phải sơ tán. Nguyên nhân vụ cháy đang được cơ quan công "
        "an {place1} điều tra, làm rõ."),
    "scores": (
        "Điểm chuẩn {school1} năm {year1}",
        "{school1} vừa công bố điểm trúng tuyển năm {year1}, ngành cao nhất lấy {d:22.25-29.75} "
        "điểm.",
        "Ngành công nghệ thông tin lấy {d:18.25-28.75} điểm, ngành kế toán lấy {d:17.25-25.75} "
        "điểm, ngành luật lấy {d:17.25-27.75} điểm. Ngành ngôn ngữ Anh lấy {d:17.25-27.75} điểm, "
        "trong đó môn tiếng Anh nhân hệ số hai. Ngành quản trị kinh doanh lấy {d:17.25-25.75} "
        "điểm, ngành điện tử lấy {d:17.25-25.75} điểm, ngành xây dựng lấy {d:15.25-22.75} "
        "điểm.\nTổng chỉ tiêu năm nay là {n:1200-6900} sinh viên, tăng {n:50-900} so với năm "
        "trước. Thí sinh trúng tuyển xác nhận nhập học từ ngày {date} đến ngày {date} bằng bản "
        "chính giấy chứng nhận kết quả thi. Quá thời hạn này, thí sinh không xác nhận được xem "
        "như từ chối nhập học.\nTheo phó hiệu trưởng {name}, trường dự kiến xét tuyển bổ sung "
        "{n:50-400} chỉ tiêu cho {n:2-9} ngành tại cơ sở {place}."),
    "power cut": (
        "Lịch cắt điện {place1} ngày {date1}",
        "Công ty điện lực {place1} thông báo ngừng cung cấp điện ngày {date1} để sửa chữa lưới "
        "điện.",
        "Từ {time} đến {time}, mất điện tại phường {place} gồm các đường {name}, {name} và khu "
        "dân cư {name}. Từ {time} đến {time}, mất điện tại xã {place} gồm các thôn {name}, "
        "{name}. Lý do: thay máy biến áp {n:100-630} kVA.\nTừ {time} đến {time}, mất điện tại "
        "phường {place} gồm đường {name} đoạn từ số {n:1-99} đến số {n:100-400}, đường {name} và "
        "ngõ {n:10-300}. Lý do: cải tạo đường dây {n:6-35} kV.\nTrường hợp công việc hoàn thành "
        "sớm hoặc thời tiết không thuận lợi, lịch cắt điện có thể thay đổi. Khách hàng cần biết "
        "thêm thông tin xin gọi tổng đài chăm sóc khách hàng 19001{n:100-999} hoạt động 24/24 "
        "giờ. Công ty rất mong khách hàng thông cảm và chủ động bố trí sinh hoạt, sản xuất."),
    "drugs": (
        "{place1}: bắt {n1:1-5} người vận chuyển {n2:2-90} kg ma túy",
        "Công an {place1} ngày {date1} bắt quả tang {n1:1-5} người vận chuyển {n2:2-90} kg ma túy "
        "tổng hợp.",
        "Khoảng {time} cùng ngày, tại khu vực {place}, tổ công tác kiểm tra {vehicle} mang biển "
        "kiểm soát {n:11-99}A-{n:10000-99999} do {name1} ({n:20-55} tuổi, ngụ {place}) điều "
        "khiển. Trong xe có {n:2-40} gói hàng giấu dưới ghế.\nTại cơ quan điều tra, {name1} khai "
        "nhận số hàng trên được một người tên {name} thuê chở từ {place} về {place} với giá "
        "{n:10-300} triệu đồng. Khám xét nơi ở của {name}, công an thu thêm {n:1-9} khẩu súng, "
        "{n:5-90} viên đạn và {n:20-900} triệu đồng.\nCơ quan cảnh sát điều tra đã ra quyết định "
        "khởi tố vụ án, khởi tố bị can, bắt tạm giam {n:2-4} tháng để điều tra về hành vi vận "
        "chuyển trái phép chất ma túy."),
    "appointment": (
        "{place1} có tân {office1} {name1}",
        "Sáng {date1}, ông {name1} được bổ nhiệm giữ chức {office1} tại {place1}.",
        "Tại buổi lễ, lãnh đạo {place1} trao quyết định số {n:100-3900}/QĐ-UBND cho ông {name1}, "
        "thay ông {name2} nghỉ hưu từ ngày {date}. Quyết định có hiệu lực kể từ ngày ký, thời hạn "
        "giữ chức vụ là 5 năm.\nÔng {name1} sinh năm {n:1960-1982}, quê ở {place}, trình độ "
        "{one:thạc sĩ|tiến sĩ|cử nhân} {one:kinh tế|luật|quản lý công|xây dựng}. Ông từng là "
        "{office} tại {place} từ năm {n:1998-2009}, {office} từ năm {n:2010-2015}.\nPhát biểu "
        "nhận nhiệm vụ, ông {name1} cảm ơn sự tin tưởng của tập thể lãnh đạo, hứa sẽ cùng cán bộ, "
        "công chức giữ gìn đoàn kết và hoàn thành nhiệm vụ được giao. Cùng ngày, {place1} công bố "
        "quyết định điều động ông {name} và bà {name}."),
    "coffee": (
        "Giá nông sản {date1}: cà phê {one:tăng|giảm}, hồ tiêu {one:tăng|giảm}",
        "Giá cà phê nhân xô tại các tỉnh Tây Nguyên ngày {date1} {one:tăng|giảm} {n:1-9}00 đồng "
        "mỗi kg.",
        "Thương lái tại {place} mua cà phê ở {n:38-48}.{n:1-9}00 đồng mỗi kg, tại {place} mua ở "
        "{n:38-48}.{n:1-9}00 đồng mỗi kg, tại {place} mua ở {n:38-48}.{n:1-9}00 đồng mỗi kg. Giá "
        "cà phê giao tại cảng đứng ở {n:1900-2290} USD mỗi tấn.\nTrên sàn London, giá robusta "
        "giao tháng {n:1-12} {one:tăng|giảm} {n:3-49} USD lên {n:1900-2290} USD mỗi tấn. Trên sàn "
        "New York, giá arabica giao tháng {n:1-12} {one:tăng|giảm} {d:0.5-4.9} cent lên "
        "{d:120.5-149.9} cent mỗi pound.\nGiá hồ tiêu tại {place} là {n:75-130}.000 đồng mỗi kg. "
        "Giá mủ cao su giao tháng {n:1-12} ở sàn Tokyo là {d:180.5-290.9} yên mỗi kg. Theo ông "
        "{name} ở {place}, nông dân còn giữ khoảng {n:10-60} phần trăm sản lượng."),
    "quake": (
        "Động đất {d1:3.1-7.4} độ ở {place1}",
        "Trận động đất {d1:3.1-7.4} độ xảy ra lúc {time} ngày {date1} gần {place1}.",
        "Theo viện vật lý địa cầu, tâm chấn nằm ở {d:8.101-22.909} độ vĩ bắc, {d:102.101-109.909} "
        "độ kinh đông, độ sâu khoảng {n:5-90} km. Sau trận động đất chính, trạm quan trắc ghi "
        "nhận {n:2-40} dư chấn, mạnh nhất là {d:2.1-4.9} độ.\nNgười dân ở {place} và {place} cảm "
        "nhận rung lắc trong khoảng {n:3-40} giây. Chưa có báo cáo về thương vong. Chủ tịch "
        "{place1} {name} cho biết {n:2-190} ngôi nhà bị nứt tường, {n:1-9} trường học tạm cho học "
        "sinh nghỉ.\nViện sẽ tiếp tục theo dõi và phát tin khi có diễn biến mới. Trong {n:10-90} "
        "năm qua, khu vực này đã xảy ra {n:2-30} trận động đất trên {d:3.1-4.9} độ."),
    "court": (
        "{name1} lãnh {n1:2-20} năm tù vì {crime1}",
        "Tòa án nhân dân {place1} ngày {date1} tuyên phạt {name1} ({n:22-60} tuổi) {n1:2-20} năm "
        "tù về tội {crime1}.",
        "Theo cáo trạng, từ tháng {n:1-12} năm {n:2010-2014} đến tháng {n:1-12} năm "
        "{n:2015-2016}, {name1} cùng {name2} đã chiếm đoạt {d:1.1-98.9} tỷ đồng của {n:3-90} "
        "người tại {place} và {place}. Số tiền này được chuyển qua tài khoản của {name} tại ngân "
        "hàng {org}.\nTại tòa, bị cáo thừa nhận hành vi và xin giảm nhẹ hình phạt. Luật sư {name} "
        "đề nghị hội đồng xét xử xem xét việc gia đình bị cáo đã khắc phục {n:50-900} triệu "
        "đồng.\nHội đồng xét xử nhận định hành vi của bị cáo là nguy hiểm cho xã hội, xâm phạm "
        "trực tiếp quyền sở hữu được pháp luật bảo vệ, nên cần có mức án nghiêm khắc. Đồng phạm "
        "{name2} lãnh {n:1-12} năm tù, bị hại {name} được bồi thường {n:50-900} triệu đồng."),
    "flights": (
        "{airline1} mở đường bay {place1} - {place2}",
        "Hãng hàng không {airline1} khai trương đường bay thẳng giữa {place1} và {place2} từ ngày "
        "{date1}.",
        "Đường bay được khai thác {n:2-7} chuyến khứ hồi mỗi tuần bằng máy bay {aircraft}. Chuyến "
        "bay mang số hiệu {n:100-999} cất cánh từ {place1} lúc {time} và đến {place2} lúc {time}. "
        "Chiều về mang số hiệu {n:100-999}, cất cánh lúc {time}, đến nơi lúc {time}.\nGiá vé một "
        "chiều từ {n:299-999}.000 đồng, chưa gồm thuế và phí, mở bán từ {time} ngày {date} tại "
        "phòng vé và trang mạng của hãng. Trong ngày khai trương, hãng tặng {n:50-500} vé cho "
        "hành khách mua sớm.\nÔng {name}, đại diện {airline1}, cho biết hãng đang khai thác "
        "{n:12-60} đường bay với {n:8-90} máy bay, hệ số sử dụng ghế đạt {n:72-95} phần trăm "
        "trong {n:3-11} tháng đầu năm. Thời gian bay có thể thay đổi tùy điều kiện thời tiết."),
}
