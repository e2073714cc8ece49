// Long calls that do not run to their end, over a real store.
#include "admin_service.h"

#include <memory>
#include <string>

#include "extract/testing.h"
#include "grpcpp/server_builder.h"
#include "gtest/gtest.h"
#include "prometheus/registry.h"

namespace khotin::server {
namespace {

class AdminServiceTest : public testing::Test {
 protected:
  AdminServiceTest() {
    grpc::ServerBuilder builder;
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    stub_ = v1::AdminService::NewStub(server_->InProcessChannel({}));
  }
  ~AdminServiceTest() override { server_->Shutdown(); }

  template <typename Request, typename Response>
  grpc::Status End(std::unique_ptr<grpc::ClientReader<Response>> (v1::AdminService::Stub::*method)(
      grpc::ClientContext*, const Request&)) {
    grpc::ClientContext context;
    const auto reader = (stub_.get()->*method)(&context, Request());
    Response response;
    while (reader->Read(&response)) {
    }
    return reader->Finish();
  }

  const extract::TempFolder folder_;
  const std::unique_ptr<store::Store> store_ = *store::Store::Open({.path = folder_.Path("store")});
  prometheus::Registry registry_;
  IngestMetrics metrics_{&registry_};
  const std::unique_ptr<const analysis::Analyzer> analyzer_ = analysis::Analyzer::Create();
  Preparer preparer_{analyzer_.get(), store_.get(), &metrics_, 1};
  CommitQueue commits_{store_.get(), &base::Clock::Real(), &metrics_};
  AdminService service_{store_.get(), analyzer_->version(), &preparer_, &commits_,
                        &base::Clock::Real()};
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<v1::AdminService::Stub> stub_;
};

bool SaysWhenToRetry(const grpc::Status& status) {
  return status.error_details().find("google.rpc.RetryInfo") != std::string::npos;
}

TEST_F(AdminServiceTest, LongCallsEndWhenTheServerStops) {
  EXPECT_TRUE(End(&v1::AdminService::Stub::Reanalyze).ok());
  EXPECT_TRUE(End(&v1::AdminService::Stub::Backup).ok());
  service_.StopServing();
  for (const grpc::Status& status :
       {End(&v1::AdminService::Stub::Reanalyze), End(&v1::AdminService::Stub::Backup)}) {
    EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
    EXPECT_TRUE(SaysWhenToRetry(status));
  }
}

TEST_F(AdminServiceTest, ABackupBesideAnotherOneIsToldWhenToComeAgain) {
  auto earlier = store_->CreateCheckpoint([] { return false; });
  ASSERT_TRUE(earlier.ok());
  const grpc::Status status = End(&v1::AdminService::Stub::Backup);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_TRUE(SaysWhenToRetry(status));
  earlier->reset();
  EXPECT_TRUE(End(&v1::AdminService::Stub::Backup).ok());
}

}  // namespace
}  // namespace khotin::server
