// Reads the objects of a JSON file.
#ifndef KHOTIN_EXTRACT_JSON_READER_H_
#define KHOTIN_EXTRACT_JSON_READER_H_

#include <memory>
#include <string>

#include "extract/byte_source.h"
#include "extract/json_field_map.h"
#include "extract/reader.h"

namespace khotin::extract {

// `source` gives the file's bytes, decompressed; `name` is what the inputs are called. The file is
// JSON Lines; or one list of objects, or objects over several lines, which is found from its first
// line. Objects are not parsed here, but `fields` is applied to them unless it is null or empty.
//
// After a line or element over base::kMaxDocumentBytes reading goes on behind it. What stands
// between the elements of a list or objects over several lines and is not JSON ends the reading.
std::unique_ptr<DocumentReader> MakeJsonReader(std::string name, std::unique_ptr<ByteSource> source,
                                               std::shared_ptr<const JsonFieldMap> fields);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_JSON_READER_H_
