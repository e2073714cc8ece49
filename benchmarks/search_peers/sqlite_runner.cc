// SQLite's FTS5 in the comparison of search engines. Usage as RunPeer has it, over folded
// documents.
#include <sqlite3.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status.h"
#include "engine_runner.h"

namespace khotin::benchmarks {
namespace {

// Every printing mark is part of a term: terms end at spaces alone.
constexpr char kSchema[] = R"sql(
  PRAGMA journal_mode = OFF;
  PRAGMA synchronous = OFF;
  CREATE VIRTUAL TABLE documents USING fts5(
    title, text, content = '', detail = full,
    tokenize = "ascii tokenchars '!#$%&()*+,-./:;<=>?@[\]^_`{|}~''""'");
  CREATE TABLE properties(id INTEGER PRIMARY KEY, source TEXT, date INTEGER);
  BEGIN;
)sql";

constexpr char kFinish[] = R"sql(
  INSERT INTO documents(documents) VALUES('optimize');
  CREATE INDEX properties_by_source ON properties(source);
  CREATE INDEX properties_by_date ON properties(date);
  COMMIT;
  ANALYZE;
)sql";

constexpr char kOpen[] = R"sql(
  PRAGMA mmap_size = 68719476736;
  PRAGMA query_only = ON;
)sql";

class Statement {
 public:
  Statement() = default;
  Statement(Statement&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
  Statement& operator=(Statement&& other) noexcept {
    std::swap(statement_, other.statement_);
    return *this;
  }
  ~Statement() { sqlite3_finalize(statement_); }

  absl::Status Prepare(sqlite3* database, const char* sql) {
    if (sqlite3_prepare_v2(database, sql, -1, &statement_, nullptr) == SQLITE_OK) {
      return absl::OkStatus();
    }
    return absl::InternalError(absl::StrCat(sql, ": ", sqlite3_errmsg(database)));
  }
  void Bind(int index, const std::string& text) {
    sqlite3_bind_text(statement_, index, text.data(), static_cast<int>(text.size()),
                      SQLITE_TRANSIENT);
  }
  void Bind(int index, int64_t value) { sqlite3_bind_int64(statement_, index, value); }
  // True for a row; resets the statement behind the last one.
  absl::StatusOr<bool> Step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    const int reset = sqlite3_reset(statement_);
    if (code == SQLITE_DONE && reset == SQLITE_OK) return false;
    return absl::InternalError(sqlite3_errmsg(sqlite3_db_handle(statement_)));
  }
  int64_t Integer(int column) const { return sqlite3_column_int64(statement_, column); }
  double Real(int column) const { return sqlite3_column_double(statement_, column); }

 private:
  sqlite3_stmt* statement_ = nullptr;
};

// What stands behind `SELECT …` for each kind of filter: words are parameter 1. The + keeps SQLite
// from looking every row of the filter up in the full-text index, which takes many times as long.
enum FilterKind { kNoFilter, kBySource, kByDate, kFilterKinds };
constexpr const char* kMatches[kFilterKinds] = {
    "FROM documents WHERE documents MATCH ?1",
    "FROM documents WHERE documents MATCH ?1 AND +rowid IN "
    "(SELECT id FROM properties WHERE source = ?2)",
    "FROM documents WHERE documents MATCH ?1 AND +rowid IN "
    "(SELECT id FROM properties WHERE date >= ?2 AND date < ?3)"};

class SqliteEngine : public PeerEngine {
 public:
  explicit SqliteEngine(const std::string& folder) : path_(folder + "/fts5.sqlite") {}
  ~SqliteEngine() override {
    for (int kind = 0; kind < kFilterKinds; ++kind) {
      search_[kind] = Statement();
      count_[kind] = Statement();
    }
    add_ = Statement();
    add_properties_ = Statement();
    sqlite3_close(database_);
  }

