// Reads the pages of a web archive (WARC 1.0 and 1.1, ISO 28500).
#ifndef KHOTIN_EXTRACT_WARC_READER_H_
#define KHOTIN_EXTRACT_WARC_READER_H_

#include <memory>
#include <string>

#include "extract/byte_source.h"
#include "extract/reader.h"

namespace khotin::extract {

// `source` gives the archive's bytes, decompressed; `name` is what the inputs are called. A
// document is a record of type "response" that holds an HTML page; all other records are passed
// over and not counted. Damage is an error that names the input, after which reading goes on at
// the next line that starts a record.
std::unique_ptr<DocumentReader> MakeWarcReader(std::string name,
                                               std::unique_ptr<ByteSource> source);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_WARC_READER_H_
