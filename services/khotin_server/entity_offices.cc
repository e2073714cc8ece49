#include "entity_offices.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "article_items.h"
#include "article_set.h"
#include "base/limits.h"
#include "base/status.h"
#include "index/term.h"
#include "ranked_page.h"
#include "rpc/convert.h"
#include "rpc/error.h"
#include "store/fact_records.h"

namespace khotin::server {
namespace {

constexpr size_t kMaxOffices = 1000;
// One office has a label for each tenure.
constexpr size_t kLabelsOfOffice = 3;
constexpr int kDefaultStatements = 1;
constexpr int kMaxStatements = 10;

// Which offices are asked for: parts that are empty stand for any.
struct OfficeFilter {
  std::string person;
  std::string of;
  std::string position;  // index::ValueKey
  v1::PositionKind kind = v1::POSITION_KIND_UNSPECIFIED;

  bool Takes(const store::OfficeLabel& office) const {
    return (person.empty() || office.person == person) && (of.empty() || office.of == of) &&
           (kind == v1::POSITION_KIND_UNSPECIFIED || static_cast<int>(office.kind) == kind) &&
           (position.empty() || index::ValueKey(office.position_key) == position);
  }
};

absl::StatusOr<std::string> PositionKey(const std::string& position) {
  if (position.size() > base::kMaxQueryBytes) {
    return rpc::InvalidField("position", "expected a shorter one");
  }
  std::string key = index::ValueKey(position);
  if (key.empty()) return rpc::InvalidField("position", "expected one such as \"bộ trưởng\"");
  return key;
}

absl::StatusOr<OfficeFilter> ReadFilter(const store::View& view,
                                        const v1::ListOfficesRequest& request) {
  OfficeFilter filter;
  KHOTIN_ASSIGN_OR_RETURN(filter.person, EntityNamedIfAny(view, request.person(), "person"));
  KHOTIN_ASSIGN_OR_RETURN(filter.of, EntityNamedIfAny(view, request.of(), "of"));
  if (!request.position().empty()) {
    KHOTIN_ASSIGN_OR_RETURN(filter.position, PositionKey(request.position()));
  }
  if (filter.person.empty() && filter.of.empty() && filter.position.empty()) {
    return rpc::InvalidField("person", "expected a person, a position, or what it is of");
  }
  if (!v1::PositionKind_IsValid(request.kind())) return rpc::InvalidField("kind", "no such kind");
  filter.kind = request.kind();
  return filter;
}

ArticleSet SetOf(const OfficeFilter& filter, const v1::SearchFilters& filters,
                 bool include_duplicates) {
  ArticleSet set;
  set.filters = &filters;
  set.include_duplicates = include_duplicates;
  const auto add = [&](index::ValueField field, std::string value) {
    set.values.push_back({field, {std::move(value)}});
  };
  if (!filter.of.empty()) add(index::ValueField::kEntity, filter.of);
  if (!filter.person.empty() && !filter.position.empty()) {
    add(index::ValueField::kOffice, store::PersonPositionLabel(filter.person, filter.position));
  } else if (!filter.person.empty()) {
    add(index::ValueField::kEntity, filter.person);
  } else if (!filter.position.empty()) {
    add(index::ValueField::kOffice, store::PositionLabel(filter.position));
  }
  return set;
}

// One office of one person by all its labels.
struct Office {
  store::OfficeLabel label;
  uint64_t total = 0;
  std::map<entity::Tenure, query::FacetValue> by_tenure;

