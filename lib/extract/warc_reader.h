// Reads the pages of a web archive (WARC 1.0 and 1.1, ISO 28500).
#ifndef KHOTIN_EXTRACT_WARC_READER_H_
#define KHOTIN_EXTRACT_WARC_READER_H_

#include <memory>
#include <string>

#include "extract/byte_source.h"
#include "extract/reader.h"

namespace khotin::extract {

// `source` gives the archive's bytes, decompressed; `name` is what the inputs are called. Documents
// are the records of type "response" that hold an HTML page, "resource" and "conversion" that are
// one, and "conversion" of plain text (WET files); all others are passed over and not counted. A
// record's compressed page is held up to base::kMaxRecordBytes, what is in it up to
// base::kMaxDocumentBytes. Damage is an error that names the input, after which reading goes on at
// the next line that starts a record, unless nothing else comes for a thousand times.
std::unique_ptr<DocumentReader> MakeWarcReader(std::string name,
                                               std::unique_ptr<ByteSource> source);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_WARC_READER_H_
