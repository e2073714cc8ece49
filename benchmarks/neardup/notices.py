"""Invented notices of much fixed wording and few facts, in the form of `templates`."""

NOTICES = {
    "auction": (
        "Thông báo đấu giá tài sản tại {place1}",
        "Công ty đấu giá hợp danh {org1} thông báo bán đấu giá quyền sử dụng đất tại {place1} vào "
        "{time} ngày {date1}.",
        "Tài sản đấu giá là quyền sử dụng {n:60-990} m2 đất ở và công trình gắn liền với đất "
        "thuộc thửa số {n:10-990}, tờ bản đồ số {n:2-90}, đứng tên ông {name}. Giá khởi điểm là "
        "{n:800-9900} triệu đồng, tiền đặt trước là {n:80-990} triệu đồng.\nNgười có nhu cầu tham "
        "gia đấu giá xem tài sản trong giờ hành chính tại nơi có tài sản, mua hồ sơ và đăng ký "
        "tham gia đấu giá tại trụ sở công ty. Người tham gia đấu giá nộp phiếu trả giá trong "
        "phong bì dán kín, có chữ ký ở các mép dán. Cuộc đấu giá được tổ chức theo hình thức bỏ "
        "phiếu gián tiếp, phương thức trả giá lên, mỗi người chỉ được nộp một phiếu.\nNgười trúng "
        "đấu giá từ chối ký hợp đồng mua bán thì không được nhận lại tiền đặt trước. Người không "
        "trúng đấu giá được nhận lại tiền đặt trước trong vòng ba ngày làm việc kể từ ngày kết "
        "thúc cuộc đấu giá. Mọi khiếu nại về hồ sơ phải gửi bằng văn bản trước khi cuộc đấu giá "
        "được tiến hành. Liên hệ bà {name}, điện thoại 09{n:10000000-99999999}."),
    "recruitment": (
        "{place1} tuyển dụng viên chức năm {year1}",
        "Sở nội vụ {place1} thông báo tuyển dụng {n1:12-390} viên chức làm việc tại các đơn vị sự "
        "nghiệp.",
        "Theo kế hoạch số {n:10-990}/KH-SNV, {place1} tuyển {n:5-190} giáo viên, {n:5-90} nhân "
        "viên y tế và {n:2-40} nhân viên hành chính. Hồ sơ được nhận từ ngày {date1} đến hết ngày "
        "{date}.\nNgười dự tuyển phải có quốc tịch Việt Nam, cư trú tại Việt Nam, từ đủ 18 tuổi "
        "trở lên, có đơn đăng ký dự tuyển, lý lịch rõ ràng, có văn bằng, chứng chỉ phù hợp với vị "
        "trí việc làm và đủ sức khỏe để thực hiện nhiệm vụ. Không được đăng ký dự tuyển người mất "
        "năng lực hành vi dân sự hoặc đang chấp hành bản án, quyết định về hình sự của tòa án, "
        "đang bị áp dụng biện pháp xử lý hành chính.\nHồ sơ gồm đơn đăng ký theo mẫu, bản sao văn "
        "bằng, bảng điểm, giấy khám sức khỏe còn giá trị và hai phong bì có dán tem ghi rõ địa "
        "chỉ người nhận. Hồ sơ đã nộp không được trả lại. Danh sách người đủ điều kiện dự xét "
        "tuyển vòng hai được niêm yết công khai tại trụ sở. Phí dự tuyển là {n:200-500}.000 đồng "
        "mỗi người. Người phụ trách: ông {name}, phòng {n:101-609}."),
    "tender": (
        "Mời thầu gói thầu số {n1:1-40} tại {place1}",
        "Ban quản lý dự án {place1} mời các nhà thầu quan tâm tham dự gói thầu số {n1:1-40} về "
        "xây dựng {one:cầu|đường|trường học|kè|trạm bơm}.",
        "Gói thầu có giá dự toán {d:4.1-98.9} tỷ đồng từ nguồn ngân sách, thời gian thực hiện "
        "{n:90-720} ngày. Hồ sơ mời thầu được bán từ ngày {date1} đến trước {time} ngày {date}, "
        "giá một bộ là {n:1-3}.000.000 đồng.\nHồ sơ dự thầu phải được gửi kèm theo bảo đảm dự "
        "thầu trị giá {n:50-990} triệu đồng bằng tiền mặt, séc hoặc thư bảo lãnh của ngân hàng "
        "hoạt động hợp pháp. Hồ sơ dự thầu nộp sau thời điểm đóng thầu sẽ không được mở và được "
        "trả lại nguyên trạng cho nhà thầu. Nhà thầu có tên trong hai hoặc nhiều hồ sơ dự thầu "
        "với tư cách là nhà thầu chính đối với cùng một gói thầu sẽ bị loại.\nBên mời thầu kính "
        "mời đại diện của những nhà thầu nộp hồ sơ dự thầu tới tham dự lễ mở thầu công khai ngay "
        "sau thời điểm đóng thầu. Nhà thầu được lựa chọn phải nộp bảo đảm thực hiện hợp đồng "
        "trước khi hợp đồng có hiệu lực. Đại diện bên mời thầu: ông {name}, số {n:2-390} đường "
        "{name}."),
    "shareholders": (
        "{org1} mời họp đại hội đồng cổ đông",
        "Hội đồng quản trị công ty cổ phần {org1} kính mời quý cổ đông tham dự đại hội thường "
        "niên lúc {time} ngày {date1}.",
        "Đại hội được tổ chức tại hội trường tầng {n:1-20}, số {n:1-490} đường {name}, {place}. "
        "Thành phần tham dự là các cổ đông có tên trong danh sách chốt ngày {date}.\nĐại hội "
        "thông qua báo cáo của hội đồng quản trị, báo cáo của ban kiểm soát, báo cáo tài chính đã "
        "được kiểm toán, phương án phân phối lợi nhuận và trích lập các quỹ, lựa chọn đơn vị kiểm "
        "toán và các vấn đề khác thuộc thẩm quyền. Kế hoạch năm tới gồm doanh thu {n:200-9900} tỷ "
        "đồng, lợi nhuận {n:20-990} tỷ đồng, cổ tức {n:5-40} phần trăm.\nCổ đông không thể tham "
        "dự trực tiếp được quyền ủy quyền bằng văn bản cho người khác. Người được ủy quyền không "
        "được ủy quyền lại cho người thứ ba. Khi đến dự họp, cổ đông mang theo giấy mời, giấy "
        "chứng minh nhân dân hoặc hộ chiếu và giấy ủy quyền nếu có. Tài liệu họp được đăng trên "
        "trang thông tin điện tử của công ty. Chi phí ăn ở, đi lại do cổ đông tự chi trả. Để ban "
        "tổ chức chuẩn bị chu đáo, xin quý cổ đông xác nhận tham dự với bà {name} trước ngày "
        "{date}."),
    "recall": (
        "{org1} thu hồi {n1:120-9900} sản phẩm",
        "Công ty {org1} thông báo thu hồi {n1:120-9900} {one:nồi cơm điện|quạt|bình nóng lạnh|xe "
        "đạp điện} bán ra tại {place1} từ ngày {date1}.",
        "Sản phẩm bị thu hồi có số sê-ri từ {n:10000-49999} đến {n:50000-99999}, sản xuất tại "
        "{place} trong tháng {n:1-12} năm {n:2012-2016}. Nguyên nhân là linh kiện số {n:100-999} "
        "có thể quá nhiệt.\nKhách hàng đang sử dụng sản phẩm trong diện thu hồi cần ngừng sử dụng "
        "ngay, rút phích cắm khỏi nguồn điện và liên hệ với trung tâm bảo hành gần nhất. Nhân "
        "viên kỹ thuật sẽ đến kiểm tra tận nơi, thay thế miễn phí linh kiện và không yêu cầu hóa "
        "đơn mua hàng hay phiếu bảo hành. Trường hợp không thể sửa chữa, khách hàng được đổi sản "
        "phẩm mới cùng loại hoặc hoàn lại tiền theo giá mua.\nĐến nay chưa ghi nhận trường hợp "
        "nào bị thương liên quan đến lỗi nêu trên. Công ty xin lỗi khách hàng vì sự bất tiện và "
        "cam kết tiếp tục nâng cao chất lượng để bảo đảm an toàn cho người tiêu dùng. Chương "
        "trình kéo dài đến ngày {date}. Đường dây nóng: 1800{n:1000-9999}, gặp anh {name}."),
}
