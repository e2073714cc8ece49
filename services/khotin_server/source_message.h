// A source's record as a client is shown it.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_SOURCE_MESSAGE_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_SOURCE_MESSAGE_H_

#include "khotin/v1/admin_service.pb.h"
#include "store/view.h"

namespace khotin::server {

v1::Source SourceMessage(const store::StoredSource& source);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_SOURCE_MESSAGE_H_
