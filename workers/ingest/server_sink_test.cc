#include "ingest/server_sink.h"

#include <algorithm>
#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "gtest/gtest.h"
#include "ingest/sink_test_util.h"
#include "khotin/v1/ingest_service.grpc.pb.h"

namespace khotin::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Stream = grpc::ServerReaderWriter<v1::IngestStreamResponse, v1::IngestStreamRequest>;
using Documents = std::vector<v1::IngestDocument>;

v1::IngestResult ResultOf(const v1::IngestDocument& document) {
  v1::IngestResult result;
  result.set_request_id(document.request_id());
  result.set_verdict(v1::VERDICT_UNCHANGED);
  result.set_article("articles/" + document.analyzed().raw().input());
  return result;
}

v1::IngestResult ErrorOf(const v1::IngestDocument& document, absl::StatusCode code,
                         const std::string& message) {
  v1::IngestResult result = ResultOf(document);
  result.set_verdict(v1::VERDICT_REFUSED);
  result.mutable_error()->set_code(static_cast<int>(code));
  result.mutable_error()->set_message(message);
  return result;
}

// Takes `count` documents, then lets the test's function answer all of them.
class AnsweringServer : public v1::IngestService::Service {
 public:
  using Answer = std::function<grpc::Status(const Documents&, Stream*)>;

  AnsweringServer(size_t count, Answer answer) : count_(count), answer_(std::move(answer)) {
    grpc::ServerBuilder builder;
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
  }
  ~AnsweringServer() override { server_->Shutdown(); }

  grpc::Status IngestStream(grpc::ServerContext* /*context*/, Stream* stream) override {
    v1::IngestStreamResponse started;
    started.mutable_started()->set_window(100);
    stream->Write(started);
    Documents documents;
    v1::IngestStreamRequest request;
    while (documents.size() < count_ && stream->Read(&request)) {
      documents.insert(documents.end(), request.documents().begin(), request.documents().end());
    }
    const grpc::Status status = answer_(documents, stream);
    while (status.ok() && stream->Read(&request)) {
    }
    return status;
  }
  std::shared_ptr<grpc::Channel> Channel() { return server_->InProcessChannel({}); }

 private:
  const size_t count_;
  const Answer answer_;
  std::unique_ptr<grpc::Server> server_;
};

void Write(Stream* stream, const v1::IngestResult& result) {
  v1::IngestStreamResponse response;
  *response.mutable_results()->add_results() = result;
  stream->Write(response);
}

class ServerSinkTest : public ::testing::Test {
 protected:
  std::unique_ptr<Sink> Open(AnsweringServer* server) {
    auto sink = OpenServerSink(analyzer_.get(), NoChrome(), server->Channel(), &report_);
    EXPECT_TRUE(sink.ok()) << sink.status();
    return sink.ok() ? std::move(*sink) : nullptr;
  }

  const std::unique_ptr<const analysis::Analyzer> analyzer_ = analysis::Analyzer::Create();
  LineFile lines_;
  Tally tally_;
  Report report_{&tally_, lines_.file()};
};

TEST_F(ServerSinkTest, PrintsResultsInInputOrderHoweverTheyCome) {
  AnsweringServer server(3, [](const Documents& documents, Stream* stream) {
    for (auto it = documents.rbegin(); it != documents.rend(); ++it) Write(stream, ResultOf(*it));
    return grpc::Status::OK;
  });
  const auto sink = Open(&server);
  ASSERT_NE(sink, nullptr);
  EXPECT_TRUE(sink->Prepare(TextItem("a"))().ok());
  EXPECT_TRUE(sink->Prepare(RefusedItem("b"))().ok());
  EXPECT_TRUE(sink->Prepare(TextItem("c"))().ok());
  EXPECT_TRUE(sink->Prepare(TextItem("d"))().ok());
  EXPECT_TRUE(sink->Finish(absl::OkStatus()).ok());
  EXPECT_THAT(lines_.Lines(),
              ElementsAre(HasSubstr(R"("input":"a","verdict":"UNCHANGED","article":"articles/a")"),
                          R"({"input":"b","error":"b: empty file"})", HasSubstr(R"("articles/c")"),
                          HasSubstr(R"("articles/d")")));
}

TEST_F(ServerSinkTest, ARefusalByTheServerIsOneMoreRefusedInput) {
  AnsweringServer server(1, [](const Documents& documents, Stream* stream) {
    Write(stream, ErrorOf(documents[0], absl::StatusCode::kInvalidArgument, "a: no URL"));
    return grpc::Status::OK;
  });
  const auto sink = Open(&server);
  ASSERT_NE(sink, nullptr);
  EXPECT_TRUE(sink->Prepare(TextItem("a"))().ok());
  EXPECT_TRUE(sink->Finish(absl::OkStatus()).ok());
  EXPECT_THAT(tally_.Get().refusals, ElementsAre("a: no URL"));
}