  absl::Status Add(uint64_t number, const PeerDocument& document) override {
    if (database_ == nullptr) {
      KHOTIN_RETURN_IF_ERROR(OpenFile());
      KHOTIN_RETURN_IF_ERROR(Execute(kSchema));
      KHOTIN_RETURN_IF_ERROR(
          add_.Prepare(database_, "INSERT INTO documents(rowid, title, text) VALUES(?, ?, ?)"));
      KHOTIN_RETURN_IF_ERROR(
          add_properties_.Prepare(database_, "INSERT INTO properties VALUES(?, ?, ?)"));
    }
    const auto id = static_cast<int64_t>(number);
    add_.Bind(1, id);
    add_.Bind(2, document.title);
    add_.Bind(3, document.text);
    KHOTIN_RETURN_IF_ERROR(add_.Step().status());
    add_properties_.Bind(1, id);
    add_properties_.Bind(2, document.source);
    add_properties_.Bind(3, document.date);
    return add_properties_.Step().status();
  }

  absl::Status Finish() override {
    if (database_ == nullptr) return absl::InvalidArgumentError("no documents");
    return Execute(kFinish);
  }

  std::vector<PeerFigure> BuildFigures() override {
    std::error_code error;
    const uintmax_t bytes = std::filesystem::file_size(path_, error);
    return {{"index_bytes", absl::StrCat(error ? 0 : bytes)}};
  }

  absl::Status Open() override {
    KHOTIN_RETURN_IF_ERROR(OpenFile());
    KHOTIN_RETURN_IF_ERROR(Execute(kOpen));
    for (int kind = 0; kind < kFilterKinds; ++kind) {
      const std::string matches = kMatches[kind];
      KHOTIN_RETURN_IF_ERROR(search_[kind].Prepare(
          database_,
          absl::StrCat("SELECT rowid, rank ", matches, " ORDER BY rank LIMIT ", kPeerHits)
              .c_str()));
      KHOTIN_RETURN_IF_ERROR(
          count_[kind].Prepare(database_, absl::StrCat("SELECT count(*) ", matches).c_str()));
    }
    return absl::OkStatus();
  }

  absl::StatusOr<std::vector<PeerHit>> Search(const PeerQuery& query) override {
    Statement& statement = Bound(query, search_);
    std::vector<PeerHit> hits;
    for (;;) {
      KHOTIN_ASSIGN_OR_RETURN(const bool more, statement.Step());
      if (!more) return hits;
      hits.push_back({static_cast<uint64_t>(statement.Integer(0)), -statement.Real(1)});
    }
  }

  absl::StatusOr<uint64_t> Count(const PeerQuery& query) override {
    Statement& statement = Bound(query, count_);
    uint64_t count = 0;
    for (;;) {
      KHOTIN_ASSIGN_OR_RETURN(const bool more, statement.Step());
      if (!more) return count;
      count = static_cast<uint64_t>(statement.Integer(0));
    }
  }

 private:
  absl::Status OpenFile() {
    if (sqlite3_open(path_.c_str(), &database_) == SQLITE_OK) return absl::OkStatus();
    return absl::UnavailableError(absl::StrCat(path_, ": ", sqlite3_errmsg(database_)));
  }

  absl::Status Execute(const char* sql) {
    if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) == SQLITE_OK) {
      return absl::OkStatus();
    }
    return absl::InternalError(absl::StrCat(path_, ": ", sqlite3_errmsg(database_)));
  }

  static Statement& Bound(const PeerQuery& query, Statement* statements) {
    const bool any = query.query_class == "or" || query.query_class == "title";
    const bool phrase = query.query_class == "phrase";
    const std::string words = absl::StrCat("\"",
                                           absl::StrJoin(query.terms, phrase ? " "
                                                                      : any  ? "\" OR \""
                                                                             : "\" AND \""),
                                           "\"");
    Statement& statement = statements[query.has_dates()       ? kByDate
                                      : !query.source.empty() ? kBySource
                                                              : kNoFilter];
    statement.Bind(1, words);
    if (query.has_dates()) {
      statement.Bind(2, query.date_begin);
      statement.Bind(3, query.date_end);
    } else if (!query.source.empty()) {
      statement.Bind(2, query.source);
    }
    return statement;
  }

  const std::string path_;
  sqlite3* database_ = nullptr;
  Statement add_;
  Statement add_properties_;
  Statement search_[kFilterKinds];
  Statement count_[kFilterKinds];
};

std::unique_ptr<PeerEngine> MakeEngine(const std::string& folder) {
  return std::make_unique<SqliteEngine>(folder);
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) {
  return khotin::benchmarks::RunPeer(argc, argv, khotin::benchmarks::MakeEngine);
}
