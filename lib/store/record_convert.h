// Between the modules' own types and the storage records.
#ifndef KHOTIN_STORE_RECORD_CONVERT_H_
#define KHOTIN_STORE_RECORD_CONVERT_H_

#include <vector>

#include "analysis/analyzer.h"
#include "khotin/storage/v1/records.pb.h"
#include "text/passage.h"

namespace khotin::store {

// Everything that analysis found; what the commit adds is left unset.
storage::v1::Article ToRecord(const analysis::AnalyzedArticle& analyzed);

// Title, lead and body of a record, as views into it.
std::vector<text::Passage> PassagesOf(const storage::v1::Article& record);
// Those by which duplicates are told: without captions, which change with the pictures, unless they
// are most of the text.
std::vector<text::Passage> ComparedPassagesOf(const storage::v1::Article& record);

text::PartialDate FromRecord(const storage::v1::PartialDate& record);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_RECORD_CONVERT_H_