  void Add(const store::OfficeLabel& found, const query::FacetValue& value) {
    label = found;
    total += value.count;
    by_tenure[found.tenure] = value;
  }
};

bool IsBefore(const Office& a, const Office& b) {
  if (a.total != b.total) return a.total > b.total;
  return std::tie(a.label.person, a.label.position_key, a.label.of) <
         std::tie(b.label.person, b.label.position_key, b.label.of);
}

absl::StatusOr<std::vector<Office>> CountOffices(const store::View& view,
                                                 const v1::ListOfficesRequest& request,
                                                 const OfficeFilter& filter,
                                                 const std::function<bool()>& cancelled) {
  query::FacetRequest facet;
  facet.field = index::ValueField::kOffice;
  facet.limit = kMaxOffices * kLabelsOfOffice;
  if (!filter.person.empty()) facet.prefix = store::OfficesOfPersonPrefix(filter.person);
  facet.accept = [&filter](absl::string_view label) {
    const auto office = store::ParseOfficeLabel(label);
    return office.has_value() && filter.Takes(*office);
  };
  facet.with_times = true;
  const ArticleSet set = SetOf(filter, request.filters(), request.include_duplicates());
  KHOTIN_ASSIGN_OR_RETURN(const query::SearchResult found,
                          CountArticles(view, set, {facet}, absl::nullopt, cancelled));
  std::map<std::tuple<std::string, std::string, std::string>, Office> by_office;
  for (const query::FacetValue& value : found.facets[0].values) {
    const auto office = store::ParseOfficeLabel(value.label);
    by_office[{office->person, office->position_key, office->of}].Add(*office, value);
  }
  std::vector<Office> offices;
  offices.reserve(by_office.size());
  for (auto& [key, office] : by_office) offices.push_back(std::move(office));
  std::sort(offices.begin(), offices.end(), IsBefore);
  if (offices.size() > kMaxOffices) offices.resize(kMaxOffices);
  return offices;
}

void FillSeconds(int64_t seconds, google::protobuf::Timestamp* time) { time->set_seconds(seconds); }

void FillTimes(const Office& office, v1::Office* message) {
  int64_t first = 0;
  int64_t last = 0;
  for (const auto& [tenure, value] : office.by_tenure) {
    if (value.first_seconds == 0) continue;
    if (tenure == entity::Tenure::kFormer) {
      FillSeconds(value.first_seconds, message->mutable_first_seen_former());
      continue;
    }
    first = first == 0 ? value.first_seconds : std::min(first, value.first_seconds);
    last = last == 0 ? value.last_seconds : std::max(last, value.last_seconds);
  }
  if (first == 0) return;
  FillSeconds(first, message->mutable_first_seen());
  FillSeconds(last, message->mutable_last_seen());
}

int64_t CountOf(const Office& office, entity::Tenure tenure) {
  const auto found = office.by_tenure.find(tenure);
  return found == office.by_tenure.end() ? 0 : static_cast<int64_t>(found->second.count);
}

// What the article says of the offices that `filter` takes.
std::vector<v1::StatedOffice> StatementsIn(const std::string& article_id,
                                           const storage::v1::Article& record,
                                           const OfficeFilter& filter) {
  std::vector<v1::StatedOffice> statements;
  for (const storage::v1::Office& office : record.offices()) {
    if (!filter.Takes(store::OfficeLabelOf(record, office))) continue;
    v1::StatedOffice statement;
    *statement.mutable_article() = rpc::ArticleMessage(article_id, record, v1::ARTICLE_VIEW_BASIC);
    *statement.mutable_statement() = rpc::OfficeStatementMessage(record, office);
    statements.push_back(std::move(statement));
  }
  return statements;
}

// Articles that state it, told with the body or without as `of` is.
ArticleSet StatingArticles(store::OfficeLabel office, const v1::SearchFilters& filters,
                           bool include_duplicates) {
  ArticleSet set;
  set.filters = &filters;
  set.include_duplicates = include_duplicates;
  std::vector<std::string> labels;
  for (const auto kind : {entity::PositionKind::kOffice, entity::PositionKind::kRank}) {
    for (const auto tenure :
         {entity::Tenure::kCurrent, entity::Tenure::kFormer, entity::Tenure::kActing}) {
      office.kind = kind;
      office.tenure = tenure;
      labels.push_back(store::ToLabel(office));
    }
  }
  set.values.push_back({index::ValueField::kOffice, std::move(labels)});
  return set;
}

absl::Status FillStatements(const store::View& view, const v1::ListOfficesRequest& request,
                            const Office& office, int limit, const std::function<bool()>& cancelled,
                            v1::Office* message) {
  const ArticleSet set =
      StatingArticles(office.label, request.filters(), /*include_duplicates=*/true);
  OfficeFilter filter;
  filter.person = office.label.person;
  filter.position = index::ValueKey(office.label.position_key);
  filter.of = office.label.of;
  ItemPage<v1::StatedOffice> page(&view, &set, limit, &cancelled);
  return page
      .Fill(
          {},
          [&filter](const std::string& id, const storage::v1::Article& record) {
            return StatementsIn(id, record, filter);
          },
          message->mutable_statements())
      .status();
}

absl::Status FillOffice(const store::View& view, const Office& office, v1::Office* message) {
  KHOTIN_ASSIGN_OR_RETURN(*message->mutable_person(), BriefEntity(view, office.label.person));
  message->set_position(office.label.position_key);
  message->set_kind(static_cast<v1::PositionKind>(office.label.kind));
  if (!office.label.of.empty()) {
    KHOTIN_ASSIGN_OR_RETURN(*message->mutable_of(), BriefEntity(view, office.label.of));
  }
  message->set_article_count(static_cast<int64_t>(office.total));
  message->set_current_count(CountOf(office, entity::Tenure::kCurrent));
  message->set_former_count(CountOf(office, entity::Tenure::kFormer));
  message->set_acting_count(CountOf(office, entity::Tenure::kActing));
  FillTimes(office, message);
  return absl::OkStatus();
}

absl::StatusOr<int> StatementLimit(int32_t requested) {
  if (requested < 0) return rpc::InvalidField("statement_limit", "must not be negative");
  return requested == 0 ? kDefaultStatements : std::min(requested, kMaxStatements);
}

}  // namespace

absl::Status ListOffices(const store::View& view, const v1::ListOfficesRequest& request,
                         const rpc::PageTokens& tokens, const std::function<bool()>& cancelled,
                         v1::ListOfficesResponse* response) {
  KHOTIN_ASSIGN_OR_RETURN(const int statements, StatementLimit(request.statement_limit()));
  KHOTIN_ASSIGN_OR_RETURN(RankedPage page, ReadRankedPage(request, tokens));
  KHOTIN_ASSIGN_OR_RETURN(const OfficeFilter filter, ReadFilter(view, request));
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<Office> offices,
                          CountOffices(view, request, filter, cancelled));
  response->set_next_page_token(FitRankedPage(request, tokens, offices.size(), &page));
  for (size_t i = page.begin; i < page.end; ++i) {
    v1::Office* const message = response->add_offices();
    KHOTIN_RETURN_IF_ERROR(FillOffice(view, offices[i], message));
    KHOTIN_RETURN_IF_ERROR(
        FillStatements(view, request, offices[i], statements, cancelled, message));
  }
  return absl::OkStatus();
}

