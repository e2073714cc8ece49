// Histograms of times of publication as clients are shown them.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_HISTOGRAM_MESSAGE_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_HISTOGRAM_MESSAGE_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "khotin/v1/search_service.pb.h"
#include "query/facets.h"

namespace khotin::server {

// nullopt for HISTOGRAM_INTERVAL_UNSPECIFIED; INVALID_ARGUMENT for `field`.
absl::StatusOr<absl::optional<query::HistogramUnit>> ReadInterval(v1::HistogramInterval interval,
                                                                  absl::string_view field);

void FillBins(const std::vector<query::HistogramBin>& bins,
              google::protobuf::RepeatedPtrField<v1::HistogramBin>* messages);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_HISTOGRAM_MESSAGE_H_
