"""Invented events, each told by two pens that share facts but no wording."""

EVENTS = (
    (("Cầu Bến Dừa sập nhịp, giao thông hai huyện tê liệt",
      "Một nhịp cầu Bến Dừa đổ xuống sông rạng sáng 12/4, cắt đứt tuyến đường nối hai huyện Tân "
      "Lộc và Phú Hiệp.",
      "Khoảng 4h30, người dân sống ven sông nghe tiếng động lớn rồi thấy nhịp giữa dài 24 m của "
      "cầu gãy gập. Lúc đó không có xe qua lại nên không ai bị thương.\nÔng Trần Hữu Khang, chủ "
      "tịch huyện Tân Lộc, cho biết cây cầu xây năm 1994 đã xuống cấp và bị cấm xe trên 5 tấn từ "
      "năm ngoái. Địa phương cho dựng rào chắn hai đầu, bố trí hai chiếc phà nhỏ chở học sinh và "
      "công nhân.\nSở giao thông ước tính cần 18 tỷ đồng để xây cầu mới."),
     ("Hàng nghìn người phải đi vòng 20 km sau khi cầu Bến Dừa gãy",
      "Sáng 12/4, công nhân và học trò hai bờ sông xếp hàng chờ phà vì cây cầu duy nhất đã đổ "
      "trong đêm.",
      "Chị Lê Thị Sương, bán rau ở chợ Phú Hiệp, nói mọi ngày chị chỉ mất mười phút sang bên kia, "
      "nay phải chạy thêm 20 km qua ngả thị trấn. Nhiều công ty cho thợ nghỉ buổi sáng.\nTheo cơ "
      "quan quản lý đường bộ, trụ số 3 bị xói chân sau mấy tháng tàu hút cát hoạt động dày đặc "
      "quanh khu vực. Công trình hơn hai mươi năm tuổi từng được gia cố hai lần.\nChính quyền "
      "huyện xin tỉnh hỗ trợ kinh phí làm cầu phao tạm trước mùa lũ.")),
    (("Bệnh viện Hoa Lư ghép gan thành công cho bé trai 3 tuổi",
      "Ca ghép kéo dài 14 tiếng lấy một phần gan của người mẹ, được bệnh viện Hoa Lư công bố hôm "
      "3/6.",
      "Bệnh nhi mắc teo đường mật bẩm sinh, bụng chướng to và vàng da từ nhỏ. Ê-kíp gồm 30 y bác "
      "sĩ chia làm hai phòng mổ song song.\nTiến sĩ Ngô Gia Bảo, trưởng khoa ngoại, cho biết khó "
      "nhất là nối động mạch có đường kính chưa đầy 2 mm. Sau mười ngày, các chỉ số của bé trở về "
      "gần bình thường, người mẹ đã xuất viện.\nĐây là ca ghép gan trẻ em thứ năm của bệnh viện "
      "trong năm."),
     ("Mẹ hiến gan cứu con: 'Tôi chỉ sợ không kịp'",
      "Chị Phạm Thu Nga, 28 tuổi, nắm tay con trai trong phòng hồi sức bệnh viện Hoa Lư, hai tuần "
      "sau ca mổ.",
      "Từ lúc con hai tháng tuổi, vợ chồng chị bán đất, đưa bé đi khắp các bệnh viện. Khi nghe "
      "tin chỉ còn cách ghép, chị xin xét nghiệm ngay và mừng đến khóc vì hai mẹ con cùng nhóm "
      "máu.\nChi phí hơn 800 triệu đồng được một quỹ từ thiện và bảo hiểm chi trả phần lớn. Bác "
      "sĩ Bảo dặn gia đình cho bé uống thuốc chống thải ghép suốt đời và tái khám mỗi "
      "tháng.\nNgày về nhà, chị mong được thấy con chạy chơi ngoài sân như những đứa trẻ khác.")),
    (("Thành phố Vĩnh An cấm xe tải vào nội đô giờ cao điểm",
      "Từ 1/7, xe tải trên 2,5 tấn không được vào 12 tuyến đường trung tâm Vĩnh An trong hai "
      "khung giờ.",
      "Lệnh cấm áp dụng từ 6h đến 9h và từ 16h đến 20h hằng ngày, trừ xe cứu hỏa, xe rác và xe "
      "chở thực phẩm tươi sống có giấy phép. Người vi phạm bị phạt từ 800 nghìn đến 1,2 triệu "
      "đồng.\nÔng Vũ Đình Lâm, giám đốc sở giao thông, nói lượng xe tải giờ cao điểm tăng 40 phần "
      "trăm trong ba năm. Camera tại 25 nút giao sẽ ghi hình để phạt nguội."),
     ("Chủ hàng Vĩnh An lo chi phí tăng vì quy định mới với xe tải",
      "Các doanh nghiệp vận chuyển cho rằng việc hạn chế giờ chạy khiến họ phải thuê thêm kho và "
      "chuyển sang giao đêm.",
      "Anh Hồ Minh Trí, chủ đội xe mười hai chiếc, tính mỗi chuyến hàng sẽ đội thêm 15 phần trăm "
      "tiền công. Một siêu thị trên đường Lê Đại dự định đổi sang xe nhỏ chạy nhiều lượt.\nHiệp "
      "hội vận tải đã gửi kiến nghị xin lùi thời hạn ba tháng để khách hàng ký lại hợp đồng. "
      "Trong khi đó, người đi xe máy ủng hộ vì đường sẽ bớt bụi và an toàn hơn, nhất là gần cổng "
      "trường.")),
    (("Đội Sông Trà vô địch giải bóng đá trẻ toàn quốc",
      "Bàn thắng phút 88 của tiền đạo Đinh Văn Lực giúp U17 Sông Trà hạ U17 Thủ Phủ 2-1 ở chung "
      "kết tối 20/8.",
      "Thủ Phủ mở tỷ số sau quả phạt góc ở phút 17. Sau giờ nghỉ, huấn luyện viên Cao Xuân Thọ "
      "thay ba người cùng lúc và được đền đáp bằng cú đánh đầu gỡ hòa của trung vệ Mai Quốc.\nKhi "
      "trận đấu tưởng phải vào hiệp phụ, Lực cướp bóng giữa sân, rê qua hai hậu vệ rồi sút chìm. "
      "Anh giành luôn danh hiệu vua phá lưới với bảy bàn."),
     ("Người hùng tuổi 17 của bóng đá Sông Trà từng đi chăn bò",
      "Phía sau chiếc cúp vô địch là câu chuyện của Đinh Văn Lực, cậu bé miền núi tập bóng bằng "
      "quả bưởi khô.",
      "Nhà Lực có năm anh em, cha làm rẫy. Năm lớp sáu, em được thầy thể dục chở hơn 60 km xuống "
      "thị xã thi tuyển. Mẹ em kể hôm chung kết cả bản kéo đến nhà trưởng thôn xem nhờ ti "
      "vi.\nSau lễ trao giải, em bảo tiền thưởng sẽ dành sửa mái nhà dột. Hai câu lạc bộ hạng cao "
      "nhất đã đặt vấn đề ký hợp đồng, nhưng gia đình muốn em học hết phổ thông.")),
    (("Nhà máy giấy Lam Giang bị phạt 620 triệu đồng vì xả thải",
      "Thanh tra môi trường xác định nhà máy xả nước chưa xử lý vượt chuẩn 7 lần ra sông Lam "
      "Giang.",
      "Kết luận công bố ngày 9/5 nêu nhà máy lắp đường ống ngầm dài 300 m nối thẳng ra sông. Mẫu "
      "nước có hàm lượng xút và chất rắn lơ lửng cao gấp nhiều lần cho phép.\nNgoài tiền phạt, "
      "nhà máy phải dừng dây chuyền tẩy trắng sáu tháng để khắc phục. Phó giám đốc Lưu Bình thừa "
      "nhận sai sót, xin bồi thường cho dân."),
     ("Cá chết trắng bè, dân Lam Giang đòi bồi thường",
      "Hơn bốn mươi hộ nuôi cá lồng kéo lên xã, mang theo những xô cá rô phi đã bốc mùi.",
      "Ông Đoàn Tư, nuôi cá mười lăm năm, mất gần ba tấn chỉ sau một đêm nước đổi màu cà phê. Vợ "
      "ông gom xác cá chôn sau vườn vì không ai thu mua.\nBà con nói đã phản ánh mùi hôi từ trước "
      "Tết mà không được trả lời. Chủ tịch xã hứa lập danh sách thiệt hại trong tuần này, làm "
      "việc với phía nhà máy giấy để thống nhất mức đền bù trên mỗi kg cá.")),
    (("Phát hiện mộ cổ 1.800 năm khi đào móng trường học ở Thạch Sơn",
      "Ngôi mộ gạch hình vòm dài 7 m lộ ra ngày 2/3, bên trong còn nhiều đồ gốm.",
      "Công nhân dừng máy xúc khi chạm lớp gạch có hoa văn trám lồng. Đoàn khảo cổ do phó giáo sư "
      "Tống Hà dẫn đầu đã khai quật, thu được 31 hiện vật gồm bình, đèn và tiền đồng.\nTheo bước "
      "đầu, mộ có niên đại thế kỷ 2. Tỉnh cho tạm ngừng thi công hai tháng để bảo tồn."),
     ("Trường làng chậm khai giảng vì... mộ cổ",
      "Ba trăm học sinh Thạch Sơn tiếp tục học nhờ nhà văn hóa trong lúc các nhà khảo cổ cặm cụi "
      "bên hố đào.",
      "Thầy hiệu trưởng Bạch Văn Sáu vừa mừng vừa lo: mừng vì quê hương có di tích quý, lo vì "
      "phòng học tạm nóng như lò. Lũ trẻ thì thích thú, tan học là chạy ra xem người ta chải đất "
      "bằng cọ.\nPhụ huynh đề nghị dời ngôi trường sang khu đất cạnh trạm y tế. Lãnh đạo huyện "
      "nói sẽ trả lời sau khi có ý kiến của ngành văn hóa.")),
    (("Giá vé tàu Tết tăng 8 phần trăm",
      "Ngành đường sắt mở bán vé Tết từ 1/10, giá ghế ngồi mềm cao hơn năm trước khoảng 8 phần "
      "trăm.",
      "Có 210 nghìn chỗ trên các đoàn tàu chạy từ 20 tháng chạp đến mùng 10 tháng giêng. Mỗi "
      "người được mua tối đa bốn vé mỗi chiều qua mạng hoặc tại 60 đại lý.\nTrẻ dưới sáu tuổi "
      "miễn phí, sinh viên giảm 10 phần trăm. Vé trả lại trước giờ tàu chạy 24 tiếng bị trừ 30 "
      "phần trăm."),
     ("Thức trắng đêm canh mua vé tàu về quê ăn Tết",
      "Đúng 8 giờ, hàng chục nghìn người cùng bấm nút đặt chỗ khiến trang bán vé chập chờn.",
      "Bạn Tôn Nữ Diễm, sinh viên năm hai, nhờ ba người cùng phòng mở bốn máy tính mà vẫn nhận "
      "thông báo hết chỗ. Ngoài sân ga, công nhân khu chế xuất trải chiếu chờ từ khuya.\nĐến "
      "trưa, các chuyến sát ngày đưa ông Táo đã kín. Nhà ga khuyên hành khách chọn ngày lẻ hoặc "
      "tàu tăng cường, tránh mua qua cò với giá gấp đôi.")),
    (("Hai phi hành gia Lunaris trở về sau 201 ngày trên quỹ đạo",
      "Khoang đổ bộ chở hai phi hành gia hạ cánh xuống thảo nguyên lúc 9h12 ngày 14/11 giờ địa "
      "phương.",
      "Tổ cứu hộ tiếp cận sau sáu phút, xác nhận cả hai tỉnh táo. Trong chuyến bay, họ hoàn thành "
      "4 lần đi bộ ngoài không gian, lắp thêm tấm pin mặt trời.\nGiám đốc chương trình Erik "
      "Solheim gọi nhiệm vụ là bước chuẩn bị cho trạm quay quanh mặt trăng vào năm 2030."),
     ("Cơ thể con người thay đổi ra sao sau nửa năm không trọng lực",
      "Nhà du hành Mila Novak phải tập đi lại từ đầu khi rời khoang tàu Lunaris giữa tháng 11.",
      "Bác sĩ đo thấy chị mất gần một phần mười khối cơ bắp chân dù tập hai tiếng mỗi ngày, thị "
      "lực giảm nhẹ vì chất lỏng dồn lên đầu. Xương cần tới một năm để hồi phục.\nNovak kể điều "
      "chị thèm nhất là mùi mưa và bánh mì nóng. Dữ liệu của chị cùng đồng đội sẽ giúp thiết kế "
      "bài tập cho những chuyến bay xa hơn.")),
    (("Lũ quét Nậm Pát cuốn trôi 14 ngôi nhà",
      "Mưa 180 mm trong ba giờ đêm 6/8 gây lũ quét ở xã Nậm Pát, hai người mất tích.",
      "Nước suối dâng 5 m mang theo gỗ và đá. Toàn xã có 14 nhà bị cuốn, 37 nhà hư hại, 2 km "
      "đường bê tông bị xẻ toác. Trạm hạ thế đổ khiến bốn bản mất điện.\nHuyện huy động 200 bộ "
      "đội, công an tìm kiếm dọc suối, dựng lán cho 52 hộ trên nền trường mầm non."),
     ("Đêm kinh hoàng ở Nậm Pát qua lời người sống sót",
      "Già làng Lò Văn Inh gõ chiêng liên hồi lúc nửa đêm, nhờ đó cả bản kịp chạy lên đồi.",
      "Ông bảo nghe tiếng ầm ào lạ như xe tải đổ đá, liền chạy đi gọi từng nhà. Chị Lường Thị Pản "
      "bế con nhỏ lội qua bùn, ngoảnh lại thì mái bếp không còn.\nSáng hôm sau, mọi người nhặt "
      "nhạnh xoong nồi, chia nhau gói mì. Ai cũng ngóng tin hai vợ chồng trẻ coi nương bên kia "
      "suối chưa thấy về.")),
    (("Quốc hội Astoria thông qua luật thuế carbon",
      "Với 71 phiếu thuận và 58 phiếu chống, dự luật đánh 25 đồng bản tệ lên mỗi tấn khí thải "
      "được thông qua ngày 30/9.",
      "Luật có hiệu lực từ năm 2019, áp dụng với nhà máy điện, xi măng và thép. Tiền thu được "
      "dùng để giảm thuế thu nhập cho người lao động.\nThủ tướng Helen Brandt gọi đây là ngày "
      "lịch sử, còn phe đối lập cảnh báo hàng nghìn việc làm sẽ chuyển sang nước láng giềng."),
     ("Thợ mỏ Astoria xuống đường phản đối chính sách khí hậu",
      "Tiếng còi và trống vang khắp quảng trường trước tòa nhà nghị viện trong lúc các đại biểu "
      "bỏ phiếu.",
      "Những đoàn xe buýt chở người từ vùng than phía bắc đến từ sáng sớm. Ông Piotr Adamek, ba "
      "đời đào than, lo con trai mình phải rời quê tìm việc.\nCảnh sát lập hàng rào nhưng không "
      "có xô xát. Nghiệp đoàn tuyên bố sẽ đình công hai ngày nếu chính phủ không lập quỹ đào tạo "
      "nghề cho thợ mỏ.")),
    (("Học sinh lớp 11 chế tạo máy báo ngập bằng điện thoại cũ",
      "Nhóm ba học sinh trường Nguyễn Thiện Thuật giành giải nhất cuộc thi sáng tạo với thiết bị "
      "giá 300 nghìn đồng.",
      "Máy dùng cảm biến siêu âm đo mực nước rồi nhắn tin khi vượt ngưỡng. Pin mặt trời giúp hoạt "
      "động liên tục 20 ngày. Trưởng nhóm Quách Bảo Ngân cho biết các em thử nghiệm suốt mùa mưa "
      "tại năm con hẻm.\nBan giám khảo đánh giá cao khả năng nhân rộng, thành phố sẽ tài trợ lắp "
      "50 chiếc."),
     ("Từ con hẻm ngập đến giải thưởng sáng tạo",
      "Mỗi lần trời đổ mưa, Bảo Ngân lại nhớ cảnh mẹ dắt xe lội nước về khuya, và em quyết làm "
      "điều gì đó.",
      "Cô nữ sinh xin điện thoại hỏng của hàng xóm, mày mò lập trình qua các đoạn phim trên mạng. "
      "Hai bạn cùng lớp lo phần vỏ hộp và nguồn điện.\nCó lúc cả nhóm định bỏ cuộc vì máy báo "
      "nhầm khi chó chạy qua. Cô giáo vật lý góp ý đặt ống nhựa chắn sóng, thế là xong. Nay cả "
      "hẻm gọi em là kỹ sư nhí.")),
    (("Ngân hàng Trung Việt sáp nhập vào ngân hàng Đông Á Châu",
      "Hai nhà băng công bố tỷ lệ hoán đổi 1 cổ phiếu Đông Á Châu lấy 1,6 cổ phiếu Trung Việt hôm "
      "17/2.",
      "Sau sáp nhập, tổng tài sản đạt 214 nghìn tỷ đồng, mạng lưới 380 điểm giao dịch. Nợ xấu của "
      "Trung Việt ở mức 4,1 phần trăm sẽ được xử lý trong ba năm.\nChủ tịch Hạ Kiến Văn khẳng "
      "định quyền lợi người gửi tiền không thay đổi, nhân sự cắt giảm không quá 5 phần trăm."),
     ("Nhân viên Trung Việt trước ngày đổi tên ngân hàng",
      "Trong phòng giao dịch nhỏ ở chợ Mới, những tấm biển màu cam sắp được tháo xuống.",
      "Chị kế toán đã làm mười hai năm đùa rằng chắc phải học lại cách chào khách. Nhiều đồng "
      "nghiệp hỏi nhau chuyện chi nhánh trùng địa bàn có bị đóng cửa.\nKhách quen, phần lớn là "
      "tiểu thương, chỉ quan tâm sổ tiết kiệm có phải đổi không. Giám đốc chi nhánh trấn an mọi "
      "giao dịch vẫn diễn ra như cũ cho đến quý tư.")),
)

