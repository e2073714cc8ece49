#include "suggest.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "query/typed_text.h"
#include "reading.h"
#include "rpc/error.h"
#include "suggestion_list.h"
#include "suggestion_sources.h"
#include "typing_correction.h"

namespace khotin::server {
namespace {

constexpr size_t kMaxTextBytes = 256;

absl::StatusOr<SuggestionKinds> ReadKinds(const v1::SuggestRequest& request) {
  if (request.kinds().empty()) return SuggestionKinds{true, true, true};
  SuggestionKinds kinds;
  for (int i = 0; i < request.kinds_size(); ++i) {
    switch (request.kinds(i)) {
      case v1::SUGGESTION_KIND_ENTITY:
        kinds.entities = true;
        break;
      case v1::SUGGESTION_KIND_PHRASE:
        kinds.phrases = true;
        break;
      case v1::SUGGESTION_KIND_TITLE:
        kinds.titles = true;
        break;
      default:
        return rpc::InvalidField(absl::StrCat("kinds[", i, "]"),
                                 "expected one of the kinds of SuggestionKind");
    }
  }
  return kinds;
}

}  // namespace

absl::Status FillSuggestions(const v1::SuggestRequest& request, const store::View& view,
                             absl::Time now, const std::function<bool()>& cancelled,
                             v1::SuggestResponse* response) {
  if (request.text().size() > kMaxTextBytes) {
    return rpc::InvalidField("text", absl::StrCat("at most ", kMaxTextBytes, " bytes"));
  }
  KHOTIN_ASSIGN_OR_RETURN(const size_t limit, ReadLimit(request.limit()));
  KHOTIN_ASSIGN_OR_RETURN(const SuggestionKinds kinds, ReadKinds(request));
  const query::TypedText typed = query::ReadTypedText(request.text());
  if (typed.words.empty()) return absl::OkStatus();

  SuggestionList list(limit);
  const SuggestionSources sources(&view, kinds, now, cancelled);
  KHOTIN_RETURN_IF_ERROR(sources.AddTo(typed, /*corrected=*/false, &list));
  if (list.empty()) {
    KHOTIN_ASSIGN_OR_RETURN(const std::vector<query::TypedText> meant,
                            FindMeant(view.index(), typed));
    for (const query::TypedText& each : meant) {
      KHOTIN_RETURN_IF_ERROR(sources.AddTo(each, /*corrected=*/true, &list));
    }
  }
  for (v1::Suggestion& suggestion : list.Take()) {
    *response->add_suggestions() = std::move(suggestion);
  }
  return absl::OkStatus();
}

}  // namespace khotin::server
