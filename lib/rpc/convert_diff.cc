#include "rpc/convert_diff.h"

#include <algorithm>
#include <string>
#include <vector>

#include "google/protobuf/util/message_differencer.h"
#include "rpc/convert.h"
#include "store/record_convert.h"
#include "text/passage_diff.h"

namespace khotin::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::util::MessageDifferencer;

v1::DiffKind KindOf(const text::PassageDiff& diff) {
  if (!diff.base.has_value()) return v1::DIFF_KIND_ADDED;
  if (!diff.passage.has_value()) return v1::DIFF_KIND_REMOVED;
  return diff.changes.empty() ? v1::DIFF_KIND_EQUAL : v1::DIFF_KIND_CHANGED;
}

void FillRange(const text::ByteRange& range, v1::ByteRange* message) {
  message->set_begin(static_cast<int32_t>(range.begin));
  message->set_end(static_cast<int32_t>(range.end));
}

void FillBlock(const text::PassageDiff& diff, const std::vector<text::Passage>& base,
               const std::vector<text::Passage>& passages, v1::BlockDiff* message) {
  message->set_kind(KindOf(diff));
  if (diff.base.has_value()) {
    const text::Passage& passage = base[*diff.base];
    message->set_field(static_cast<v1::TextField>(passage.field));
    message->set_base_text(std::string(passage.text));
    if (passage.field == text::Field::kBody) message->set_base_block(passage.block);
  }
  if (diff.passage.has_value()) {
    const text::Passage& passage = passages[*diff.passage];
    message->set_field(static_cast<v1::TextField>(passage.field));
    message->set_text(std::string(passage.text));
    if (passage.field == text::Field::kBody) message->set_block(passage.block);
  }
  for (const text::TextChange& change : diff.changes) {
    FillRange(change.base, message->add_base_changes());
    FillRange(change.text, message->add_changes());
  }
}

// Of a property of the text other than those that are compared as text. What the store adds has
// numbers from 30 on, see Article.
bool IsCompared(const FieldDescriptor& field) {
  constexpr int kFirstOfStore = 30;
  switch (field.number()) {
    case v1::Article::kNameFieldNumber:
    case v1::Article::kTitleFieldNumber:
    case v1::Article::kLeadFieldNumber:
    case v1::Article::kBodyFieldNumber:
      return false;
    default:
      return field.number() < kFirstOfStore;
  }
}

// Whether a block that stands on both sides has another kind or credit.
bool BlocksDiffer(const v1::DiffArticlesResponse& response, const storage::v1::Article& base,
                  const storage::v1::Article& article) {
  return std::any_of(response.blocks().begin(), response.blocks().end(),
                     [&](const v1::BlockDiff& diff) {
                       if (!diff.has_base_block() || !diff.has_block()) return false;
                       const storage::v1::Block& before = base.body(diff.base_block());
                       const storage::v1::Block& after = article.body(diff.block());
                       return before.kind() != after.kind() || before.credit() != after.credit();
                     });
}

void FillChangedFields(v1::DiffArticlesResponse* response) {
  MessageDifferencer differencer;
  differencer.IgnoreField(
      v1::PublishTime::descriptor()->FindFieldByNumber(v1::PublishTime::kLineFieldNumber));
  const google::protobuf::Descriptor& article = *v1::Article::descriptor();
  for (int i = 0; i < article.field_count(); ++i) {
    const FieldDescriptor* const field = article.field(i);
    if (IsCompared(*field) &&
        !differencer.CompareWithFields(response->base(), response->article(), {field}, {field})) {
      response->add_changed_fields(field->name());
    }
  }
}

}  // namespace

v1::DiffArticlesResponse DiffMessage(const ArticleVersion& base, const ArticleVersion& article) {
  v1::DiffArticlesResponse response;
  *response.mutable_base() = ArticleMessage(base.id, base.record, v1::ARTICLE_VIEW_BASIC);
  *response.mutable_article() = ArticleMessage(article.id, article.record, v1::ARTICLE_VIEW_BASIC);
  const std::vector<text::Passage> old_passages = store::PassagesOf(base.record);
  const std::vector<text::Passage> new_passages = store::PassagesOf(article.record);
  for (const text::PassageDiff& diff : text::DiffPassages(old_passages, new_passages)) {
    FillBlock(diff, old_passages, new_passages, response.add_blocks());
  }
  FillChangedFields(&response);
  if (BlocksDiffer(response, base.record, article.record)) response.add_changed_fields("body");
  return response;
}

void OmitEqualTexts(v1::DiffArticlesResponse* diff) {
  for (v1::BlockDiff& block : *diff->mutable_blocks()) {
    if (block.kind() != v1::DIFF_KIND_EQUAL) continue;
    block.clear_base_text();
    block.clear_text();
  }
  diff->set_equal_texts_omitted(true);
}

}  // namespace khotin::rpc
