// Where a query's words stand in an article, as clients are told.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_HIGHLIGHT_MESSAGE_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_HIGHLIGHT_MESSAGE_H_

#include "google/protobuf/repeated_ptr_field.h"
#include "khotin/storage/v1/records.pb.h"
#include "khotin/v1/article.pb.h"
#include "khotin/v1/search_service.pb.h"
#include "query/query_node.h"

namespace khotin::server {

// Adds the highlights of the whole article, and makes a snippet of at most 320 bytes. Pure.
void FillHighlights(const query::QueryTree& query, const storage::v1::Article& record,
                    google::protobuf::RepeatedPtrField<v1::TextSpan>* highlights,
                    v1::Snippet* snippet);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_HIGHLIGHT_MESSAGE_H_
