// Every limit on input size, in one place. Programs may lower them by flags; nothing raises them.
#ifndef KHOTIN_BASE_LIMITS_H_
#define KHOTIN_BASE_LIMITS_H_

#include <cstddef>

namespace khotin::base {

// One document as it comes in, after decompression. A news page with all its scripts stays under
// 2 MiB.
inline constexpr size_t kMaxDocumentBytes = size_t{16} << 20;

// One record of a web archive, after its decompression but with the page in it still coded.
inline constexpr size_t kMaxRecordBytes = size_t{64} << 20;

// Compressed data that grows to more than this many times its size is taken for a bomb, once it
// gives more than 1 MiB.
inline constexpr size_t kMaxInflateRatio = 200;
inline constexpr size_t kInflateRatioFrom = size_t{1} << 20;

// A feed or sitemap after decompression: what the sitemap protocol allows one to have.
inline constexpr size_t kMaxListingBytes = size_t{50} << 20;

// As much of a robots.txt is read as RFC 9309 asks for at least.
inline constexpr size_t kMaxRobotsBytes = size_t{500} << 10;

// One gRPC message, either way: a document and its analysis, with room to spare.
inline constexpr size_t kMaxMessageBytes = size_t{40} << 20;

// A reply stops growing here: clients of most languages take 4 MiB at most unless told otherwise.
inline constexpr size_t kMaxReplyBytes = size_t{7} << 19;

// A search query, in bytes and in terms.
inline constexpr size_t kMaxQueryBytes = 2048;
inline constexpr size_t kMaxQueryTerms = 64;

// Results of one page; a larger page_size is lowered to this, and 0 means the default.
inline constexpr int kMaxPageSize = 1000;
inline constexpr int kDefaultPageSize = 20;

// Names asked for in one BatchGet.
inline constexpr int kMaxBatchGet = 1000;

// Documents of one unary ingest call.
inline constexpr int kMaxIngestBatch = 1000;

// Depth of nested elements or objects in HTML and JSON.
inline constexpr int kMaxNesting = 256;

// Paragraphs, headings, captions and other blocks of one document, or lines with text in one that
// is plain text. A newspaper's longest live blog stays under a thousand.
inline constexpr size_t kMaxBlocks = 100000;

}  // namespace khotin::base

#endif  // KHOTIN_BASE_LIMITS_H_
