#include "ingest/dry_run_sink.h"

#include <string>
#include <utility>

#include "ingest/json_lines.h"

namespace khotin::ingest {
namespace {

class DryRunSink : public Sink {
 public:
  DryRunSink(const analysis::Analyzer* analyzer, ChromeProvider chrome, Report* report)
      : analyzer_(analyzer), chrome_(std::move(chrome)), report_(report) {}

  Delivery Prepare(SourceItem item) override {
    absl::Status status = item.document.status();
    if (status.ok()) {
      const auto analyzed = analyzer_->Analyze(std::move(*item.document), chrome_());
      if (analyzed.ok()) {
        return [this, line = CleanLine(*analyzed)] { return report_->Clean(line); };
      }
      status = analyzed.status();
    }
    return [this, input = std::move(item.input), status = std::move(status)] {
      return report_->Refused(input, status);
    };
  }

  absl::Status Finish(absl::Status run) override { return run; }

 private:
  const analysis::Analyzer* const analyzer_;
  const ChromeProvider chrome_;
  Report* const report_;
};

}  // namespace

std::unique_ptr<Sink> NewDryRunSink(const analysis::Analyzer* analyzer, ChromeProvider chrome,
                                    Report* report) {
  return std::make_unique<DryRunSink>(analyzer, std::move(chrome), report);
}

}  // namespace khotin::ingest
