#include "store/source_writer.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "extract/article.h"
#include "store/keys.h"

namespace khotin::store {
namespace {

int32_t DayOf(absl::Time time) {
  return static_cast<int32_t>(absl::ToUnixSeconds(time) / (24 * 60 * 60));
}

int64_t CountWords(absl::string_view text) {
  int64_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool blank = absl::ascii_isspace(static_cast<unsigned char>(c));
    if (!blank && !inside) ++words;
    inside = !blank;
  }
  return words;
}

void Count(const storage::v1::Article& record, storage::v1::Source::Day* day) {
  int64_t body = 0;
  for (const storage::v1::Block& block : record.body()) {
    if (block.kind() == static_cast<int32_t>(extract::BlockKind::kCaption)) continue;
    body += CountWords(block.text());
  }
  int64_t removed = 0;
  for (const storage::v1::RemovedSpan& span : record.removed()) removed += CountWords(span.text());
  day->set_articles(day->articles() + 1);
  day->set_body_words(day->body_words() + body);
  day->set_removed_words(day->removed_words() + removed);
  day->set_titles(day->titles() + (record.title().empty() ? 0 : 1));
  day->set_leads(day->leads() + (record.lead().empty() ? 0 : 1));
  day->set_dates(day->dates() + (record.has_published() ? 1 : 0));
  day->set_authors(day->authors() + (record.authors().empty() ? 0 : 1));
}

extract::ChromeProfile ProfileOf(const storage::v1::Source& source) {
  const storage::v1::Source::ChromeProfile& record = source.profile();
  extract::ChromeProfile profile;
  profile.articles = record.articles();
  profile.lines.reserve(static_cast<size_t>(record.fingerprints_size()));
  for (int i = 0; i < record.fingerprints_size(); ++i) {
    extract::SeenLine line;
    line.fingerprint = record.fingerprints(i);
    line.articles = record.counts(i);
    line.first = record.articles() - record.first_ages(i);
    line.last = record.articles() - record.last_ages(i);
    line.placed = record.placed(i);
    line.below = record.below(i);
    line.use = static_cast<extract::ChromeUse>(record.uses(i));
    line.series = record.series(i);
    profile.lines.push_back(line);
  }
  return profile;
}

void StoreProfile(const extract::ChromeProfile& profile, storage::v1::Source* source) {
  storage::v1::Source::ChromeProfile* const record = source->mutable_profile();
  record->Clear();
  record->set_articles(profile.articles);
  for (const extract::SeenLine& line : profile.lines) {
    record->add_fingerprints(line.fingerprint);
    record->add_counts(line.articles);
    record->add_first_ages(profile.articles - line.first);
    record->add_last_ages(profile.articles - line.last);
    record->add_placed(line.placed);
    record->add_below(line.below);
    record->add_uses(static_cast<int32_t>(line.use));
    record->add_series(line.series);
  }
}

// Collects changed lines by their use.
class ChangeBuilder {
 public:
  void Add(extract::LineFingerprint line, extract::ChromeUse use) { lines_[use].push_back(line); }

  storage::v1::ChromeChange Build() const {
    storage::v1::ChromeChange change;
    for (const auto& [use, lines] : lines_) {
      storage::v1::ChromeChange::Lines* const out = change.add_lines();
      out->set_use(static_cast<int32_t>(use));
      out->mutable_fingerprints()->Add(lines.begin(), lines.end());
    }
    return change;
  }

 private:
  std::map<extract::ChromeUse, std::vector<extract::LineFingerprint>> lines_;
};

// Both sorted by fingerprint.
storage::v1::ChromeChange Difference(const std::vector<extract::ChromeLine>& before,
                                     const std::vector<extract::ChromeLine>& after) {
  ChangeBuilder change;
  auto old = before.begin();
  for (const extract::ChromeLine& line : after) {
    for (; old != before.end() && old->fingerprint < line.fingerprint; ++old) {
      change.Add(old->fingerprint, extract::ChromeUse::kNone);
    }
    const bool known = old != before.end() && old->fingerprint == line.fingerprint;
    if (!known || old->use != line.use) change.Add(line.fingerprint, line.use);
    if (known) ++old;
  }
  for (; old != before.end(); ++old) change.Add(old->fingerprint, extract::ChromeUse::kNone);
  return change.Build();
}

}  // namespace

