#include "search_response.h"

#include <string>

#include "base/limits.h"
#include "base/status.h"
#include "histogram_message.h"
#include "rpc/convert.h"

namespace khotin::server {
namespace {

absl::Status FillValue(v1::FacetField field, const query::FacetValue& value,
                       const store::View& view, v1::FacetValue* message) {
  message->set_count(static_cast<int64_t>(value.count));
  if (field != v1::FACET_FIELD_ENTITY) {
    message->set_value(value.label);
    return absl::OkStatus();
  }
  message->set_value(rpc::EntityName(value.label));
  const auto entity = view.GetEntity(value.label);
  if (absl::IsNotFound(entity.status())) return absl::OkStatus();
  KHOTIN_RETURN_IF_ERROR(entity.status());
  message->set_display_name(store::DisplayName(*entity));
  return absl::OkStatus();
}

// Leaves room for results where the values are very long. `bytes` counts those of all facets.
absl::Status FillFacet(const query::Facet& facet, const store::View& view, size_t* bytes,
                       v1::Facet* message) {
  constexpr size_t kMaxBytes = base::kMaxReplyBytes / 2;
  message->set_distinct_count(static_cast<int64_t>(facet.distinct));
  message->set_without_count(static_cast<int64_t>(facet.without));
  for (const query::FacetValue& value : facet.values) {
    if (*bytes > kMaxBytes) break;
    KHOTIN_RETURN_IF_ERROR(FillValue(message->field(), value, view, message->add_values()));
    *bytes += message->values().rbegin()->ByteSizeLong();
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status FillSummary(const v1::SearchRequest& request, const query::SearchResult& found,
                         const store::View& view, v1::SearchResponse* response) {
  response->set_revision(view.revision());
  response->set_total_size(static_cast<int64_t>(found.total));
  response->set_collapsed_size(static_cast<int64_t>(found.collapsed));
  response->set_total_relation(found.is_exact ? v1::TOTAL_RELATION_EXACT
                                              : v1::TOTAL_RELATION_APPROXIMATE);
  size_t bytes = 0;
  for (size_t i = 0; i < found.facets.size(); ++i) {
    v1::Facet* const facet = response->add_facets();
    facet->set_field(request.facets(static_cast<int>(i)).field());
    KHOTIN_RETURN_IF_ERROR(FillFacet(found.facets[i], view, &bytes, facet));
  }
  FillBins(found.bins, response->mutable_histogram());
  response->set_undated_size(static_cast<int64_t>(found.undated));
  return absl::OkStatus();
}

}  // namespace khotin::server
