#include "ingest/dry_run_sink.h"

#include <string>
#include <utility>

#include "ingest/json_lines.h"

namespace khotin::ingest {
namespace {

class DryRunSink : public Sink {
 public:
  DryRunSink(const analysis::Analyzer* analyzer, Report* report)
      : analyzer_(analyzer), report_(report) {}

  Delivery Prepare(SourceItem item) override {
    absl::Status status = item.document.status();
    if (status.ok()) {
      const auto analyzed = analyzer_->Analyze(std::move(*item.document));
      if (analyzed.ok()) {
        return [this, line = CleanLine(*analyzed)] { return report_->Clean(line); };
      }
      status = analyzed.status();
    }
    return [this, input = std::move(item.input), status = std::move(status)] {
      return report_->Refused(input, status.message());
    };
  }

  absl::Status Finish(absl::Status run) override { return run; }

 private:
  const analysis::Analyzer* const analyzer_;
  Report* const report_;
};

}  // namespace

std::unique_ptr<Sink> NewDryRunSink(const analysis::Analyzer* analyzer, Report* report) {
  return std::make_unique<DryRunSink>(analyzer, report);
}

}  // namespace khotin::ingest
