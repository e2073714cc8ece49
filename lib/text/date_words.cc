#include "text/date_words.h"

#include <algorithm>
#include <iterator>

namespace khotin::text {
namespace {

struct NumberedWord {
  absl::string_view word;
  int number;
};

constexpr NumberedWord kMonths[] = {
    {"abr", 4},        {"abril", 4},      {"ago", 8},        {"agosto", 8},    {"agustus", 8},
    {"aou", 8},        {"aout", 8},       {"août", 8},       {"apr", 4},       {"april", 4},
    {"aprile", 4},     {"aug", 8},        {"august", 8},     {"augustus", 8},  {"avr", 4},
    {"avril", 4},      {"dec", 12},       {"december", 12},  {"decembre", 12}, {"des", 12},
    {"desember", 12},  {"dez", 12},       {"dezember", 12},  {"dezembro", 12}, {"dic", 12},
    {"dicembre", 12},  {"diciembre", 12}, {"décembre", 12},  {"ene", 1},       {"enero", 1},
    {"feb", 2},        {"febbraio", 2},   {"febrero", 2},    {"februar", 2},   {"februari", 2},
    {"february", 2},   {"fevereiro", 2},  {"fevrier", 2},    {"février", 2},   {"gennaio", 1},
    {"giugno", 6},     {"jan", 1},        {"janeiro", 1},    {"januar", 1},    {"januari", 1},
    {"january", 1},    {"janvier", 1},    {"jul", 7},        {"juli", 7},      {"julho", 7},
    {"julio", 7},      {"july", 7},       {"juillet", 7},    {"jun", 6},       {"june", 6},
    {"junho", 6},      {"juni", 6},       {"junio", 6},      {"luglio", 7},    {"maart", 3},
    {"maggio", 5},     {"mai", 5},        {"maio", 5},       {"mar", 3},       {"march", 3},
    {"maret", 3},      {"marzo", 3},      {"março", 3},      {"may", 5},       {"mayo", 5},
    {"mei", 5},        {"märz", 3},       {"mrt", 3},        {"nov", 11},      {"november", 11},
    {"novembre", 11},  {"novembro", 11},  {"noviembre", 11}, {"oct", 10},      {"october", 10},
    {"octobre", 10},   {"octubre", 10},   {"okt", 10},       {"oktober", 10},  {"ottobre", 10},
    {"outubro", 10},   {"sep", 9},        {"sept", 9},       {"september", 9}, {"septembre", 9},
    {"septiembre", 9}, {"setembro", 9},   {"settembre", 9},
};

constexpr NumberedWord kZones[] = {
    {"acst", 570}, {"aedt", 660}, {"aest", 600}, {"akdt", -480}, {"akst", -540}, {"awst", 480},
    {"cdt", -300}, {"cest", 120}, {"cet", 60},   {"edt", -240},  {"eest", 180},  {"eet", 120},
    {"est", -300}, {"hkt", 480},  {"hst", -600}, {"ict", 420},   {"jst", 540},   {"kst", 540},
    {"mdt", -360}, {"msk", 180},  {"mst", -420}, {"nzdt", 780},  {"nzst", 720},  {"pdt", -420},
    {"pst", -480}, {"sgt", 480},  {"wib", 420},
};

constexpr absl::string_view kVagueZones[] = {"bst", "cst", "ct", "et", "ist", "mt", "pt"};

constexpr absl::string_view kWeekdays[] = {
    "cn",       "fri", "friday", "mon",     "monday", "sat",  "saturday",  "sun",  "sunday",
    "t2",       "t3",  "t4",     "t5",      "t6",     "t7",   "thu",       "thur", "thurs",
    "thursday", "tue", "tues",   "tuesday", "wed",    "weds", "wednesday",
};

constexpr absl::string_view kOrdinalEndings[] = {"nd", "rd", "st", "th"};

template <typename List>
const NumberedWord* Find(const List& list, absl::string_view word) {
  const auto* const at =
      std::find_if(std::begin(list), std::end(list),
                   [word](const NumberedWord& known) { return known.word == word; });
  return at == std::end(list) ? nullptr : at;
}

template <typename List>
bool Contains(const List& list, absl::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

}  // namespace

int MonthNamed(absl::string_view word) {
  if (word.size() < 3) return 0;
  const NumberedWord* month = Find(kMonths, word);
  return month == nullptr ? 0 : month->number;
}

bool IsWeekday(absl::string_view word) { return Contains(kWeekdays, word); }

bool IsOrdinalEnding(absl::string_view word) { return Contains(kOrdinalEndings, word); }

absl::optional<int> ZoneOffset(absl::string_view word) {
  const NumberedWord* zone = Find(kZones, word);
  if (zone == nullptr) return absl::nullopt;
  return zone->number;
}

bool IsVagueZone(absl::string_view word) { return Contains(kVagueZones, word); }

}  // namespace khotin::text
