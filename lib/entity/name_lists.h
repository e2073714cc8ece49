// The name lists that recognition and linking lean on, and a user's own beside them.
//
//   KHOTIN_ASSIGN_OR_RETURN(auto names, entity::LoadNames({"our_names.tsv"}));
//   auto recognizer = entity::NewRecognizer(names);
#ifndef KHOTIN_ENTITY_NAME_LISTS_H_
#define KHOTIN_ENTITY_NAME_LISTS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace khotin::entity {

namespace rules {
class Lexicon;
}  // namespace rules

// The lists of models/names alone, compiled on first use; the same object each time.
std::shared_ptr<const rules::Lexicon> BuiltInNames();

// The rows of a user's list, in NFC, without comments (docs/formats/names.md says what it may
// hold). `name` stands for `content` in errors: INVALID_ARGUMENT names it, the line and the reason.
absl::StatusOr<std::vector<std::string>> ParseNames(absl::string_view name,
                                                    absl::string_view content);

// The built-in lists with the rows of the files at `paths`, which win over them and over those of
// the files after them; without paths BuiltInNames(). Errors as of ParseNames; NOT_FOUND for a file
// that cannot be read.
absl::StatusOr<std::shared_ptr<const rules::Lexicon>> LoadNames(
    absl::Span<const std::string> paths);

}  // namespace khotin::entity

#endif  // KHOTIN_ENTITY_NAME_LISTS_H_
