#include "rpc/ingest_client.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "base/mutex.h"
#include "gmock/gmock.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "gtest/gtest.h"
#include "khotin/v1/ingest_service.grpc.pb.h"

namespace khotin::rpc {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;
using Stream = grpc::ServerReaderWriter<v1::IngestStreamResponse, v1::IngestStreamRequest>;
using Script = std::function<grpc::Status(Stream* stream)>;

void Start(Stream* stream, int window) {
  v1::IngestStreamResponse response;
  response.mutable_started()->set_window(window);
  stream->Write(response);
}

void Backoff(Stream* stream, int window) {
  v1::IngestStreamResponse response;
  response.mutable_backoff()->set_window(window);
  stream->Write(response);
}

void ShutDown(Stream* stream) {
  v1::IngestStreamResponse response;
  response.mutable_shutting_down();
  stream->Write(response);
}

void Answer(Stream* stream, const std::vector<std::string>& request_ids) {
  v1::IngestStreamResponse response;
  for (const std::string& id : request_ids) {
    v1::IngestResult* result = response.mutable_results()->add_results();
    result->set_request_id(id);
    result->set_verdict(v1::VERDICT_NEW);
  }
  stream->Write(response);
}

// The request id of the next document; empty at the end.
std::string ReadOne(Stream* stream) {
  v1::IngestStreamRequest request;
  if (!stream->Read(&request)) return "";
  EXPECT_EQ(request.documents_size(), 1);
  return request.documents(0).request_id();
}

// A server whose stream does what the test's script says.
class ScriptedServer : public v1::IngestService::Service {
 public:
  explicit ScriptedServer(Script script) : script_(std::move(script)) {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port_);
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
  }
  ~ScriptedServer() override { server_->Shutdown(); }

  grpc::Status IngestStream(grpc::ServerContext* /*context*/, Stream* stream) override {
    grpc::Status status = script_(stream);
    base::MutexLock lock(&mutex_);
    done_ = true;
    changed_.NotifyAll();
    return status;
  }
  // Until then the script may still write to what the test gave it.
  void WaitForScript() {
    base::MutexLock lock(&mutex_);
    while (!done_) changed_.Wait(&mutex_);
  }
  std::string address() const { return absl::StrCat("127.0.0.1:", port_); }

 private:
  const Script script_;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
  base::Mutex mutex_;
  base::CondVar changed_;
  bool done_ ABSL_GUARDED_BY(mutex_) = false;
};

class Results {
 public:
  IngestClient::ResultCallback Callback() {
    return [this](const v1::IngestResult& result) {
      base::MutexLock lock(&mutex_);
      ids_.push_back(result.request_id());
    };
  }
  std::vector<std::string> ids() const {
    base::MutexLock lock(&mutex_);
    return ids_;
  }

 private:
  mutable base::Mutex mutex_;
  std::vector<std::string> ids_ ABSL_GUARDED_BY(mutex_);
};

std::unique_ptr<IngestClient> OpenClient(const ScriptedServer& server, Results* results) {
  auto client = IngestClient::Open(NewChannel(server.address()), results->Callback());
  EXPECT_TRUE(client.ok()) << client.status();
  return client.ok() ? std::move(*client) : nullptr;
}

v1::IngestDocument Document(const std::string& request_id) {
  v1::IngestDocument document;
  document.set_request_id(request_id);
  document.mutable_raw()->set_content("nội dung");
  return document;
}

// Takes documents on a thread of its own, so that it sees every one that the client dares to send,
// and answers each with a delay, the oldest first.
class SlowAnswers {
 public:
  explicit SlowAnswers(Stream* stream) : stream_(stream), reader_([this] { ReadAll(); }) {}
  ~SlowAnswers() { reader_.join(); }

