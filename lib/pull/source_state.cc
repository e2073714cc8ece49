#include "pull/source_state.h"

#include <algorithm>
#include <exception>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/status.h"
#include "nlohmann/json.hpp"
#include "pull/durable_file.h"

namespace khotin::pull {
namespace {

using Json = nlohmann::json;

constexpr int kVersion = 1;
// Far more than Save writes.
constexpr size_t kMaxBytes = size_t{256} << 20;
// 80 bits: of a million addresses two meet once in two billion billion times.
constexpr int kHashDigits = 16;

std::string Key(absl::string_view url) { return base::HashBytes(url).ToBase32(kHashDigits); }

Json FromTime(absl::Time time) {
  return time == absl::InfinitePast() ? Json(nullptr) : Json(absl::ToUnixSeconds(time));
}

absl::Time ToTime(const Json& json) {
  return json.is_null() ? absl::InfinitePast() : absl::FromUnixSeconds(json.get<int64_t>());
}

Json ListingJson(const ListingState& state) {
  return {{"etag", state.etag},
          {"last_modified", state.last_modified},
          {"last_attempt", FromTime(state.last_attempt)},
          {"last_success", FromTime(state.last_success)},
          {"failures", state.failures},
          {"not_before", FromTime(state.not_before)}};
}

ListingState ReadListing(const Json& json) {
  ListingState state;
  state.etag = json.at("etag").get<std::string>();
  state.last_modified = json.at("last_modified").get<std::string>();
  state.last_attempt = ToTime(json.at("last_attempt"));
  state.last_success = ToTime(json.at("last_success"));
  state.failures = json.at("failures").get<int>();
  state.not_before = ToTime(json.at("not_before"));
  return state;
}

Json PendingJson(const PendingPage& page) {
  return {{"url", page.url},
          {"date", FromTime(page.date)},
          {"listed", FromTime(page.listed)},
          {"attempts", page.attempts},
          {"put_off", FromTime(page.put_off)}};
}

PendingPage ReadPending(const Json& json) {
  PendingPage page;
  page.url = json.at("url").get<std::string>();
  page.date = ToTime(json.at("date"));
  page.listed = ToTime(json.at("listed"));
  page.attempts = json.at("attempts").get<int>();
  // Older files do not have it.
  if (json.contains("put_off")) page.put_off = ToTime(json.at("put_off"));
  return page;
}

absl::Status Damaged(const std::string& path, absl::string_view reason) {
  return absl::DataLossError(
      absl::StrCat(path, ": ", reason, "; without the file the source is pulled anew"));
}

}  // namespace

absl::StatusOr<SourceState> SourceState::Load(const std::string& path) {
  SourceState state;
  const absl::StatusOr<std::string> text = base::ReadWholeFile(path, kMaxBytes);
  if (absl::IsNotFound(text.status())) return state;
  if (absl::IsOutOfRange(text.status())) return Damaged(path, "too large");
  KHOTIN_RETURN_IF_ERROR(text.status());
  try {
    const Json json = Json::parse(*text);
    if (json.at("version").get<int>() != kVersion) return Damaged(path, "of another version");
    state.filters = json.at("filters").get<std::string>();
    for (const auto& [url, listing] : json.at("listings").items()) {
      state.listings[url] = ReadListing(listing);
    }
    for (const Json& page : json.at("pending")) state.pending.push_back(ReadPending(page));
    for (const auto& [host, time] : json.at("hosts").items()) state.hosts[host] = ToTime(time);
    for (const auto& [key, time] : json.at("seen").items()) state.seen_[key] = time.get<int64_t>();
  } catch (const std::exception& error) {
    return Damaged(path, absl::StrCat("damaged (", error.what(), ")"));
  }
  return state;
}

absl::Status SourceState::Save(const std::string& path, absl::Time now) {
  Forget(now);
  Json json = {{"version", kVersion},      {"filters", filters},      {"listings", Json::object()},
               {"pending", Json::array()}, {"hosts", Json::object()}, {"seen", Json::object()}};
  for (const auto& [url, listing] : listings) json["listings"][url] = ListingJson(listing);
  for (const PendingPage& page : pending) json["pending"].push_back(PendingJson(page));
  for (const auto& [host, time] : hosts) json["hosts"][host] = FromTime(time);
  for (const auto& [key, time] : seen_) json["seen"][key] = time;
  KHOTIN_ASSIGN_OR_RETURN(const std::unique_ptr<DurableFile> file, DurableFile::Create(path));
  // Headers of a response may hold any bytes.
  KHOTIN_RETURN_IF_ERROR(file->Write(json.dump(0, ' ', true, Json::error_handler_t::replace)));
  return file->Commit();
}

bool SourceState::Seen(absl::string_view url, absl::Time now) {
  const auto found = seen_.find(Key(url));
  if (found == seen_.end()) return false;
  found->second = absl::ToUnixSeconds(now);
  return true;
}

void SourceState::MarkSeen(absl::string_view url, absl::Time now) {
  seen_[Key(url)] = absl::ToUnixSeconds(now);
}

void SourceState::Forget(absl::Time now) {
  for (auto it = listings.begin(); it != listings.end();) {
    it = it->second.last_attempt + kListingLifetime < now ? listings.erase(it) : std::next(it);
  }
  for (auto it = hosts.begin(); it != hosts.end();) {
    it = it->second <= now ? hosts.erase(it) : std::next(it);
  }
  if (seen_.size() <= kMaxSeen) return;
  std::vector<std::pair<int64_t, std::string>> by_time;
  by_time.reserve(seen_.size());
  for (const auto& [key, time] : seen_) by_time.emplace_back(time, key);
  std::sort(by_time.begin(), by_time.end());
  by_time.resize(by_time.size() - kMaxSeen);
  for (const auto& [time, key] : by_time) seen_.erase(key);
}

}  // namespace khotin::pull
