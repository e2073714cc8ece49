// Helpers of this module's tests.
#ifndef KHOTIN_EXTRACT_TESTING_H_
#define KHOTIN_EXTRACT_TESTING_H_

#include <unistd.h>
#include <zlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "extract/article.h"
#include "extract/reader.h"

namespace khotin::extract {

// zlib's window sizes for each container.
inline constexpr int kGzipContainer = 15 + 16;
inline constexpr int kZlibContainer = 15;
inline constexpr int kRawDeflate = -15;

inline std::string Compress(absl::string_view bytes, int container) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, container, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

// A folder that goes away with its object.
class TempFolder {
 public:
  TempFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "khotin-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::string& path() const { return path_; }
  std::string Path(absl::string_view name) const { return absl::StrCat(path_, "/", name); }

  // The path of a new file with these bytes.
  std::string Write(absl::string_view name, absl::string_view bytes) const {
    std::string path = Path(name);
    std::ofstream(path, std::ios::binary)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return path;
  }

 private:
  std::string path_;
};

// What a reader gives, in short: "input|content" of a document, "!message" of an error.
inline std::vector<std::string> ReadAll(DocumentReader* reader) {
  std::vector<std::string> all;
  while (auto next = reader->Next()) {
    all.push_back(next->ok() ? absl::StrCat((*next)->input, "|", (*next)->content)
                             : absl::StrCat("!", next->status().message()));
  }
  return all;
}

// "P text", "H text", … of each block of an article's body.
inline std::vector<std::string> BodyOf(const Article& article) {
  constexpr char kLetters[] = "?PHLQCT";
  std::vector<std::string> lines;
  for (const Block& block : article.body) {
    lines.push_back(
        absl::StrCat(std::string(1, kLetters[static_cast<size_t>(block.kind)]), " ", block.text));
  }
  return lines;
}

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_TESTING_H_