  // Answers `count` documents; false once there are no more.
  bool AnswerSome(int count) {
    for (int i = 0; i < count; ++i) {
      const std::string id = Next();
      if (id.empty()) return false;
      absl::SleepFor(absl::Milliseconds(10));
      {
        base::MutexLock lock(&mutex_);
        --unanswered_;
      }
      Answer(stream_, {id});
    }
    return true;
  }
  // The most documents without an answer since the last call.
  int TakePeak() {
    base::MutexLock lock(&mutex_);
    return std::exchange(peak_, 0);
  }
  void WaitForUnanswered(int count) {
    base::MutexLock lock(&mutex_);
    while (unanswered_ < count) changed_.Wait(&mutex_);
  }

 private:
  void ReadAll() {
    for (std::string id = ReadOne(stream_); !id.empty(); id = ReadOne(stream_)) {
      base::MutexLock lock(&mutex_);
      waiting_.push_back(id);
      peak_ = std::max(peak_, ++unanswered_);
      changed_.NotifyAll();
    }
    base::MutexLock lock(&mutex_);
    ended_ = true;
    changed_.NotifyAll();
  }
  std::string Next() {
    base::MutexLock lock(&mutex_);
    while (waiting_.empty() && !ended_) changed_.Wait(&mutex_);
    if (waiting_.empty()) return "";
    std::string id = waiting_.front();
    waiting_.pop_front();
    return id;
  }

  Stream* const stream_;
  base::Mutex mutex_;
  base::CondVar changed_;
  std::deque<std::string> waiting_ ABSL_GUARDED_BY(mutex_);
  int unanswered_ ABSL_GUARDED_BY(mutex_) = 0;
  int peak_ ABSL_GUARDED_BY(mutex_) = 0;
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread reader_;
};

TEST(IngestClientTest, PairsResultsInAnyOrder) {
  Results results;
  ScriptedServer server([](Stream* stream) {
    Start(stream, 8);
    const std::string first = ReadOne(stream);
    const std::string second = ReadOne(stream);
    Answer(stream, {second, first, first, "never sent"});
    EXPECT_EQ(ReadOne(stream), "");
    return grpc::Status::OK;
  });
  const auto client = OpenClient(server, &results);
  ASSERT_NE(client, nullptr);
  EXPECT_TRUE(client->Send(Document("1")).ok());
  EXPECT_TRUE(client->Send(Document("2")).ok());
  EXPECT_TRUE(client->Finish().ok());
  EXPECT_THAT(results.ids(), ElementsAre("2", "1"));
}

TEST(IngestClientTest, KeepsToTheWindow) {
  Results results;
  int peak = 0;
  ScriptedServer server([&peak](Stream* stream) {
    Start(stream, 3);
    SlowAnswers answers(stream);
    while (answers.AnswerSome(1)) {
    }
    peak = answers.TakePeak();
    return grpc::Status::OK;
  });
  const auto client = OpenClient(server, &results);
  ASSERT_NE(client, nullptr);
  for (int i = 0; i < 20; ++i) EXPECT_TRUE(client->Send(Document(absl::StrCat(i))).ok());
  EXPECT_TRUE(client->Finish().ok());
  server.WaitForScript();
  EXPECT_EQ(results.ids().size(), 20);
  EXPECT_EQ(peak, 3);
}

TEST(IngestClientTest, BackoffNarrowsAndWidensTheWindow) {
  Results results;
  int narrow = 0;
  int wide = 0;
  ScriptedServer server([&](Stream* stream) {
    Start(stream, 4);
    SlowAnswers answers(stream);
    answers.WaitForUnanswered(4);
    Backoff(stream, 1);
    answers.AnswerSome(4);
    answers.TakePeak();
    answers.AnswerSome(5);
    narrow = answers.TakePeak();
    Backoff(stream, 6);
    answers.WaitForUnanswered(6);
    while (answers.AnswerSome(1)) {
    }
    wide = answers.TakePeak();
    return grpc::Status::OK;
  });
  const auto client = OpenClient(server, &results);
  ASSERT_NE(client, nullptr);
  for (int i = 0; i < 30; ++i) EXPECT_TRUE(client->Send(Document(absl::StrCat(i))).ok());
  EXPECT_TRUE(client->Finish().ok());
  server.WaitForScript();
  EXPECT_EQ(results.ids().size(), 30);
  EXPECT_EQ(narrow, 1);
  EXPECT_EQ(wide, 6);
}

