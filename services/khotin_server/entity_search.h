// EntityService.SearchEntities: what entities a name may mean.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_ENTITY_SEARCH_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_ENTITY_SEARCH_H_

#include "absl/status/status.h"
#include "khotin/v1/entity_service.pb.h"
#include "rpc/page_token.h"
#include "store/view.h"

namespace khotin::server {

// Fills a page of matches and the token of the next one. Entities of the whole name come first;
// what only begins with it is looked for where they do not fill the page, and a name behind a title
// where there are none. Takes as long as what it finds, however many names begin as the query does.
// Thread-safe. INVALID_ARGUMENT with the field.
absl::Status SearchEntities(const store::View& view, const v1::SearchEntitiesRequest& request,
                            const rpc::PageTokens& tokens, v1::SearchEntitiesResponse* response);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_ENTITY_SEARCH_H_
