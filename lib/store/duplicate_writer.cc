#include "store/duplicate_writer.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "store/cluster_choice.h"
#include "store/keys.h"
#include "store/prepared_article.h"

namespace khotin::store {
namespace {

// Uniting moves articles within the commit; this bounds it. Larger clusters stay two.
constexpr int64_t kMaxMoved = 256;

int Quality(const storage::v1::Article& record) {
  constexpr int kTitle = 2;
  constexpr int kDate = 1;
  return (record.title().empty() ? 0 : kTitle) + (record.has_published() ? kDate : 0);
}

storage::v1::ClusterMember MemberOf(const std::string& article_id,
                                    const storage::v1::Article& record,
                                    const dedupe::Signature& signature, bool trusted) {
  storage::v1::ClusterMember member;
  member.set_article(article_id);
  member.set_body_number(record.body_number());
  member.set_quality(Quality(record));
  member.set_words(static_cast<int64_t>(signature.words.size()));
  member.set_publish_seconds(PublishSeconds(record));
  member.set_trusted(trusted);
  return member;
}

void SetMatch(const DuplicateMatch& match, storage::v1::DuplicateMatch* record) {
  record->set_article(match.article_id);
  record->set_relation(static_cast<int32_t>(match.relation));
  record->set_jaccard(match.jaccard);
  record->set_containment(match.containment);
  record->set_match_containment(match.match_containment);
}

}  // namespace

DuplicateWriter::DuplicateWriter(WriteContext* context, SignatureCache* cache,
                                 storage::v1::State* state)
    : context_(context),
      cache_(cache),
      state_(state),
      bodies_(context, cache),
      clusters_(context, state) {}

absl::StatusOr<std::vector<DuplicateMatch>> DuplicateWriter::Add(const std::string& article_id,
                                                                 const dedupe::Signature& signature,
                                                                 bool trusted,
                                                                 const std::string& vacated_cluster,
                                                                 storage::v1::Article* record) {
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<uint32_t> copy, bodies_.FindExact(signature));
  std::vector<BodyMatch> matches;
  SketchEntries entries;
  if (copy.has_value()) {
    KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Body body, MustGetBody(context_, *copy));
    matches.push_back({*copy, body.article(), body.cluster(), dedupe::Compare(signature, signature),
                       dedupe::Relation::kExact});
    record->set_body_number(*copy);
  } else {
    KHOTIN_ASSIGN_OR_RETURN(entries, bodies_.Load(signature));
    KHOTIN_ASSIGN_OR_RETURN(matches, bodies_.FindMatches(signature, entries, ""));
    state_->set_body_number(state_->body_number() + 1);
    record->set_body_number(state_->body_number());
  }
  storage::v1::ClusterMember member = MemberOf(article_id, *record, signature, trusted);
  std::vector<DuplicateMatch> met;
  met.reserve(matches.size());
  for (const BodyMatch& match : matches) met.push_back(ToDuplicateMatch(match));
  if (!met.empty()) SetMatch(met.front(), member.mutable_match());
  KHOTIN_ASSIGN_OR_RETURN(const FoundCluster cluster,
                          ClusterFor(signature, member, matches, vacated_cluster));
  record->set_cluster(cluster.id);
  KHOTIN_ASSIGN_OR_RETURN(const uint32_t place, clusters_.Join(cluster, member));
  record->set_cluster_place(place);
  if (copy.has_value()) {
    KHOTIN_RETURN_IF_ERROR(AddToBody(article_id, *copy));
  } else {
    KHOTIN_RETURN_IF_ERROR(EnterBody(article_id, signature, entries, record));
  }
  return met;
}

absl::StatusOr<FoundCluster> DuplicateWriter::ClusterFor(const dedupe::Signature& signature,
                                                         const storage::v1::ClusterMember& member,
                                                         const std::vector<BodyMatch>& matches,
                                                         const std::string& vacated_cluster) {
  KHOTIN_ASSIGN_OR_RETURN(absl::optional<FoundCluster> chosen,
                          ChooseCluster(context_, &bodies_, signature, matches));
  if (!chosen.has_value()) {
    return clusters_.Create(vacated_cluster, signature.fingerprint.ToBytes());
  }
  FoundCluster cluster = *std::move(chosen);
  // As it will be once the article is in.
  SignatureCache::Entry canonical;
  const auto& record = cluster.record;
  if (!Outranks(member, record.next_place(), record.canonical(), record.canonical_place())) {
    KHOTIN_ASSIGN_OR_RETURN(canonical, bodies_.SignatureOf(record.canonical().body_number(),
                                                           record.canonical().article()));
  }
  std::set<std::string> tried = {cluster.id};
  for (const BodyMatch& match : matches) {
    if (!MakesOneCluster(match.relation, match.comparison)) continue;
    KHOTIN_ASSIGN_OR_RETURN(FoundCluster other, MustFindCluster(context_, match.cluster));
    if (!tried.insert(other.id).second) continue;
    KHOTIN_ASSIGN_OR_RETURN(
        cluster, UniteWith(cluster, canonical == nullptr ? signature : *canonical, other));
    tried.insert(cluster.id);
  }
  return cluster;
}

