#include "extract/latin_entities.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"

namespace khotin::extract {
namespace {

// Of a reference behind its "&", with the ";".
constexpr size_t kMaxName = 10;

const absl::flat_hash_map<absl::string_view, uint32_t>& LatinNames() {
  static const auto* const names = [] {
    auto* const made = new absl::flat_hash_map<absl::string_view, uint32_t>;
    for (uint32_t number = 0xa0; number < 0x100; ++number) {
      const htmlEntityDesc* const entity = htmlEntityValueLookup(number);
      if (entity != nullptr) made->emplace(entity->name, number);
    }
    return made;
  }();
  return *names;
}

// The number of the character that `name`, between "&" and ";", stands for; 0 when it is unknown.
uint32_t NumberOf(absl::string_view name) {
  uint32_t number = 0;
  if (absl::ConsumePrefix(&name, "#")) {
    const bool hex = absl::ConsumePrefix(&name, "x") || absl::ConsumePrefix(&name, "X");
    const bool sound = !name.empty() && name.find_first_of("+- \t") == name.npos &&
                       (hex ? absl::SimpleHexAtoi(name, &number) : absl::SimpleAtoi(name, &number));
    return sound ? number : 0;
  }
  const auto found = LatinNames().find(name);
  return found == LatinNames().end() ? 0 : found->second;
}

}  // namespace

int CountLetterEntities(absl::string_view page) {
  int count = 0;
  for (size_t at = page.find('&'); at != absl::string_view::npos; at = page.find('&', at + 1)) {
    const absl::string_view name = page.substr(at + 1, kMaxName);
    const size_t end = name.find(';');
    const uint32_t number = end == absl::string_view::npos ? 0 : NumberOf(name.substr(0, end));
    if (number >= 0xc0 && number < 0x100) ++count;
  }
  return count;
}

std::string EntitiesToBytes(absl::string_view page) {
  std::string out;
  out.reserve(page.size());
  size_t at = 0;
  while (at < page.size()) {
    const size_t begin = std::min(page.find('&', at), page.size());
    out.append(page.data() + at, begin - at);
    at = begin;
    if (at == page.size()) break;
    const absl::string_view name = page.substr(at + 1, kMaxName);
    const size_t end = name.find(';');
    const uint32_t number = end == absl::string_view::npos ? 0 : NumberOf(name.substr(0, end));
    const bool one_byte = number >= 0x80 && number < 0x100;
    out.push_back(one_byte ? static_cast<char>(number) : '&');
    at += one_byte ? end + 2 : 1;
  }
  return out;
}

}  // namespace khotin::extract