STOCK = (
    "Theo quy định của pháp luật, người nào có hành vi đưa tin sai sự thật, xuyên tạc, vu khống, "
    "xúc phạm uy tín của cơ quan, tổ chức, danh dự, nhân phẩm của cá nhân thì tùy theo tính chất, "
    "mức độ vi phạm mà bị xử phạt hành chính hoặc bị truy cứu trách nhiệm hình sự, nếu gây thiệt "
    "hại thì phải bồi thường.",
    "Cơ quan chức năng khuyến cáo người dân nâng cao cảnh giác, không cung cấp thông tin cá nhân, "
    "mật khẩu, mã xác thực cho bất kỳ ai qua điện thoại, không chuyển tiền theo yêu cầu của người "
    "lạ. Khi phát hiện dấu hiệu lừa đảo, cần báo ngay cho công an nơi gần nhất để được hướng dẫn, "
    "giải quyết.",
    "Bài viết chỉ mang tính chất tham khảo, không thay thế cho việc chẩn đoán hoặc điều trị y "
    "khoa. Người bệnh không nên tự ý dùng thuốc mà cần đến cơ sở y tế để được bác sĩ thăm khám và "
    "tư vấn cụ thể. Hiệu quả của sản phẩm có thể khác nhau tùy cơ địa của mỗi người.",
    "Người điều khiển phương tiện tham gia giao thông phải chấp hành hiệu lệnh của người điều "
    "khiển giao thông, tín hiệu đèn, biển báo hiệu và vạch kẻ đường. Người vi phạm bị phạt tiền, "
    "tước quyền sử dụng giấy phép lái xe từ một đến ba tháng, trường hợp gây hậu quả nghiêm trọng "
    "bị xử lý theo quy định của bộ luật hình sự.",
    "Để phòng bệnh, người dân cần ăn chín, uống sôi, rửa tay bằng xà phòng trước khi ăn và sau "
    "khi đi vệ sinh, ngủ màn kể cả ban ngày, loại bỏ các vật dụng chứa nước đọng quanh nhà. Khi "
    "có biểu hiện sốt cao, đau đầu, phát ban, cần đến ngay cơ sở y tế gần nhất, không tự điều trị "
    "tại nhà.",
    "Doanh nghiệp này hoạt động trong lĩnh vực đầu tư, xây dựng và kinh doanh bất động sản, có "
    "trụ sở chính đặt tại thành phố lớn cùng nhiều chi nhánh trên cả nước. Sau nhiều năm hình "
    "thành và phát triển, doanh nghiệp đã khẳng định vị thế với các dự án khu đô thị, văn phòng "
    "cho thuê, trung tâm thương mại và khu nghỉ dưỡng.",
    "Hội đồng Bảo an gồm 15 nước thành viên, trong đó có 5 nước thường trực có quyền phủ quyết. "
    "Nghị quyết được thông qua khi có ít nhất 9 phiếu thuận và không có phiếu chống nào của các "
    "nước thường trực. Các biện pháp trừng phạt được giám sát bởi một ủy ban riêng, có nhiệm vụ "
    "báo cáo định kỳ về tình hình thực thi.",
    "Liên đoàn cho biết các câu lạc bộ phải đáp ứng tiêu chí về tài chính, sân bãi, đào tạo trẻ "
    "và đội ngũ huấn luyện viên có bằng cấp phù hợp. Câu lạc bộ nào không đáp ứng sẽ bị phạt, cấm "
    "đăng ký cầu thủ mới hoặc không được tham dự mùa giải tiếp theo theo quy chế bóng đá chuyên "
    "nghiệp.",
)