extract::SiteChrome ChromeOf(const storage::v1::Source& record) {
  return extract::SiteChrome(extract::LearnedLines(ProfileOf(record)), record.chrome_revision());
}

SourceWriter::SourceWriter(WriteContext* context, absl::Time now)
    : context_(context), day_(DayOf(now)) {}

absl::StatusOr<SourceWriter::Entry*> SourceWriter::Load(const std::string& source_key) {
  const auto found = entries_.find(source_key);
  if (found != entries_.end()) return &found->second;
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<storage::v1::Source> stored,
                          context_->GetRecord<storage::v1::Source>(Family::kSources, source_key));
  Entry& entry = entries_[source_key];
  if (stored.has_value()) entry.record = *stored;
  entry.profile = ProfileOf(entry.record);
  entry.learned_before = extract::LearnedLines(entry.profile);
  return &entry;
}

// Days come in order but for a clock that was set back; such figures count for the newest day.
storage::v1::Source::Day* SourceWriter::Today(storage::v1::Source* record) const {
  auto* const days = record->mutable_days();
  if (days->empty() || days->rbegin()->day() < day_) {
    record->add_days()->set_day(day_);
    if (days->size() > kMaxSourceDays) days->DeleteSubrange(0, days->size() - kMaxSourceDays);
  }
  return &*days->rbegin();
}

absl::Status SourceWriter::AddArticle(const PreparedArticle& article, bool learn) {
  KHOTIN_ASSIGN_OR_RETURN(Entry* const entry, Load(article.source_key));
  entry->record.set_article_count(entry->record.article_count() + 1);
  Count(article.record, Today(&entry->record));
  if (learn) extract::LearnChrome(article.evidence.lesson(), &entry->profile);
  return absl::OkStatus();
}

absl::Status SourceWriter::AddRefusal(const std::string& source_key) {
  KHOTIN_ASSIGN_OR_RETURN(Entry* const entry, Load(source_key));
  entry->record.set_refused_count(entry->record.refused_count() + 1);
  storage::v1::Source::Day* const day = Today(&entry->record);
  day->set_refused(day->refused() + 1);
  return absl::OkStatus();
}

absl::StatusOr<bool> SourceWriter::IsTrusted(const std::string& source_key) {
  KHOTIN_ASSIGN_OR_RETURN(const Entry* const entry, Load(source_key));
  return entry->record.trusted();
}

absl::StatusOr<bool> SourceWriter::SetTrusted(const std::string& source_key, bool trusted) {
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<std::string> stored,
                          context_->Get(Family::kSources, source_key));
  if (!stored.has_value() && !trusted) {
    return absl::NotFoundError(absl::StrCat("source ", source_key, ": nothing has come of it"));
  }
  KHOTIN_ASSIGN_OR_RETURN(Entry* const entry, Load(source_key));
  if (entry->record.trusted() == trusted) return false;
  entry->record.set_trusted(trusted);
  return true;
}

absl::Status SourceWriter::Flush(int64_t revision) {
  for (auto& [source_key, entry] : entries_) {
    KHOTIN_RETURN_IF_ERROR(FlushEntry(source_key, revision, &entry));
  }
  return absl::OkStatus();
}

absl::Status SourceWriter::FlushEntry(const std::string& source_key, int64_t revision,
                                      Entry* entry) {
  StoreProfile(entry->profile, &entry->record);
  std::vector<extract::ChromeLine> learned = extract::LearnedLines(entry->profile);
  if (learned != entry->learned_before) {
    entry->record.set_chrome_revision(revision);
    KHOTIN_RETURN_IF_ERROR(context_->PutRecord(Family::kChrome, ChromeKey(source_key, revision),
                                               Difference(entry->learned_before, learned)));
    changes_[source_key] =
        std::make_shared<const extract::SiteChrome>(std::move(learned), revision);
  }
  return context_->PutRecord(Family::kSources, source_key, entry->record);
}

}  // namespace khotin::store
