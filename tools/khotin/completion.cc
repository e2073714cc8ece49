#include "tools/khotin/completion.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"

namespace khotin::cli {
namespace {

struct Choice {
  std::string word;
  std::string help;  // one line
};

struct Flag {
  std::vector<std::string> words;  // "-h", "--help"
  std::string help;
  bool takes_value = false;
  std::vector<std::string> values;  // all there are; empty for any
};

// A command, by the words that lead to it: "khotin", "khotin quarantine list".
struct Place {
  std::string path;
  std::vector<Choice> commands;
  std::vector<Flag> flags;
};

std::string FirstSentence(const std::string& text) {
  const std::string line = absl::StrReplaceAll(text, {{"\n", " "}});
  return line.substr(0, line.find_first_of(".:;"));
}

// Of "TEXT:{day,month}" the words between the braces.
std::vector<std::string> ValuesOf(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const size_t begin = type.find('{');
  const size_t end = type.find('}', begin == std::string::npos ? 0 : begin);
  if (begin == std::string::npos || end == std::string::npos) return {};
  return absl::StrSplit(type.substr(begin + 1, end - begin - 1), ',');
}

Flag FlagOf(const CLI::Option& option) {
  Flag flag;
  for (const std::string& name : option.get_snames()) flag.words.push_back(absl::StrCat("-", name));
  for (const std::string& name : option.get_lnames()) {
    flag.words.push_back(absl::StrCat("--", name));
  }
  flag.help = FirstSentence(option.get_description());
  flag.takes_value = option.get_items_expected_max() > 0;
  flag.values = ValuesOf(option);
  return flag;
}

void AddPlaces(const CLI::App& app, const std::string& path, std::vector<Place>* places) {
  Place place;
  place.path = path;
  const std::vector<const CLI::App*> commands =
      app.get_subcommands([](const CLI::App*) { return true; });
  for (const CLI::App* const command : commands) {
    place.commands.push_back({command->get_name(), FirstSentence(command->get_description())});
  }
  for (const CLI::Option* const option : app.get_options()) {
    if (option->nonpositional()) place.flags.push_back(FlagOf(*option));
  }
  places->push_back(std::move(place));
  for (const CLI::App* const command : commands) {
    AddPlaces(*command, absl::StrCat(path, " ", command->get_name()), places);
  }
}

std::vector<Place> PlacesOf(const CLI::App& app) {
  std::vector<Place> places;
  AddPlaces(app, app.get_name(), &places);
  return places;
}

// In single quotes, for any of the shells.
std::string Quote(const std::string& text) {
  return absl::StrCat("'", absl::StrReplaceAll(text, {{"'", "’"}}), "'");
}

// Lines of `case "$place" in`: what can stand at a place.
std::string WordCases(const std::vector<Place>& places) {
  std::string cases;
  for (const Place& place : places) {
    std::vector<std::string> words;
    for (const Choice& command : place.commands) words.push_back(command.word);
    for (const Flag& flag : place.flags)
      words.insert(words.end(), flag.words.begin(), flag.words.end());
    absl::StrAppend(&cases, "    ", Quote(place.path), ") words=", Quote(absl::StrJoin(words, " ")),
                    " ;;\n");
  }
  return cases;
}

// Lines of `case "$place $previous" in`, which set `variable` to what an option's value can be;
// empty for any.
std::string ValueCases(const std::vector<Place>& places, absl::string_view variable) {
  std::string cases;
  for (const Place& place : places) {
    for (const Flag& flag : place.flags) {
      if (!flag.takes_value) continue;
      for (const std::string& word : flag.words) {
        absl::StrAppend(&cases, "    ", Quote(absl::StrCat(place.path, " ", word)), ") ", variable,
                        "=", Quote(absl::StrJoin(flag.values, " ")), " ;;\n");
      }
    }
  }
  return cases;
}

std::string PlacePattern(const std::vector<Place>& places) {
  return absl::StrJoin(places, "|", [](std::string* out, const Place& place) {
    absl::StrAppend(out, Quote(place.path));
  });
}

constexpr char kBash[] = R"(# Completion of @PROGRAM@ for bash: source <(@PROGRAM@ completion bash)
_@PROGRAM@() {
  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"
  local place='@PROGRAM@' words='' word
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$place $word" in @PLACES@) place="$place $word" ;; esac
  done
  case "$place" in
@WORDS@  esac
  case "$place $previous" in
@VALUES@  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _@PROGRAM@ @PROGRAM@
)";

// A place's commands and options with what they are, for _describe.
std::string DescribedCases(const std::vector<Place>& places) {
  std::string cases;
  for (const Place& place : places) {
    std::vector<std::string> words;
    const auto add = [&words](const std::string& word, const std::string& help) {
      words.push_back(Quote(absl::StrCat(absl::StrReplaceAll(word, {{":", "\\:"}}), ":", help)));
    };
    for (const Choice& command : place.commands) add(command.word, command.help);
    for (const Flag& flag : place.flags) {
      for (const std::string& word : flag.words) add(word, flag.help);
    }
    absl::StrAppend(&cases, "    ", Quote(place.path), ") described=(", absl::StrJoin(words, " "),
                    ") ;;\n");
  }
  return cases;
}

constexpr char kZsh[] = R"(# Completion of @PROGRAM@ for zsh: source <(@PROGRAM@ completion zsh)
_@PROGRAM@() {
  local place='@PROGRAM@' previous="${words[CURRENT-1]}" values='-' word
  local -a described
  for word in "${(@)words[2,CURRENT-1]}"; do
    case "$place $word" in @PLACES@) place="$place $word" ;; esac
  done
  case "$place" in
@WORDS@  esac
  case "$place $previous" in
@VALUES@  esac
  if [[ "$values" == '-' ]]; then
    _describe '@PROGRAM@' described
    _files
  elif [[ -n "$values" ]]; then
    compadd -- ${(s: :)values}
  else
    _files
  fi
}
compdef _@PROGRAM@ @PROGRAM@
)";