absl::StatusOr<FoundCluster> DuplicateWriter::UniteWith(const FoundCluster& cluster,
                                                        const dedupe::Signature& canonical,
                                                        FoundCluster other) {
  KHOTIN_ASSIGN_OR_RETURN(const SignatureCache::Entry center,
                          bodies_.SignatureOf(other.record.canonical().body_number(),
                                              other.record.canonical().article()));
  const int64_t size = cluster.record.article_count();
  const int64_t other_size = other.record.article_count();
  if (std::min(size, other_size) > kMaxMoved || !CanonicalsMeet(canonical, *center)) return cluster;
  united_.push_back(other_size > size ? cluster.id : other.id);
  return other_size > size ? clusters_.Unite(cluster, std::move(other), &moved_)
                           : clusters_.Unite(other, cluster, &moved_);
}

absl::Status DuplicateWriter::EnterBody(const std::string& article_id,
                                        const dedupe::Signature& signature,
                                        const SketchEntries& entries,
                                        storage::v1::Article* record) {
  const uint32_t number = record->body_number();
  storage::v1::Body body;
  body.set_article(article_id);
  body.set_article_count(1);
  body.set_cluster(record->cluster());
  KHOTIN_RETURN_IF_ERROR(context_->PutRecord(Family::kBodies, BigEndian32(number), body));
  KHOTIN_RETURN_IF_ERROR(
      context_->Put(Family::kFingerprints, signature.fingerprint.ToBytes(), BigEndian32(number)));
  for (size_t i = 0; i < entries.keys.size(); ++i) {
    if (entries.bodies[i].size() >= kMaxSketchBodies) continue;
    std::vector<uint32_t> numbers = entries.bodies[i];
    numbers.push_back(number);
    KHOTIN_RETURN_IF_ERROR(
        context_->Put(Family::kSketches, entries.keys[i], EncodeBodyNumbers(numbers)));
  }
  return absl::OkStatus();
}

absl::Status DuplicateWriter::AddToBody(const std::string& article_id, uint32_t number) {
  KHOTIN_ASSIGN_OR_RETURN(storage::v1::Body body, MustGetBody(context_, number));
  if (body.article() == article_id) {
    return absl::DataLossError(absl::StrCat("article ", article_id, " is in its body already"));
  }
  body.set_article_count(body.article_count() + 1);
  return context_->PutRecord(Family::kBodies, BigEndian32(number), body);
}

absl::Status DuplicateWriter::Remove(const std::string& article_id,
                                     const storage::v1::Article& record) {
  const uint32_t number = record.body_number();
  KHOTIN_ASSIGN_OR_RETURN(storage::v1::Body body, MustGetBody(context_, number));
  KHOTIN_RETURN_IF_ERROR(clusters_.Leave(record.cluster(), record.cluster_place()));
  if (body.article_count() < 2) return DropBody(SignatureOfRecord(record), number);
  if (body.article() == article_id) {
    KHOTIN_ASSIGN_OR_RETURN(const std::string other,
                            OtherArticleOf(context_, number, body, article_id));
    body.set_article(other);
    cache_->Erase(number);
  }
  body.set_article_count(body.article_count() - 1);
  return context_->PutRecord(Family::kBodies, BigEndian32(number), body);
}

absl::Status DuplicateWriter::DropBody(const dedupe::Signature& signature, uint32_t number) {
  cache_->Erase(number);
  KHOTIN_RETURN_IF_ERROR(context_->Delete(Family::kBodies, BigEndian32(number)));
  KHOTIN_RETURN_IF_ERROR(context_->Delete(Family::kFingerprints, signature.fingerprint.ToBytes()));
  KHOTIN_ASSIGN_OR_RETURN(SketchEntries entries, bodies_.Load(signature));
  for (size_t i = 0; i < entries.keys.size(); ++i) {
    std::vector<uint32_t>& numbers = entries.bodies[i];
    const auto it = std::find(numbers.begin(), numbers.end(), number);
    if (it == numbers.end()) continue;
    numbers.erase(it);
    KHOTIN_RETURN_IF_ERROR(numbers.empty() ? context_->Delete(Family::kSketches, entries.keys[i])
                                           : context_->Put(Family::kSketches, entries.keys[i],
                                                           EncodeBodyNumbers(numbers)));
  }
  return absl::OkStatus();
}

absl::Status DuplicateWriter::Replace(const std::string& article_id,
                                      const dedupe::Signature& signature, bool trusted,
                                      const storage::v1::Article& old,
                                      storage::v1::Article* record) {
  record->set_cluster(old.cluster());
  record->set_cluster_place(old.cluster_place());
  record->set_body_number(old.body_number());
  cache_->Erase(old.body_number());
  storage::v1::ClusterMember member = MemberOf(article_id, *record, signature, trusted);
  KHOTIN_ASSIGN_OR_RETURN(
      const auto before,
      context_->MustGetRecord<storage::v1::ClusterMember>(
          Family::kClusterMembers, ClusterMemberKey(old.cluster(), old.cluster_place()),
          "cluster member"));
  if (before.has_match()) *member.mutable_match() = before.match();
  return clusters_.Update(old.cluster(), old.cluster_place(), member);
}

}  // namespace khotin::store
