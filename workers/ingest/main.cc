#include "ingest/app.h"
#include "ingest/options.h"

int main(int argc, char** argv) {
  int exit_code = 0;
  const auto options = khotin::ingest::ParseOptions(argc, argv, &exit_code);
  return options.has_value() ? khotin::ingest::RunIngest(*options) : exit_code;
}
