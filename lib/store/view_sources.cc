// The view's reads of sources, learned chrome and the quarantine.
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "store/keys.h"
#include "store/raw_input.h"
#include "store/view_impl.h"

namespace khotin::store {
namespace {

// The learned lines of one source, and the commit that changed them last.
struct SourceLines {
  std::map<extract::LineFingerprint, extract::ChromeUse> uses;
  int64_t number = 0;
};

void ApplyChange(const storage::v1::ChromeChange& change, int64_t revision, SourceLines* lines) {
  lines->number = revision;
  for (const storage::v1::ChromeChange::Lines& changed : change.lines()) {
    const auto use = static_cast<extract::ChromeUse>(changed.use());
    for (const uint64_t line : changed.fingerprints()) {
      if (use == extract::ChromeUse::kNone) {
        lines->uses.erase(line);
      } else {
        lines->uses[line] = use;
      }
    }
  }
}

std::shared_ptr<const extract::SiteChrome> ChromeOfLines(const SourceLines& lines) {
  std::vector<extract::ChromeLine> chrome;
  chrome.reserve(lines.uses.size());
  for (const auto& [fingerprint, use] : lines.uses) chrome.push_back({fingerprint, use});
  return std::make_shared<const extract::SiteChrome>(std::move(chrome), lines.number);
}

}  // namespace

absl::StatusOr<extract::ChromeSnapshot> ViewImpl::ChromeAt(int64_t number) const {
  if (number == chrome_.number()) return chrome_;
  std::map<std::string, SourceLines> lines;
  absl::Status damaged;
  KHOTIN_RETURN_IF_ERROR(database_->Scan(
      Family::kChrome, "", "", snapshot(), [&](absl::string_view key, absl::string_view value) {
        const absl::optional<ChromeKeyParts> parts = ParseChromeKey(key);
        if (!parts.has_value() || parts->revision > number) return true;
        const auto change = ParseRecord<storage::v1::ChromeChange>(value, "learned chrome");
        damaged = change.status();
        if (!damaged.ok()) return false;
        ApplyChange(*change, parts->revision, &lines[std::string(parts->source_key)]);
        return true;
      }));
  KHOTIN_RETURN_IF_ERROR(damaged);
  extract::ChromeSnapshot::Sources sources;
  for (const auto& [source_key, source_lines] : lines) {
    sources[source_key] = ChromeOfLines(source_lines);
  }
  return extract::ChromeSnapshot(number, std::move(sources));
}

absl::StatusOr<StoredSource> ViewImpl::GetSource(const std::string& key) const {
  SnapshotReader reader = this->reader();
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<storage::v1::Source> record,
                          reader.GetRecord<storage::v1::Source>(Family::kSources, key));
  if (!record.has_value()) return absl::NotFoundError(absl::StrCat("source ", key));
  return StoredSource{key, *record};
}

absl::StatusOr<std::vector<StoredSource>> ViewImpl::ListSources(
    const absl::optional<std::string>& after, int limit) const {
  std::vector<StoredSource> sources;
  absl::Status damaged;
  KHOTIN_RETURN_IF_ERROR(database_->Scan(
      Family::kSources, "", after.value_or(""), snapshot(),
      [&](absl::string_view key, absl::string_view value) {
        if (after.has_value() && key == *after) return true;
        auto record = ParseRecord<storage::v1::Source>(value, absl::StrCat("source ", key));
        damaged = record.status();
        if (!damaged.ok()) return false;
        sources.push_back({std::string(key), *std::move(record)});
        return static_cast<int>(sources.size()) < limit;
      }));
  KHOTIN_RETURN_IF_ERROR(damaged);
  return sources;
}

absl::StatusOr<std::vector<StoredQuarantined>> ViewImpl::ListQuarantined(
    absl::string_view after, extract::RefusalReason reason, int limit) const {
  std::vector<StoredQuarantined> entries;
  absl::Status damaged;
  KHOTIN_RETURN_IF_ERROR(database_->Scan(
      Family::kQuarantine, "", after, snapshot(),
      [&](absl::string_view id, absl::string_view value) {
        if (id == after) return true;
        auto record = ParseRecord<storage::v1::Quarantined>(value, absl::StrCat("quarantine ", id));
        damaged = record.status();
        if (!damaged.ok()) return false;
        const bool wanted = reason == extract::RefusalReason::kUnspecified ||
                            record->reason() == static_cast<int32_t>(reason);
        if (!wanted) return true;
        record->mutable_raw()->clear_content();
        entries.push_back({std::string(id), *std::move(record)});
        return static_cast<int>(entries.size()) < limit;
      }));
  KHOTIN_RETURN_IF_ERROR(damaged);
  return entries;
}

absl::StatusOr<QuarantinedDocument> ViewImpl::GetQuarantined(absl::string_view id) const {
  const std::string what = absl::StrCat("quarantine ", id);
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<std::string> bytes,
                          database_->Get(Family::kQuarantine, id, snapshot()));
  if (!bytes.has_value()) return absl::NotFoundError(absl::StrCat(what, ": not there"));
  QuarantinedDocument document;
  KHOTIN_ASSIGN_OR_RETURN(document.record, ParseRecord<storage::v1::Quarantined>(*bytes, what));
  KHOTIN_ASSIGN_OR_RETURN(document.raw, FromRawRecord(document.record.raw()));
  document.record.mutable_raw()->clear_content();
  return document;
}

}  // namespace khotin::store
