#include "engine_runner.h"

#include <time.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "base/status.h"

namespace khotin::benchmarks {
namespace {

constexpr size_t kPasses = 3;
// No class has more of the first pass than this; what is left of it then is not asked.
constexpr double kClassSeconds = 60;

double Seconds(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

// Of the calling thread, of all threads and of the wall.
struct Clocks {
  double thread = Seconds(CLOCK_THREAD_CPUTIME_ID);
  double process = Seconds(CLOCK_PROCESS_CPUTIME_ID);
  double wall = Seconds(CLOCK_MONOTONIC);
};

struct QueryTimes {
  std::array<double, kPasses> cpu{};
  std::array<double, kPasses> wall{};
};

double Middle(std::array<double, kPasses> values) {
  std::sort(values.begin(), values.end());
  return values[kPasses / 2];
}

// Memory of the process that is no file's, in bytes; 0 where the system does not say.
uint64_t AnonymousMemory() {
  std::ifstream status("/proc/self/status");
  std::string line;
  while (std::getline(status, line)) {
    absl::string_view field = line;
    if (!absl::ConsumePrefix(&field, "RssAnon:")) continue;
    return std::stoull(std::string(field)) * 1024;
  }
  return 0;
}

struct Arguments {
  std::string documents;
  std::string queries;
  std::string folder;
  std::string results;
  bool reuse = false;
};

class PeerRun {
 public:
  PeerRun(const Arguments& arguments, PeerEngineFactory factory)
      : arguments_(arguments), factory_(factory), results_(PartPath()) {}

  absl::Status Run() {
    if (!arguments_.reuse) KHOTIN_RETURN_IF_ERROR(Build());
    CopyFigures();
    KHOTIN_ASSIGN_OR_RETURN(const auto queries, ReadPeerQueries(arguments_.queries));
    const std::unique_ptr<PeerEngine> engine = factory_(arguments_.folder);
    KHOTIN_RETURN_IF_ERROR(engine->Open());
    KHOTIN_RETURN_IF_ERROR(Ask(engine.get(), queries));
    results_.close();
    std::error_code error;
    std::filesystem::rename(PartPath(), arguments_.results, error);
    if (results_ && !error) return absl::OkStatus();
    return absl::UnavailableError(arguments_.results + ": cannot be written");
  }

 private:
  // Results that are not complete have another name.
  std::string PartPath() const { return arguments_.results + ".part"; }
  std::string FiguresPath() const { return arguments_.folder + ".figures.tsv"; }

  absl::Status Build() {
    std::error_code error;
    std::filesystem::remove_all(arguments_.folder, error);
    std::filesystem::create_directories(arguments_.folder, error);
    if (error) return absl::UnavailableError(arguments_.folder + ": " + error.message());
    const std::unique_ptr<PeerEngine> engine = factory_(arguments_.folder);
    PeerDocumentReader reader(arguments_.documents);
    PeerDocument document;
    uint64_t count = 0;
    const Clocks before;
    double reading = 0;
    for (;;) {
      const double start = Seconds(CLOCK_THREAD_CPUTIME_ID);
      KHOTIN_ASSIGN_OR_RETURN(const bool more, reader.Next(&document));
      reading += Seconds(CLOCK_THREAD_CPUTIME_ID) - start;
      if (!more) break;
      KHOTIN_RETURN_IF_ERROR(engine->Add(count++, document));
    }
    KHOTIN_RETURN_IF_ERROR(engine->Finish());
    const Clocks after;
    std::ofstream figures(FiguresPath());
    const auto line = [&figures](absl::string_view name, absl::string_view value) {
      figures << absl::StrCat("figure\t", name, "\t", value, "\n");
    };
    line("documents", absl::StrCat(count));
    line("build_cpu_seconds", absl::StrCat(after.thread - before.thread - reading));
    line("build_process_cpu_seconds", absl::StrCat(after.process - before.process - reading));
    line("build_wall_seconds", absl::StrCat(after.wall - before.wall - reading));
    for (const PeerFigure& figure : engine->BuildFigures()) line(figure.first, figure.second);
    return absl::OkStatus();
  }

  void CopyFigures() {
    std::ifstream figures(FiguresPath());
    std::string line;
    while (std::getline(figures, line)) results_ << line << '\n';
  }

  // The numbers of the queries that there is time for; the first pass, which warms up.
  absl::StatusOr<std::vector<size_t>> Askable(PeerEngine* engine,
                                              const std::vector<PeerQuery>& queries) {
    std::vector<size_t> askable;
    std::map<std::string, double> seconds;
    for (size_t i = 0; i < queries.size(); ++i) {
      double& spent = seconds[queries[i].query_class];
      if (spent > kClassSeconds) continue;
      const Clocks before;
      KHOTIN_RETURN_IF_ERROR(engine->Search(queries[i]).status());
      spent += Clocks().thread - before.thread;
      askable.push_back(i);
    }
    return askable;
  }

  absl::Status Ask(PeerEngine* engine, const std::vector<PeerQuery>& queries) {
    KHOTIN_ASSIGN_OR_RETURN(const auto askable, Askable(engine, queries));
    std::vector<QueryTimes> times(askable.size());
    for (size_t pass = 0; pass < kPasses; ++pass) {
      for (size_t i = 0; i < askable.size(); ++i) {
        const Clocks before;
        KHOTIN_RETURN_IF_ERROR(engine->Search(queries[askable[i]]).status());
        const Clocks after;
        times[i].cpu[pass] = 1e6 * (after.thread - before.thread);
        times[i].wall[pass] = 1e6 * (after.wall - before.wall);
      }
    }
    results_ << absl::StrCat("figure\tmemory_bytes\t", AnonymousMemory(), "\n");
    for (size_t i = 0; i < askable.size(); ++i) {
      KHOTIN_RETURN_IF_ERROR(Write(engine, askable[i], queries[askable[i]], times[i]));
    }
    return absl::OkStatus();
  }

  absl::Status Write(PeerEngine* engine, size_t number, const PeerQuery& query,
                     const QueryTimes& times) {
    KHOTIN_ASSIGN_OR_RETURN(const auto hits, engine->Search(query));
    KHOTIN_ASSIGN_OR_RETURN(const uint64_t count, engine->Count(query));
    const std::string list = absl::StrJoin(hits, " ", [](std::string* out, const PeerHit& hit) {
      absl::StrAppend(out, hit.document, ":", hit.score);
    });
    results_ << absl::StrCat("query\t", query.query_class, "\t", number, "\t", Middle(times.cpu),
                             "\t", Middle(times.wall), "\t", count, "\t", list, "\n");
    return absl::OkStatus();
  }

  const Arguments arguments_;
  const PeerEngineFactory factory_;
  std::ofstream results_;
};

}  // namespace

int RunPeer(int argc, char** argv, PeerEngineFactory factory) {
  const bool reuse = argc == 6 && absl::string_view(argv[5]) == "reuse";
  if (argc != 5 && !reuse) {
    std::fprintf(stderr, "usage: %s DOCUMENTS QUERIES INDEX-FOLDER RESULTS [reuse]\n", argv[0]);
    return 2;
  }
  PeerRun run({argv[1], argv[2], argv[3], argv[4], reuse}, factory);
  const absl::Status status = run.Run();
  if (!status.ok()) std::fprintf(stderr, "%s: %s\n", argv[0], status.ToString().c_str());
  return status.ok() ? 0 : 1;
}

}  // namespace khotin::benchmarks