// A test that is true at a place of fish's command line.
std::string FishCondition(const Place& place) {
  return absl::StrCat("test (__@PROGRAM@_place) = ", Quote(place.path));
}

constexpr char kFish[] = R"(# Completion of @PROGRAM@ for fish: @PROGRAM@ completion fish | source
function __@PROGRAM@_place
  set -l place @PROGRAM@
  for word in (commandline -opc)[2..]
    contains -- "$place $word" @PLACES@; and set place "$place $word"
  end
  echo $place
end
)";

std::string FillIn(const CLI::App& app, const std::string& text) {
  return absl::StrReplaceAll(text, {{"@PROGRAM@", app.get_name()}});
}

}  // namespace

std::string BashCompletion(const CLI::App& app) {
  const std::vector<Place> places = PlacesOf(app);
  return FillIn(app, absl::StrReplaceAll(kBash, {{"@PLACES@", PlacePattern(places)},
                                                 {"@WORDS@", WordCases(places)},
                                                 {"@VALUES@", ValueCases(places, "words")}}));
}

std::string ZshCompletion(const CLI::App& app) {
  const std::vector<Place> places = PlacesOf(app);
  return FillIn(app, absl::StrReplaceAll(kZsh, {{"@PLACES@", PlacePattern(places)},
                                                {"@WORDS@", DescribedCases(places)},
                                                {"@VALUES@", ValueCases(places, "values")}}));
}

std::string FishCompletion(const CLI::App& app) {
  const std::vector<Place> places = PlacesOf(app);
  std::string text = absl::StrReplaceAll(
      kFish, {{"@PLACES@", absl::StrReplaceAll(PlacePattern(places), {{"|", " "}})}});
  for (const Place& place : places) {
    const std::string at = absl::StrCat("complete -c @PROGRAM@ -n \"", FishCondition(place), "\"");
    for (const Choice& command : place.commands) {
      absl::StrAppend(&text, at, " -f -a ", command.word, " -d ", Quote(command.help), "\n");
    }
    for (const Flag& flag : place.flags) {
      absl::StrAppend(&text, at);
      for (const std::string& word : flag.words) {
        const bool is_long = word.size() > 2;
        absl::StrAppend(&text, is_long ? " -l " : " -s ", word.substr(is_long ? 2 : 1));
      }
      if (flag.takes_value) absl::StrAppend(&text, " -r");
      if (!flag.values.empty()) {
        absl::StrAppend(&text, " -f -a ", Quote(absl::StrJoin(flag.values, " ")));
      }
      absl::StrAppend(&text, " -d ", Quote(flag.help), "\n");
    }
  }
  return FillIn(app, text);
}

}  // namespace khotin::cli