TEST(IngestClientTest, ShuttingDownRefusesFurtherDocumentsButReportsTheRest) {
  Results results;
  ScriptedServer server([](Stream* stream) {
    Start(stream, 2);
    const std::string first = ReadOne(stream);
    const std::string second = ReadOne(stream);
    ShutDown(stream);
    absl::SleepFor(absl::Milliseconds(30));
    Answer(stream, {first, second});
    EXPECT_EQ(ReadOne(stream), "");
    return grpc::Status::OK;
  });
  const auto client = OpenClient(server, &results);
  ASSERT_NE(client, nullptr);
  EXPECT_TRUE(client->Send(Document("1")).ok());
  EXPECT_TRUE(client->Send(Document("2")).ok());
  const absl::Status third = client->Send(Document("3"));
  EXPECT_EQ(third.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(third.message(), HasSubstr("shutting down"));
  EXPECT_TRUE(client->Finish().ok());
  EXPECT_THAT(results.ids(), UnorderedElementsAre("1", "2"));
}

TEST(IngestClientTest, BrokenStreamIsUnavailableWithTheReason) {
  Results results;
  ScriptedServer server([](Stream* stream) {
    Start(stream, 1);
    ReadOne(stream);
    return grpc::Status(grpc::StatusCode::ABORTED, "the disk went away");
  });
  const auto client = OpenClient(server, &results);
  ASSERT_NE(client, nullptr);
  EXPECT_TRUE(client->Send(Document("1")).ok());
  for (const absl::Status& status : {client->Send(Document("2")), client->Finish()}) {
    EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
    EXPECT_THAT(status.message(), HasSubstr("ABORTED: the disk went away"));
  }
  EXPECT_THAT(results.ids(), ElementsAre());
}

TEST(IngestClientTest, AServerThatEndsEarlyLeavesDocumentsWithoutResult) {
  Results results;
  ScriptedServer server([](Stream* stream) {
    Start(stream, 5);
    Answer(stream, {ReadOne(stream)});
    ReadOne(stream);
    return grpc::Status::OK;
  });
  const auto client = OpenClient(server, &results);
  ASSERT_NE(client, nullptr);
  EXPECT_TRUE(client->Send(Document("1")).ok());
  EXPECT_TRUE(client->Send(Document("2")).ok());
  const absl::Status finished = client->Finish();
  EXPECT_EQ(finished.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(finished.message(), HasSubstr("without a result: 1"));
  EXPECT_THAT(results.ids(), ElementsAre("1"));
}

TEST(IngestClientTest, OpenFailsWithoutAServer) {
  const auto client = IngestClient::Open(NewChannel("127.0.0.1:1"), [](const v1::IngestResult&) {});
  EXPECT_EQ(client.status().code(), absl::StatusCode::kUnavailable);
}

TEST(IngestClientTest, OpenFailsWhereTheServiceIsRefused) {
  ScriptedServer server(
      [](Stream*) { return grpc::Status(grpc::StatusCode::PERMISSION_DENIED, "not for you"); });
  const auto client =
      IngestClient::Open(NewChannel(server.address()), [](const v1::IngestResult&) {});
  EXPECT_EQ(client.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(client.status().message(), HasSubstr("not for you"));
}

TEST(IngestClientTest, DroppingAnOpenClientCancelsTheCall) {
  Results results;
  std::string next = "unread";
  ScriptedServer server([&next](Stream* stream) {
    Start(stream, 5);
    next = ReadOne(stream);
    return grpc::Status::OK;
  });
  OpenClient(server, &results).reset();
  server.WaitForScript();
  EXPECT_EQ(next, "");
}

}  // namespace
}  // namespace khotin::rpc