TEST_F(ServerSinkTest, AnOutageOfTheServerBreaksTheRunOff) {
  AnsweringServer server(1, [](const Documents& documents, Stream* stream) {
    Write(stream, ErrorOf(documents[0], absl::StatusCode::kUnavailable, "the disk is full"));
    return grpc::Status::OK;
  });
  const auto sink = Open(&server);
  ASSERT_NE(sink, nullptr);
  EXPECT_TRUE(sink->Prepare(TextItem("a"))().ok());
  EXPECT_EQ(sink->Finish(absl::OkStatus()).code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(tally_.Get().refused, 0);
  EXPECT_EQ(tally_.Get().unfinished, 1);
}

TEST_F(ServerSinkTest, ABrokenStreamLeavesTheRestUnconfirmed) {
  AnsweringServer server(2, [](const Documents& documents, Stream* stream) {
    Write(stream, ResultOf(documents[0]));
    return grpc::Status(grpc::StatusCode::ABORTED, "gone");
  });
  const auto sink = Open(&server);
  ASSERT_NE(sink, nullptr);
  EXPECT_TRUE(sink->Prepare(TextItem("a"))().ok());
  EXPECT_TRUE(sink->Prepare(TextItem("b"))().ok());
  const absl::Status finished = sink->Finish(absl::OkStatus());
  EXPECT_EQ(finished.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(lines_.Lines(),
              ElementsAre(HasSubstr(R"("input":"a","verdict")"), HasSubstr("b: not confirmed: ")));
  EXPECT_EQ(tally_.Get().unfinished, 1);
}

TEST_F(ServerSinkTest, SendsPlacesAndTellsWhenAFileIsDone) {
  std::vector<v1::FilePosition> sent;
  AnsweringServer server(3, [&sent](const Documents& documents, Stream* stream) {
    for (const v1::IngestDocument& document : documents) {
      sent.push_back(document.position());
      v1::IngestResult result = ResultOf(document);
      result.set_verdict(v1::VERDICT_ALREADY_TAKEN);
      Write(stream, result);
    }
    return grpc::Status::OK;
  });
  std::vector<std::string> done;
  report_.set_on_file_end([&](const FileInHand& file) { done.push_back(file.path); });
  const auto sink = Open(&server);
  ASSERT_NE(sink, nullptr);
  const auto file = CountedFile("tin\xff.jsonl");
  EXPECT_TRUE(sink->Prepare(ItemOf(file, TextItem("a"), 1, false))().ok());
  EXPECT_TRUE(sink->Prepare(ItemOf(file, RefusedItem("b"), 2, false))().ok());
  EXPECT_TRUE(sink->Prepare(ItemOf(file, TextItem("c"), 3, true))().ok());
  EXPECT_TRUE(sink->Finish(absl::OkStatus()).ok());
  ASSERT_EQ(sent.size(), 3);
  EXPECT_EQ(sent[1].number(), 2);
  EXPECT_FALSE(sent[1].last());
  EXPECT_TRUE(sent[2].last());
  EXPECT_EQ(sent[2].path(), "tin\\xFF.jsonl");
  EXPECT_EQ(sent[2].file().content_hash(), file->identity.content.ToBytes());
  EXPECT_THAT(done, ElementsAre("tin\xff.jsonl"));
  EXPECT_EQ(tally_.Get().taken["ALREADY_TAKEN"], 3);
}

TEST_F(ServerSinkTest, FilesAreSeenToByTheDeliveringThread) {
  constexpr int kFiles = 3;
  AnsweringServer server(kFiles, [](const Documents& documents, Stream* stream) {
    for (const v1::IngestDocument& document : documents) Write(stream, ResultOf(document));
    return grpc::Status::OK;
  });
  std::vector<std::thread::id> threads;
  report_.set_on_file_end(
      [&](const FileInHand&) { threads.push_back(std::this_thread::get_id()); });
  const auto sink = Open(&server);
  ASSERT_NE(sink, nullptr);
  for (int i = 0; i < kFiles; ++i) {
    const std::string name = absl::StrCat(i, ".txt");
    EXPECT_TRUE(sink->Prepare(ItemOf(CountedFile(name), TextItem(name), 1, true))().ok());
  }
  EXPECT_TRUE(sink->Finish(absl::OkStatus()).ok());
  EXPECT_THAT(threads, ElementsAre(std::this_thread::get_id(), std::this_thread::get_id(),
                                   std::this_thread::get_id()));
}

TEST_F(ServerSinkTest, CountsWhatWasSentAndTellsOfFilesThatFail) {
  AnsweringServer server(1, [](const Documents& documents, Stream* stream) {
    Write(stream, ResultOf(documents[0]));
    return grpc::Status::OK;
  });
  std::vector<std::string> ended;
  report_.set_on_file_end([&](const FileInHand& file) { ended.push_back(file.path); });
  const auto sink = Open(&server);
  ASSERT_NE(sink, nullptr);
  EXPECT_TRUE(sink->Prepare(FailedItem("link.txt"))().ok());
  EXPECT_TRUE(sink->Prepare(ItemOf(CountedFile("tin.txt"), TextItem("a"), 1, true))().ok());
  EXPECT_TRUE(sink->Prepare(FailedItem("rest.txt"))().ok());
  EXPECT_TRUE(sink->Finish(absl::OkStatus()).ok());
  EXPECT_THAT(ended, ElementsAre("link.txt", "tin.txt", "rest.txt"));
  EXPECT_EQ(tally_.Get().refused, 2);
  EXPECT_EQ(tally_.Get().counted, 1);
}

TEST_F(ServerSinkTest, ADocumentOutOfTurnBreaksTheRunOff) {
  AnsweringServer server(1, [](const Documents& documents, Stream* stream) {
    Write(stream, ErrorOf(documents[0], absl::StatusCode::kFailedPrecondition, "not the next"));
    return grpc::Status::OK;
  });
  int done = 0;
  report_.set_on_file_end([&](const FileInHand&) { ++done; });
  const auto sink = Open(&server);
  ASSERT_NE(sink, nullptr);
  EXPECT_TRUE(sink->Prepare(ItemOf(CountedFile("tin.txt"), TextItem("a"), 1, true))().ok());
  EXPECT_EQ(sink->Finish(absl::OkStatus()).code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(done, 0);
  EXPECT_EQ(tally_.Get().unfinished, 1);
}

}  // namespace
}  // namespace khotin::ingest
