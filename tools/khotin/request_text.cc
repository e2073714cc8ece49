#include "tools/khotin/request_text.h"

#include <string>
#include <vector>

#include "base/status.h"
#include "google/protobuf/descriptor.h"
#include "text/utf8.h"

namespace khotin::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

absl::Status CheckText(const std::string& text, const FieldDescriptor& field) {
  const absl::Status valid = text::ValidateUtf8(text);
  return valid.ok() ? valid : base::Annotate(valid, field.name());
}

absl::Status CheckField(const Message& message, const FieldDescriptor& field) {
  const Reflection& values = *message.GetReflection();
  const bool is_text = field.type() == FieldDescriptor::TYPE_STRING;
  const bool is_message = field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
  if (!field.is_repeated()) {
    if (is_text) return CheckText(values.GetString(message, &field), field);
    return is_message ? CheckTexts(values.GetMessage(message, &field)) : absl::OkStatus();
  }
  for (int i = 0; i < values.FieldSize(message, &field); ++i) {
    if (is_text) {
      KHOTIN_RETURN_IF_ERROR(CheckText(values.GetRepeatedString(message, &field, i), field));
    } else if (is_message) {
      KHOTIN_RETURN_IF_ERROR(CheckTexts(values.GetRepeatedMessage(message, &field, i)));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckTexts(const Message& request) {
  std::vector<const FieldDescriptor*> fields;
  request.GetReflection()->ListFields(request, &fields);
  for (const FieldDescriptor* field : fields) {
    KHOTIN_RETURN_IF_ERROR(CheckField(request, *field));
  }
  return absl::OkStatus();
}

}  // namespace khotin::cli