absl::Status ListOfficeStatements(const store::View& view,
                                  const v1::ListOfficeStatementsRequest& request,
                                  const rpc::PageTokens& tokens,
                                  const std::function<bool()>& cancelled,
                                  v1::ListOfficeStatementsResponse* response) {
  OfficeFilter filter;
  if (request.person().empty()) return rpc::InvalidField("person", "expected a person");
  KHOTIN_ASSIGN_OR_RETURN(filter.person, EntityNamedIfAny(view, request.person(), "person"));
  KHOTIN_ASSIGN_OR_RETURN(filter.of, EntityNamedIfAny(view, request.of(), "of"));
  KHOTIN_ASSIGN_OR_RETURN(filter.position, PositionKey(request.position()));
  const ArticleSet set = filter.of.empty()
                             ? SetOf(filter, request.filters(), request.include_duplicates())
                             : StatingArticles({filter.person, filter.position, filter.of},
                                               request.filters(), request.include_duplicates());
  KHOTIN_ASSIGN_OR_RETURN(*response->mutable_next_page_token(),
                          FillItems<v1::StatedOffice>(
                              view, set, request, tokens, cancelled,
                              [&](const std::string& id, const storage::v1::Article& record) {
                                return StatementsIn(id, record, filter);
                              },
                              response->mutable_statements()));
  return absl::OkStatus();
}

}  // namespace khotin::server
