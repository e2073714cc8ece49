// Field names of other people's JSON.
#ifndef KHOTIN_EXTRACT_JSON_FIELD_MAP_H_
#define KHOTIN_EXTRACT_JSON_FIELD_MAP_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace khotin::extract {

// Says where in an object an article's fields stand. Immutable, hence thread-safe.
class JsonFieldMap {
 public:
  JsonFieldMap() = default;

  // Each of `entries` is "field=path", or several with commas between. A field is any name of
  // json_fields.h ("date" and "published" are one); a path is a key, or keys and list indexes (from
  // 0) with dots between. Of several paths for one field the first that has a value counts.
  // INVALID_ARGUMENT for any other form and for an unknown field, with the known ones.
  static absl::StatusOr<JsonFieldMap> Parse(const std::vector<std::string>& entries);

  bool empty() const { return entries_.empty(); }

  // `object` with what the map finds in it under the fields' own names; what these fields had under
  // other names is gone (of the text too when only "html" is found). All other members stay, those
  // that the paths lead to as well. What is no valid JSON object comes back as it is.
  std::string Apply(std::string object) const;

 private:
  struct Entry {
    size_t field;  // in kJsonFields
    std::string path;
  };
  absl::Status Add(absl::string_view entry);

  std::vector<Entry> entries_;
};

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_JSON_FIELD_MAP_H_
