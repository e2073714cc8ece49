#include "ingest/options.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "base/hash.h"
#include "base/version.h"
#include "rpc/channel_flags.h"
#include "text/utf8.h"

namespace khotin::ingest {
namespace {

constexpr char kDescription[] =
    "Reads scraped news articles, cleans and analyzes them, and stores them: in a store of its "
    "own\n"
    "(--store), through a server (--server), or nowhere (--dry-run prints what it made of them).";
constexpr char kFooter[] =
    "Exit codes: 0 everything was taken, 1 some inputs were refused (the rest is in; with\n"
    "--quarantine-ok 0, if all of them are in quarantine), 2 a mistake in the command, 3 nothing\n"
    "could be done or the run broke off: run it again.\n"
    "The command line goes before the file of --config, and that before the environment.";

struct Targets {
  CLI::Option* dry_run;
  CLI::Option* store;
  CLI::Option* server;
};

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::string CheckAddress(const std::string& address) {
  if (absl::StartsWith(address, "unix:") || absl::StartsWith(address, "unix-abstract:")) return "";
  const size_t colon = address.rfind(':');
  int port = 0;
  if (colon != std::string::npos && colon > 0 &&
      absl::SimpleAtoi(absl::string_view(address).substr(colon + 1), &port) && port > 0 &&
      port < 65536) {
    return "";
  }
  return "'" + address + "' is not of the form HOST:PORT or unix:PATH";
}

Targets AddTargets(CLI::App* app, Options* options) {
  Targets targets{};
  targets.dry_run =
      app->add_flag("--dry-run", options->dry_run,
                    "Print each clean article as one JSON object; store nothing (with --store or\n"
                    "--server, clean with what is known there of the sites)");
  targets.dry_run->envname("KHOTIN_DRY_RUN");
  targets.store = app->add_option("--store", options->store,
                                  "Write the store in this folder, which no server may have open");
  targets.store->envname("KHOTIN_STORE")->type_name("DIR");
  targets.server = app->add_option("--server", options->server, "Send to the server at HOST:PORT");
  targets.server->envname("KHOTIN_SERVER")->type_name("HOST:PORT");
  rpc::AddChannelFlags(app, &options->security);
  return targets;
}

// Options that are not kept as they are given.
struct Texts {
  std::string format = "auto";
  std::vector<std::string> map;
};

// Names are shown to people on one line.
std::string CheckSource(const std::string& source) {
  constexpr size_t kMaxBytes = 200;
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  if (source.size() <= kMaxBytes && text::ValidateUtf8(source).ok() &&
      std::none_of(source.begin(), source.end(), is_control)) {
    return "";
  }
  return "a source is at most 200 bytes of UTF-8 on one line";
}

void AddReading(CLI::App* app, Options* options, Texts* texts) {
  app->add_option("--format", texts->format, "What the inputs are: auto, text, html, jsonl or warc")
      ->envname("KHOTIN_FORMAT")
      ->check(CLI::IsMember({"auto", "text", "html", "jsonl", "warc"}))
      ->capture_default_str();
  app->add_option(
         "--map", texts->map,
         "Where JSON objects have a field, such as title=headline_vi,date=meta.day; may be "
         "given again")
      ->envname("KHOTIN_MAP")
      ->type_name("FIELD=PATH")
      ->allow_extra_args(false);
  app->add_option("--source", options->source, "The site or feed of documents that name none")
      ->envname("KHOTIN_SOURCE")
      ->type_name("NAME")
      ->check(CheckSource);
}

void AddRest(CLI::App* app, Options* options) {
  app->add_flag("--json", options->json, "Print one JSON object per document: what became of it")
      ->envname("KHOTIN_JSON");
  app->add_flag("--only-vietnamese", options->only_vietnamese,
                "Refuse articles in other languages (they go into quarantine)")
      ->envname("KHOTIN_ONLY_VIETNAMESE");
  app->add_flag(
         "--quarantine-ok", options->quarantine_ok,
         "Exit with 0 when all documents that were refused are in quarantine with their bytes")
      ->envname("KHOTIN_QUARANTINE_OK");
  app->add_option("--names", options->names,
                  "File of name rows that win over the built-in lists (docs/formats/names.md);\n"
                  "may be given again")
      ->envname("KHOTIN_NAMES")
      ->type_name("FILE")
      ->allow_extra_args(false);
  app->add_option("--jobs", options->jobs, "Threads that analyze; all cores unless given")
      ->envname("KHOTIN_JOBS")
      ->check(CLI::Range(1, 1024));
  app->add_option("--batch-size", options->batch_size, "Documents of one commit, at most")
      ->envname("KHOTIN_BATCH_SIZE")
      ->check(CLI::Range(1, 10000))
      ->capture_default_str();
  app->add_option("--progress-interval", options->progress_seconds,
                  "Seconds between progress lines in a log; 0 for none")
      ->envname("KHOTIN_PROGRESS_INTERVAL")
      ->check(CLI::Range(0, 86400))
      ->capture_default_str();
  app->add_option("PATH", options->paths,
                  "Files, folders with all that is in them, - for standard input");
}

// As options.h has it. A map is told by its hash when it is long or no text.
std::string ReadingOf(const Options& options, const Texts& texts) {
  constexpr size_t kMaxMapBytes = 1000;
  std::string reading = absl::StrCat("format=", texts.format);
  if (!options.source.empty()) absl::StrAppend(&reading, " source=", options.source);
  std::string map = absl::StrJoin(texts.map, ",");
  if (map.empty()) return reading;
  if (map.size() > kMaxMapBytes || !text::ValidateUtf8(map).ok()) {
    map = absl::StrCat("xxh3:", absl::Hex(base::Hash64(map), absl::kZeroPad16));
  }
  return absl::StrCat(reading, " map=", map);
}

void AddPull(CLI::App* app, Options* options) {
  app->add_option("--pull", options->pull,
                  "Fetch what is new of the feeds and sitemaps in this file first\n"
                  "(docs/formats/sources.md)")
      ->envname("KHOTIN_PULL")
      ->type_name("SOURCES");
  app->add_option("--pull-to", options->pull_to,
                  "Folder for what is fetched, taken in as PATH is; --inbox if not given")
      ->envname("KHOTIN_PULL_TO")
      ->type_name("DIR");
}

// KHOTIN_SERVER may well be set for the other programs.
void DropTargetsOfEnvironment(const CLI::App& app, const Targets& targets, Options* options) {
  const std::vector<CLI::Option*>& given = app.parse_order();
  const auto is_given = [&given](const CLI::Option* option) {
    return std::find(given.begin(), given.end(), option) != given.end();
  };
  if (!is_given(targets.dry_run) && !is_given(targets.store) && !is_given(targets.server)) return;
  if (!is_given(targets.dry_run)) options->dry_run = false;
  if (!is_given(targets.store)) options->store.clear();
  if (!is_given(targets.server)) options->server.clear();
}

// Throws CLI::ParseError.
void ResolvePull(const InboxTexts& inbox, Options* options) {
  if (options->pull.empty()) {
    if (!options->pull_to.empty()) throw CLI::ValidationError("--pull-to needs --pull");
    return;
  }
  if (inbox.watch) throw CLI::ValidationError("--pull and --watch exclude each other");
  if (!options->pull_to.empty()) {
    options->paths.push_back(options->pull_to);
  } else if (!inbox.inbox.empty()) {
    options->pull_to = inbox.inbox;
  } else {
    throw CLI::ValidationError("--pull needs --inbox or --pull-to");
  }
}

// Throws CLI::ParseError, as CLI::App::parse does.
void Parse(CLI::App* app, int argc, const char* const* argv, Options* options) {
  Texts texts;
  InboxTexts inbox;
  const Targets targets = AddTargets(app, options);
  AddReading(app, options, &texts);
  AddInboxOptions(app, &inbox);
  AddRest(app, options);
  AddPull(app, options);
  const std::string config = Environment("KHOTIN_CONFIG");
  app->set_config("--config", config, "A file with such options, one name = value a line",
                  !config.empty());
  app->allow_config_extras(CLI::config_extras_mode::error);
  app->parse(argc, argv);
  DropTargetsOfEnvironment(*app, targets, options);
  PreferCommandLine(*app, &inbox);
  if (!options->store.empty() && !options->server.empty()) {
    throw CLI::ValidationError("--store and --server exclude each other");
  }
  if (!options->dry_run && options->store.empty() && options->server.empty()) {
    throw CLI::ValidationError("one of --dry-run, --store and --server is needed");
  }
  const std::string mistake = options->server.empty() ? "" : CheckAddress(options->server);
  if (!mistake.empty()) throw CLI::ValidationError("--server", mistake);
  ResolvePull(inbox, options);
  options->format = *extract::ParseFormat(texts.format);
  auto fields = extract::JsonFieldMap::Parse(texts.map);
  if (!fields.ok()) throw CLI::ValidationError("--map", std::string(fields.status().message()));
  if (!fields->empty()) {
    options->fields = std::make_shared<const extract::JsonFieldMap>(*std::move(fields));
  }
  options->reading = ReadingOf(*options, texts);
  const absl::Status resolved =
      ResolveInboxOptions(inbox, options->dry_run, options->paths, &options->inbox);
  if (!resolved.ok()) throw CLI::ValidationError(std::string(resolved.message()));
  if (!options->inbox.folder.empty()) options->paths = {options->inbox.folder};
}

}  // namespace

absl::optional<Options> ParseOptions(int argc, const char* const* argv, int* exit_code) {
  CLI::App app(kDescription, "khotin-ingest");
  app.footer(kFooter);
  app.set_version_flag("--version", std::string("khotin-ingest ") + base::kVersion);
  Options options;
  options.jobs = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  try {
    Parse(&app, argc, argv, &options);
  } catch (const CLI::ParseError& error) {
    *exit_code = app.exit(error) == 0 ? kExitTaken : kExitUsage;
    return absl::nullopt;
  }
  return options;
}

}  // namespace khotin::ingest
