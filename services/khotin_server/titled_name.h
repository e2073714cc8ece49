// Persons named with a title or form of address: "Bộ trưởng Tô Lâm", "ong Lam".
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_TITLED_NAME_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_TITLED_NAME_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "store/view.h"

namespace khotin::server {

// Persons that `query` names behind a title: a form of address, or the position of an office that
// articles tell of, with anything between it and the name ("Bộ trưởng Bộ Công an Tô Lâm"). The
// longest name counts. Those that hold such an office come first, then those of which more articles
// speak; at most `limit`, each a NameMatch::kTitled. None when the query begins with no title.
absl::StatusOr<std::vector<store::EntityHit>> FindTitledPersons(const store::View& view,
                                                                absl::string_view query, int limit);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_TITLED_NAME_H_
